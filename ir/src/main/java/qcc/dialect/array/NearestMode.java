package qcc.dialect.array;

/** Which of two neighbors is the nearest. */
public enum NearestMode {
    ROUND_PREFER_FLOOR, ROUND_PREFER_CEIL, FLOOR, CEIL;

    /** The name in the IR. */
    public String text() {
        return EnumNames.text(this);
    }

    /** @throws IllegalArgumentException if there is no nearest mode of that name */
    public static NearestMode of(String text) {
        return EnumNames.parse(NearestMode.class, "nearest mode", text);
    }
}
