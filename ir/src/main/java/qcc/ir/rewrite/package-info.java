/** Rewriting: patterns as values, the rewriter through which they change the IR, and the driver that applies them to a fixed point. */
package qcc.ir.rewrite;
