package qcc.dialect.array;

/** What the elements of a border hold. */
public enum PadMode {
    CONSTANT, EDGE, REFLECT, WRAP;

    /** The name in the IR. */
    public String text() {
        return EnumNames.text(this);
    }

    /** @throws IllegalArgumentException if there is no mode of that name */
    public static PadMode of(String text) {
        return EnumNames.parse(PadMode.class, "mode", text);
    }
}
