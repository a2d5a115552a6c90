package qcc.lit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds test files. */
final class LitDiscovery {
    private static final String OUTPUT = "Output";

    private final Optional<Path> outputDirectory;
    private final Map<Path, Optional<LitConfig>> configs = new HashMap<>();
    private final Map<Path, LitTest> tests = new TreeMap<>();

    private LitDiscovery(Optional<Path> outputDirectory) {
        this.outputDirectory = outputDirectory.map(directory -> directory.toAbsolutePath().normalize());
    }

    /**
     * Tests at or below some paths, sorted by file. A path that is a file is a test whatever its suffix is.
     *
     * @param paths files and folders
     * @param outputDirectory where temporary files go, if not beside the tests
     * @throws IOException if a path does not exist or a suite's file cannot be read
     */
    static List<LitTest> find(List<Path> paths, Optional<Path> outputDirectory) throws IOException {
        var discovery = new LitDiscovery(outputDirectory);
        for (Path path : paths) {
            Path absolute = path.toAbsolutePath().normalize();
            if (Files.isDirectory(absolute)) {
                discovery.addFolder(absolute);
            } else if (Files.isRegularFile(absolute)) {
                discovery.addFile(absolute);
            } else {
                throw new IOException("no such file or folder: " + path);
            }
        }
        return List.copyOf(discovery.tests.values());
    }

    private Optional<LitConfig> config(Path folder) throws IOException {
        var known = configs.get(folder);
        if (known == null) {
            known = LitConfig.find(folder);
            configs.put(folder, known);
        }
        return known;
    }

    private void addFolder(Path folder) throws IOException {
        List<Path> entries;
        try (var stream = Files.list(folder)) {
            entries = stream.sorted().toList();
        }
        var config = config(folder);
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (name.startsWith(".") || config.isPresent() && config.get().excludes().contains(name)) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                if (!name.equals(OUTPUT)) {
                    addFolder(entry);
                }
            } else if (config.isPresent() && !name.equals(LitConfig.FILE_NAME) && !name.equals(LitConfig.LOCAL_FILE_NAME)
                    && config.get().suffixes().stream().anyMatch(name::endsWith)) {
                add(config.get(), entry);
            }
        }
    }

    private void addFile(Path file) throws IOException {
        var config = config(file.getParent());
        if (config.isEmpty()) {
            throw new IOException("no " + LitConfig.FILE_NAME + " in a folder above " + file);
        }
        add(config.get(), file);
    }

    private void add(LitConfig config, Path file) {
        Path folder = file.getParent();
        Path executionFolder = outputDirectory.map(directory -> directory.resolve(config.root().relativize(folder).toString()))
                .orElse(folder);
        tests.put(file, new LitTest(config, file, executionFolder));
    }

    /** Names of all suites among some tests, in order. */
    static List<String> suites(List<LitTest> tests) {
        var names = new ArrayList<String>();
        for (var test : tests) {
            if (!names.contains(test.config().name())) {
                names.add(test.config().name());
            }
        }
        return names;
    }
}
