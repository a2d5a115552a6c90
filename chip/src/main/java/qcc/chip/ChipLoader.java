package qcc.chip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads chip files: YAML, of which JSON is a part. Every problem of a file is found in one reading and given with its line and column. */
public final class ChipLoader {
    /** Names of the chips that come with the compiler, sorted. */
    private static final List<String> PRESETS = List.of("colonnade-jssc21", "d6cim-esscirc23", "hermes-pcm64", "isaac-isca16", "jia-jssc20",
            "jia-jssc22",
            "neurram-nat22", "pimcomp-dac23", "puma-asplos19", "sinangil-jssc21", "tsmc22-isscc21");

    private ChipLoader() {}

    /** Names of the chips that come with the compiler, sorted. */
    public static List<String> presets() {
        return PRESETS;
    }

    /**
     * Loads a chip that comes with the compiler.
     *
     * @throws ChipException if there is no such preset
     */
    public static Chip preset(String name) {
        if (!PRESETS.contains(name)) {
            var meant = NearestName.of(name, PRESETS).map(near -> "did you mean '" + near + "'? ").orElse("");
            throw new ChipException(List
                    .of(new Problem(name, 0, 0, "there is no preset of this name", meant + "presets are " + String.join(", ", PRESETS))));
        }
        try (var stream = ChipLoader.class.getResourceAsStream("presets/" + name + ".yaml")) {
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Loads a chip file in UTF-8.
     *
     * @throws ChipException if it cannot be read or is not a valid chip file
     */
    public static Chip load(Path file) {
        return parse(YamlText.read(file, "give a chip file, or one of the presets " + String.join(", ", PRESETS)), file.toString());
    }

    /**
     * Loads a preset if there is one of this name, else a file.
     *
     * @throws ChipException if there is neither, or the file is not valid
     */
    public static Chip find(String presetOrFile) {
        return PRESETS.contains(presetOrFile) ? preset(presetOrFile) : load(Path.of(presetOrFile));
    }

    /**
     * Reads a chip from text.
     *
     * @param yaml YAML or JSON
     * @param sourceName name for messages
     * @throws ChipException with every problem found, in the order of the file
     */
    public static Chip parse(String yaml, String sourceName) {
        var source = new ChipSource(sourceName, yaml);
        var root = compose(source);
        var reading = new Reading(sourceName, "chip");
        var chip = Section.file(reading, root, section -> Chip.read(section, source));
        reading.throwIfAny();
        return chip.orElseThrow().withNotes(reading.notes());
    }

    /**
     * Reads non-idealities from the text of a chip file's {@code noise} section; {@code ideal} is false unless the text says otherwise.
     *
     * @param yaml YAML or JSON
     * @param sourceName name for messages
     * @throws ChipException with every problem found
     */
    public static Noise parseNoise(String yaml, String sourceName) {
        var root = YamlText.compose(sourceName, yaml, "give keys of a chip file's noise section, such as {read_sigma: 0.01}");
        var reading = new Reading(sourceName, "noise");
        var noise = Section.file(reading, root,
                section -> section.has("ideal") ? Noise.read(section) : Noise.read(section).withIdeal(false));
        reading.throwIfAny();
        return noise.orElseThrow();
    }

    private static Node compose(ChipSource source) {
        return YamlText.compose(source.name(), source.text(), "start from a preset, such as " + PRESETS.getFirst());
    }

    /**
     * The text of a chip's file with another operating point in force; places stay where they are.
     *
     * @throws ChipException if the file has no such operating point
     */
    static String textAt(Chip chip, double volts) {
        if (chip.operatingPoints().stream().noneMatch(point -> point.v() == volts)) {
            throw new ChipException(List.of(chip.problemAt(OperatingPoint.ALL,
                    "chip '%s' has no operating point at %s V".formatted(chip.arch(), BigDecimal.valueOf(volts).toPlainString()),
                    OperatingPoint.choices(chip.operatingPoints()))));
        }
        var root = (MappingNode) compose(chip.source());
        return YamlText.with(chip.source().text(), root, OperatingPoint.IN_FORCE, BigDecimal.valueOf(volts).toPlainString());
    }

    /** Places a problem of a later stage at a key of the file. */
    static Problem problemAt(ChipSource source, String path, String message, String hint) {
        var mark = Section.place(compose(source), path);
        return new Problem(source.name(), mark.getLine() + 1, mark.getColumn() + 1, message, hint);
    }
}
