package qcc.chip;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One specimen of a chip: the content of one die file. Crossbars that it does not name have no faults.
 *
 * @param crossbars crossbars with what was found at them, by core and number
 * @param notes where the figures come from
 * @param places where in a file each crossbar is described, in the order of {@code crossbars}; empty for a die that no file describes
 */
public record Die(List<CrossbarFaults> crossbars, List<SourceNote> notes, List<Place> places) {
    /** A place in a file; line and column from 1. */
    public record Place(String source, int line, int column) {}

    private static final Comparator<CrossbarFaults> BY_ADDRESS = Comparator.comparingInt(CrossbarFaults::core)
            .thenComparingInt(CrossbarFaults::xbar);

    /** A die that no file describes. */
    public Die(List<CrossbarFaults> crossbars, List<SourceNote> notes) {
        this(crossbars.stream().sorted(BY_ADDRESS).toList(), notes, List.of());
    }

    public Die {
        crossbars = List.copyOf(crossbars);
        notes = List.copyOf(notes);
        places = List.copyOf(places);
    }

    /** A die whose crossbars are described at these places, in any order. */
    static Die of(List<CrossbarFaults> crossbars, List<Place> places, List<SourceNote> notes) {
        var order = IntStream.range(0, crossbars.size()).boxed().sorted(Comparator.comparing(crossbars::get, BY_ADDRESS)).toList();
        return new Die(order.stream().map(crossbars::get).toList(), notes, order.stream().map(places::get).toList());
    }

    /**
     * A problem with a crossbar, at its place in the die file.
     *
     * @param message what is wrong
     * @param hint what to change
     */
    public Problem problemAt(int core, int xbar, String message, String hint) {
        int index = index(core, xbar);
        return index < 0 || places.isEmpty()
                ? new Problem("die", 0, 0, message, hint)
                : new Problem(places.get(index).source, places.get(index).line, places.get(index).column, message, hint);
    }

    private int index(int core, int xbar) {
        return Collections.binarySearch(crossbars, CrossbarFaults.none(core, xbar), BY_ADDRESS);
    }

    /**
     * What was found at one crossbar; empty where the file does not name it.
     *
     * @param core number of the core
     * @param xbar number of the crossbar in its core
     */
    public Optional<CrossbarFaults> faults(int core, int xbar) {
        int index = index(core, xbar);
        return index < 0 ? Optional.empty() : Optional.of(crossbars.get(index));
    }
}
