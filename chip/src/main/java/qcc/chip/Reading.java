package qcc.chip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.yaml.snakeyaml.error.Mark;

/** State shared by all sections of one file while it is read: the problems found and the sources named. */
final class Reading {
    private final String source;
    private final String kind;
    private final List<Problem> problems = new ArrayList<>();
    private final List<PlacedNote> notes = new ArrayList<>();
    private double energyScale = 1;

    /**
     * @param source name of the file for messages
     * @param kind what the file describes: chip or die
     */
    Reading(String source, String kind) {
        this.source = source;
        this.kind = kind;
    }

    void problem(Mark mark, String message, String hint) {
        problems.add(new Problem(source, mark.getLine() + 1, mark.getColumn() + 1, message, hint));
    }

    Die.Place place(Mark mark) {
        return new Die.Place(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    String kind() {
        return kind;
    }

    double energyScale() {
        return energyScale;
    }

    void scaleEnergies(double factor) {
        energyScale = factor;
    }

    int problemCount() {
        return problems.size();
    }

    void note(Mark mark, String path, String text) {
        notes.add(new PlacedNote(mark.getIndex(), new SourceNote(path, text)));
    }

    /** Notes in the order of the file. */
    List<SourceNote> notes() {
        return notes.stream().sorted(Comparator.comparingInt(PlacedNote::index)).map(PlacedNote::note).toList();
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
            throw new ChipException(problems);
        }
    }

    private record PlacedNote(int index, SourceNote note) {}
}
