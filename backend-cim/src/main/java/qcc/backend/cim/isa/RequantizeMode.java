package qcc.backend.cim.isa;

/** How a product with a real factor is rounded onto the output grid; the numeric contract defines each mode to the bit. */
public enum RequantizeMode {
    /** Doubling high product, then a rounding shift: two roundings (gemmlowp, TensorFlow Lite Micro). */
    DOUBLE("double"),
    /** One 64-bit product and one rounding shift. */
    SINGLE("single"),
    /** Single-precision product, rounded half to even (ONNX Runtime). */
    FLOAT("float"),
    /** A rounding shift alone: the factor is a power of two. */
    SHIFT("shift");

    private final String text;

    RequantizeMode(String text) {
        this.text = text;
    }

    /** The mode's two-bit code. */
    public int code() {
        return ordinal();
    }

    /** The spelling in chip files and assembly text. */
    public String text() {
        return text;
    }

    /**
     * The mode of a two-bit code.
     *
     * @throws IllegalArgumentException if the code is not 0 to 3
     */
    public static RequantizeMode of(int code) {
        if (code < 0 || code >= values().length) {
            throw new IllegalArgumentException("requantization mode must be 0 to 3 but is " + code);
        }
        return values()[code];
    }
}
