package qcc.ir;

/**
 * A floating-point constant: {@code 1.500000e+00 : f32}.
 *
 * <p>Compared as an IR wants it: {@code 0.0} and {@code -0.0} differ, a NaN equals itself.
 *
 * @param value the value, representable in the type
 */
public record FloatAttr(double value, FloatType type) implements Attribute {
    public FloatAttr {
        value = FloatFormat.of(type).round(value);
    }

    public static FloatAttr of(double value) {
        return new FloatAttr(value, FloatType.F64);
    }

    @Override
    public String briefText() {
        var text = FloatText.of(value, type);
        return type == FloatType.F64 && !text.startsWith("0x") ? text : toString();
    }

    @Override
    public String toString() {
        return FloatText.of(value, type) + " : " + type;
    }
}
