/** The branches of MLIR's {@code cf} dialect, in MLIR's own syntax. */
package qcc.dialect.cf;
