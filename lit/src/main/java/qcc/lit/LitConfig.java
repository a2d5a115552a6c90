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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A test suite, as its {@value #FILE_NAME} describes it, or a folder of one, where a {@value #LOCAL_FILE_NAME} changes what the folder above has. Keys: {@code name} (default: the folder's
 * name; not in a folder of a suite), {@code suffixes}, {@code excludes} and {@code features} (separated by commas), {@code unsupported} ({@code true} or {@code false}),
 * {@code substitution.NAME}, which defines {@code %{NAME}}, and {@code environment.NAME}.
 *
 * @param name of the suite
 * @param root absolute folder of the suite
 * @param suffixes of the names of test files
 * @param excludes names of files and folders that are no tests
 * @param features that tests find besides those of the run
 * @param unsupported whether no test is run
 * @param substitutions values by name, sorted
 * @param environment variables that commands find besides those of the process, sorted
 */
public record LitConfig(String name, Path root, List<String> suffixes, List<String> excludes, Set<String> features, boolean unsupported,
        Map<String, String> substitutions, Map<String, String> environment) {
    /** Name of the file that makes a folder a test suite. */
    public static final String FILE_NAME = "lit.properties";
    /** Name of the file that changes the configuration for a folder of a suite and the folders in it. */
    public static final String LOCAL_FILE_NAME = "lit.local.properties";

    private static final String SUBSTITUTION = "substitution.";
    private static final String ENVIRONMENT = "environment.";
    private static final String KEYS = "suffixes, excludes, features, unsupported, substitution.NAME and environment.NAME";

    /** Makes the collections immutable. */
    public LitConfig {
        suffixes = List.copyOf(suffixes);
        excludes = List.copyOf(excludes);
        features = Set.copyOf(features);
        substitutions = Collections.unmodifiableMap(new TreeMap<>(substitutions));
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /**
     * The configuration of a folder: that of the nearest suite on the way up, with the changes of the folders between.
     *
     * @param folder absolute
     * @throws IOException if a file cannot be read or has an unknown key
     */
    static Optional<LitConfig> find(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve(FILE_NAME))) {
            return Optional.of(suite(folder));
        }
        var above = folder.getParent() == null ? Optional.<LitConfig>empty() : find(folder.getParent());
        boolean changed = above.isPresent() && Files.isRegularFile(folder.resolve(LOCAL_FILE_NAME));
        return changed ? Optional.of(above.get().changedBy(folder.resolve(LOCAL_FILE_NAME), KEYS)) : above;
    }

    private static LitConfig suite(Path root) throws IOException {
        Path file = root.resolve(FILE_NAME);
        var nothing = new LitConfig(read(file).getProperty("name", root.getFileName().toString()), root, List.of(), List.of(), Set.of(),
                false,
                Map.of(), Map.of());
        return nothing.changedBy(file, "name, " + KEYS);
    }

    private static Properties read(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        return properties;
    }

    private LitConfig changedBy(Path file, String knownKeys) throws IOException {
        var properties = read(file);
        var newSubstitutions = new TreeMap<>(substitutions);
        var newEnvironment = new TreeMap<>(environment);
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(SUBSTITUTION)) {
                newSubstitutions.put(key.substring(SUBSTITUTION.length()), properties.getProperty(key));
            } else if (key.startsWith(ENVIRONMENT)) {
                newEnvironment.put(key.substring(ENVIRONMENT.length()), properties.getProperty(key));
            } else if (!List.of(knownKeys.split(",? and |, ")).contains(key)) {
                throw new IOException(file + ": unknown key '" + key + "'; known are " + knownKeys);
            }
        }
        var newFeatures = new TreeSet<>(features);
        newFeatures.addAll(list(properties, "features", List.of()));
        return new LitConfig(name, root, list(properties, "suffixes", suffixes), list(properties, "excludes", excludes), newFeatures,
                truth(properties, file), newSubstitutions, newEnvironment);
    }

    private boolean truth(Properties properties, Path file) throws IOException {
        return switch (properties.getProperty("unsupported", Boolean.toString(unsupported)).strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IOException(
                    file + ": 'unsupported' must be true or false, not '" + properties.getProperty("unsupported") + "'");
        };
    }

    private static List<String> list(Properties properties, String key, List<String> inherited) {
        String value = properties.getProperty(key);
        return value == null ? inherited : Arrays.stream(value.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }
}
