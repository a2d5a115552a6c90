package qcc.cli.graph;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Colors of devices and cores: pale, so that text on them stays readable. */
final class Palette {
    static final String HOST = "#f6ecd2";
    static final String HOST_AREA = "#fcf8ec";
    static final String DEVICE_AREA = "#f2f5f9";
    static final String CORE_AREA = "#fafbfc";
    static final String NETWORK_AREA = "#ffffff";
    static final String PLAIN = "#ffffff";
    static final String PRODUCT = "#cfe0f8";
    static final String TERMINAL = "#e4e8ec";
    private static final List<String> CORES = List.of("#bcd6f7", "#c9e7bd", "#f9d3b0", "#dcc9f0", "#f7c3c9", "#bfe6e4", "#efe3a8",
            "#e8c8a6",
            "#d0d6ea", "#e3f0a9", "#f3c6e6", "#c2d3c4");
    private static final int MOST_STRIPES = 6;

    private Palette() {}

    /** The color of a core; they repeat after twelve. */
    static String core(int number) {
        return CORES.get(number % CORES.size());
    }

    /** One stripe for each core, as many as can be told apart. */
    static String stripes(Collection<Integer> cores) {
        return cores.stream().sorted().limit(MOST_STRIPES).map(Palette::core).collect(Collectors.joining(":"));
    }
}
