package qcc.dialect.quant;

/** The operations of the {@code quant} dialect. */
public sealed interface QuantOp permits DequantizeCastOp, QuantizeCastOp, StorageCastOp {}
