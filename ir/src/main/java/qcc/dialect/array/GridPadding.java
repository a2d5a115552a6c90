package qcc.dialect.array;

/** What lies outside an array that is sampled. */
public enum GridPadding {
    ZEROS, BORDER, REFLECTION;

    /** The name in the IR. */
    public String text() {
        return EnumNames.text(this);
    }

    /** @throws IllegalArgumentException if there is no padding mode of that name */
    public static GridPadding of(String text) {
        return EnumNames.parse(GridPadding.class, "padding mode", text);
    }
}
