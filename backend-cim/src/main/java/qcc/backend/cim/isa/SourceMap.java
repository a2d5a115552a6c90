package qcc.backend.cim.isa;

import java.util.List;

/**
 * Which operation each instruction was made for. An entry holds from its first instruction to the next entry's.
 *
 * @param entries in ascending order of first instruction
 */
public record SourceMap(List<Entry> entries) {
    /** The map that says nothing. */
    public static final SourceMap EMPTY = new SourceMap(List.of());

    /**
     * The start of one operation's instructions.
     *
     * @param firstInstruction counted from 0
     * @param operation such as {@code nn.conv at "layer1.0/Conv"}
     */
    public record Entry(int firstInstruction, String operation) {
        public Entry {
            if (firstInstruction < 0) {
                throw new IllegalArgumentException("first instruction must not be negative: " + firstInstruction);
            }
        }
    }

    public SourceMap {
        entries = List.copyOf(entries);
        for (var i = 1; i < entries.size(); i++) {
            if (entries.get(i).firstInstruction <= entries.get(i - 1).firstInstruction) {
                throw new IllegalArgumentException("source map entry %d starts at instruction %d, not behind %d of the entry before"
                        .formatted(i, entries.get(i).firstInstruction, entries.get(i - 1).firstInstruction));
            }
        }
    }

    /** The operation an instruction was made for; empty if the map does not say. */
    public String operationAt(int instruction) {
        var low = 0;
        var high = entries.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (entries.get(middle).firstInstruction <= instruction) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? "" : entries.get(low - 1).operation;
    }
}
