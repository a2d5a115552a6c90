package qcc.chip;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads die files: YAML or JSON, the faults of one crossbar or a list of them. Every problem of a file is found in one reading and given with its line and column. */
public final class DieLoader {
    private static final String EMPTY_HINT = "name a crossbar and its faults, such as {core: 0, xbar: 3, bad_columns: [17]}";

    private DieLoader() {}

    /**
     * Loads the die file of a specimen of a chip, in UTF-8.
     *
     * @throws ChipException if it cannot be read, is not a valid die file, or does not fit the chip
     */
    public static Die load(Path file, Chip chip) {
        return parse(YamlText.read(file, "give a die file"), file.toString(), chip);
    }

    /**
     * Reads a die from text.
     *
     * @param yaml YAML or JSON
     * @param sourceName name for messages
     * @param chip the chip it is a specimen of
     * @throws ChipException with every problem found, in the order of the file
     */
    public static Die parse(String yaml, String sourceName, Chip chip) {
        var root = YamlText.compose(sourceName, yaml, EMPTY_HINT);
        var reading = new Reading(sourceName, "die");
        var reader = new DieReader(reading, chip);
        Optional<List<CrossbarFaults>> crossbars = root instanceof SequenceNode list
                ? new NodeReader(reading).items(list, "", (node, path) -> Section.top(reading).item(node, path, reader::crossbar))
                : Section.file(reading, root, reader::crossbar).map(List::of);
        reading.throwIfAny();
        return Die.of(crossbars.orElseThrow(), reader.places(), reading.notes());
    }
}
