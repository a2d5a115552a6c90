package qcc.dialect.quant;

import qcc.ir.FloatText;
import qcc.ir.FloatType;

/** Reals that were observed in a range: {@code !quant.calibrated<f32<-0.998:1.2321>>}. */
public record CalibratedType(FloatType expressed, double min, double max) implements QuantType {
    public CalibratedType {
        if (!(min < max)) {
            throw new IllegalArgumentException("illegal min and max: (%e:%e)".formatted(min, max));
        }
    }

    @Override
    public String toString() {
        return "!quant.calibrated<" + expressed + "<" + FloatText.of(min, FloatType.F64) + ":" + FloatText.of(max, FloatType.F64) + ">>";
    }
}
