package qcc.tensor;

/** The kinds of element a {@link Tensor} holds. Narrower storage integers (i2, i4) are held as {@link #I8}, 16-bit floats as {@link #F32}. */
public enum ElementType {
    F32("f32", 4), F64("f64", 8), I8("i8", 1), U8("u8", 1), I16("i16", 2), I32("i32", 4), I64("i64", 8), BOOL("bool", 1);

    private final String text;
    private final int bytes;

    ElementType(String text, int bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /** Size of one element in a file, in bytes. */
    public int bytes() {
        return bytes;
    }

    public boolean isInteger() {
        return this != F32 && this != F64;
    }

    @Override
    public String toString() {
        return text;
    }
}
