package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Rules for the text of all sources. */
class SourceFilesTest {
    private static final int MAX_LINES = 600;

    @Test
    void noFileIsLongerThanAPersonReads() throws IOException {
        assertThat(filesWhere(lines -> lines.size() > MAX_LINES)).isEmpty();
    }

    @Test
    void noLineEndsWithABlank() throws IOException {
        assertThat(filesWhere(lines -> lines.stream().anyMatch(line -> !line.stripTrailing().equals(line)))).isEmpty();
    }

    @Test
    void noWorkIsLeftInAComment() throws IOException {
        assertThat(filesWhere(lines -> lines.stream().anyMatch(line -> line.matches(".*\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b.*"))))
                .isEmpty();
    }

    private static List<String> filesWhere(Predicate<List<String>> rule) throws IOException {
        var found = new ArrayList<String>();
        for (var file : javaFiles()) {
            if (rule.test(Files.readAllLines(file))) {
                found.add(Repository.ROOT.relativize(file).toString());
            }
        }
        return found;
    }

    private static List<Path> javaFiles() throws IOException {
        var files = new ArrayList<Path>();
        try (var modules = Files.newDirectoryStream(Repository.ROOT)) {
            for (var module : modules) {
                if (Files.isDirectory(module.resolve("src"))) {
                    try (var tree = Files.walk(module.resolve("src"))) {
                        tree.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
                    }
                }
            }
        }
        assertThat(files).as("the sources below " + Repository.ROOT).hasSizeGreaterThan(100);
        return files;
    }
}
