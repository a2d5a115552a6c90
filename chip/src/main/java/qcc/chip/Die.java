package qcc.chip;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One specimen of a chip: the content of one die file. Crossbars that it does not name have no faults.
 *
 * @param crossbars crossbars with what was found at them, by core and number
 * @param notes where the figures come from
 */
public record Die(List<CrossbarFaults> crossbars, List<SourceNote> notes) {
    private static final Comparator<CrossbarFaults> BY_ADDRESS = Comparator.comparingInt(CrossbarFaults::core)
            .thenComparingInt(CrossbarFaults::xbar);

    public Die {
        crossbars = crossbars.stream().sorted(BY_ADDRESS).toList();
        notes = List.copyOf(notes);
    }

    /**
     * What was found at one crossbar; empty where the file does not name it.
     *
     * @param core number of the core
     * @param xbar number of the crossbar in its core
     */
    public Optional<CrossbarFaults> faults(int core, int xbar) {
        int index = Collections.binarySearch(crossbars, CrossbarFaults.none(core, xbar), BY_ADDRESS);
        return index < 0 ? Optional.empty() : Optional.of(crossbars.get(index));
    }
}
