package qcc.dialect.array;

/** What a recurrent layer computes in each step. */
public enum RecurrentCell {
    RNN(1), GRU(3), LSTM(4);

    private final int gates;

    RecurrentCell(int gates) {
        this.gates = gates;
    }

    /** The blocks of rows of the weights. */
    public int gates() {
        return gates;
    }

    /** How many activation functions a direction has. */
    public int activations() {
        return Math.max(1, gates - 1);
    }

    /** The name in the IR. */
    public String text() {
        return EnumNames.text(this);
    }

    /** @throws IllegalArgumentException if there is no cell of that name */
    public static RecurrentCell of(String text) {
        return EnumNames.parse(RecurrentCell.class, "cell", text);
    }
}
