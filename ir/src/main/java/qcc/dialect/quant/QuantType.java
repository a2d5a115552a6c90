package qcc.dialect.quant;

import qcc.ir.DialectType;

/** The types of the {@code quant} dialect. */
public sealed interface QuantType extends DialectType permits QuantizedType, AnyQuantizedType, CalibratedType {}
