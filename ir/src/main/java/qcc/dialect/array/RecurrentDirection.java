package qcc.dialect.array;

/** In which order a recurrent layer reads a sequence. */
public enum RecurrentDirection {
    FORWARD, REVERSE, BIDIRECTIONAL;

    /** How many directions there are. */
    public int count() {
        return this == BIDIRECTIONAL ? 2 : 1;
    }

    /** Whether one of the directions reads from the end. */
    public boolean isReverse(int index) {
        return this == REVERSE || index == 1;
    }

    /** The name in the IR. */
    public String text() {
        return EnumNames.text(this);
    }

    /** @throws IllegalArgumentException if there is no direction of that name */
    public static RecurrentDirection of(String text) {
        return EnumNames.parse(RecurrentDirection.class, "direction", text);
    }
}
