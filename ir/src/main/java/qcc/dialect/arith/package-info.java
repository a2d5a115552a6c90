/** A part of MLIR's {@code arith} dialect, in MLIR's own syntax, so that one file runs through both tools. */
package qcc.dialect.arith;
