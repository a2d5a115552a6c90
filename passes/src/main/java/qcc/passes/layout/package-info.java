/** The order of axes in memory. */
package qcc.passes.layout;
