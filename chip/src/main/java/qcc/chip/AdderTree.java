package qcc.chip;

/**
 * Adders of a digital macro; they lose nothing. (Key {@code digital}.)
 *
 * @param inputBitsPerCycle input bits multiplied per clock
 * @param weightBitsPerCycle weight bits multiplied per clock
 * @param treeLatencyCycles clocks of the adder tree and what follows it
 */
public record AdderTree(int inputBitsPerCycle, int weightBitsPerCycle, int treeLatencyCycles) implements Readout {
    static AdderTree read(Section section) {
        return new AdderTree(section.integer("input_bits_per_cycle", Bounds.between(1, 16)),
                section.integer("weight_bits_per_cycle", Bounds.between(1, Weights.MAX_BITS)),
                section.integer("tree_latency_cycles", Bounds.COUNT_OR_NONE, 0));
    }
}
