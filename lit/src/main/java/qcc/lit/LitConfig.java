package qcc.lit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A test suite, as its {@value #FILE_NAME} describes it. Keys: {@code name} (default: the folder's name), {@code suffixes} and {@code excludes} (separated by commas) and
 * {@code substitution.NAME}, which defines {@code %{NAME}}.
 *
 * @param name of the suite
 * @param root absolute folder of the suite
 * @param suffixes of the names of test files
 * @param excludes names of files and folders that are no tests
 * @param substitutions values by name, sorted
 */
public record LitConfig(String name, Path root, List<String> suffixes, List<String> excludes, Map<String, String> substitutions) {
    /** Name of the file that makes a folder a test suite. */
    public static final String FILE_NAME = "lit.properties";

    private static final String SUBSTITUTION = "substitution.";

    /** Makes the lists and the map immutable. */
    public LitConfig {
        suffixes = List.copyOf(suffixes);
        excludes = List.copyOf(excludes);
        substitutions = Collections.unmodifiableMap(new TreeMap<>(substitutions));
    }

    /**
     * The suite a folder belongs to: the nearest one on the way up.
     *
     * @param folder absolute
     * @throws IOException if the file cannot be read or has an unknown key
     */
    static Optional<LitConfig> find(Path folder) throws IOException {
        for (Path candidate = folder; candidate != null; candidate = candidate.getParent()) {
            if (Files.isRegularFile(candidate.resolve(FILE_NAME))) {
                return Optional.of(read(candidate));
            }
        }
        return Optional.empty();
    }

    private static LitConfig read(Path root) throws IOException {
        Path file = root.resolve(FILE_NAME);
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        var substitutions = new TreeMap<String, String>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(SUBSTITUTION)) {
                substitutions.put(key.substring(SUBSTITUTION.length()), properties.getProperty(key));
            } else if (!List.of("name", "suffixes", "excludes").contains(key)) {
                throw new IOException(file + ": unknown key '" + key + "'; known are name, suffixes, excludes and substitution.NAME");
            }
        }
        String name = properties.getProperty("name", root.getFileName().toString());
        return new LitConfig(name, root, list(properties.getProperty("suffixes", "")), list(properties.getProperty("excludes", "")),
                substitutions);
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }
}
