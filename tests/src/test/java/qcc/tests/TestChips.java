package qcc.tests;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;

/** Chips for tests: the digital preset, and small ones that differ from it in a few keys. */
final class TestChips {
    private static final String PRESET = ChipLoader.preset("d6cim-esscirc23").toYaml();

    static final Chip LARGE = ChipLoader.preset("d6cim-esscirc23");

    private static final List<String> SMALLER = List.of("cores: [4, 4]", "cores: [2, 3]", "xbars: 64", "xbars: 120", "rows: 128",
            "rows: 32", "cols: 128", "cols: 64", "local_mem: {kib: 64", "local_mem: {kib: 4", "entries: 4096", "entries: 16");

    /** Crossbars of 32 rows and 8 weights, few accumulators and little memory: matrices are cut and maps are tiled. */
    static final Chip SMALL = with("small", smallWith());

    /** Many cores of few crossbars. */
    static final Chip SCATTERED = with("scattered", "cores: [4, 4]", "cores: [8, 8]", "xbars: 64", "xbars: 8", "local_mem: {kib: 64",
            "local_mem: {kib: 2");

    /** Two crossbars of 16 rows and 2 weights: sums of most products are longer than the chip. */
    static final Chip TINY = with("tiny", "cores: [4, 4]", "cores: [1, 1]", "xbars: 64", "xbars: 2", "rows: 128", "rows: 16", "cols: 128",
            "cols: 16");

    static final List<Chip> ALL = List.of(LARGE, SMALL, SCATTERED, TINY);

    private TestChips() {}

    /** The preset under another name, with texts of its file replaced: each must be there. */
    static Chip with(String arch, String... replacements) {
        var yaml = replace(PRESET, "arch: d6cim-esscirc23", "arch: " + arch);
        for (int i = 0; i < replacements.length; i += 2) {
            yaml = replace(yaml, replacements[i], replacements[i + 1]);
        }
        return ChipLoader.parse(yaml, arch + ".yaml");
    }

    /** What makes the small chip, and more. */
    static String[] smallWith(String... replacements) {
        return Stream.concat(SMALLER.stream(), Arrays.stream(replacements)).toArray(String[]::new);
    }

    private static String replace(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalArgumentException("the preset does not say '" + from + "'");
        }
        return text.replace(from, to);
    }
}
