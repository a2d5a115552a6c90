package qcc.dialect.array;

/** What becomes of an element at which an update arrives. */
public enum ScatterReduction {
    NONE, ADD, MUL, MIN, MAX;

    /** The name in the IR. */
    public String text() {
        return EnumNames.text(this);
    }

    /** @throws IllegalArgumentException if there is no reduction of that name */
    public static ScatterReduction of(String text) {
        return EnumNames.parse(ScatterReduction.class, "reduction", text);
    }
}
