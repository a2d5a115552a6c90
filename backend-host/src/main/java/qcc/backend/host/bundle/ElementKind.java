package qcc.backend.host.bundle;

/** What a host buffer holds: numbers in the host's memory, little-endian, without gaps. */
public enum ElementKind {
    /** A byte of 0 or 1. */
    BOOL("i1", 1),
    /** Signed 8-bit integers. */
    I8("i8", 1),
    /** Unsigned 8-bit integers. */
    U8("ui8", 1),
    /** Signed 16-bit integers. */
    I16("i16", 2),
    /** Signed 32-bit integers. */
    I32("i32", 4),
    /** Signed 64-bit integers. */
    I64("i64", 8),
    /** Single-precision numbers. */
    F32("f32", 4),
    /** Double-precision numbers. */
    F64("f64", 8);

    private final String text;
    private final int bytes;

    ElementKind(String text, int bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /** The spelling in the IR. */
    public String text() {
        return text;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }
}
