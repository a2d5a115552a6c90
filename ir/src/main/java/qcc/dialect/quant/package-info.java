/** MLIR's {@code quant} dialect: quantized types and the casts between reals, quantized values and their storage. */
package qcc.dialect.quant;
