package qcc.dialect.array;

/** How an element between those of a grid is made of its neighbors. */
public enum ResizeMode {
    NEAREST, LINEAR, CUBIC;

    /** The name in the IR. */
    public String text() {
        return EnumNames.text(this);
    }

    /** @throws IllegalArgumentException if there is no mode of that name */
    public static ResizeMode of(String text) {
        return EnumNames.parse(ResizeMode.class, "mode", text);
    }
}
