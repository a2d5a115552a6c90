package qcc.dialect.array;

/** How sizes are taken that would change the ratio of the sides. */
public enum AspectRatioPolicy {
    STRETCH, NOT_LARGER, NOT_SMALLER;

    /** The name in the IR. */
    public String text() {
        return EnumNames.text(this);
    }

    /** @throws IllegalArgumentException if there is no aspect ratio policy of that name */
    public static AspectRatioPolicy of(String text) {
        return EnumNames.parse(AspectRatioPolicy.class, "aspect ratio policy", text);
    }
}
