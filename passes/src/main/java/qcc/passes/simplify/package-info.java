/** Exact rewrites that leave fewer operations. */
package qcc.passes.simplify;
