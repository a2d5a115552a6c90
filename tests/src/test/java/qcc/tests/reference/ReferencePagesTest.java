package qcc.tests.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import qcc.cli.PassList;
import qcc.tests.Repository;

/** The committed pages are what the definitions say. */
class ReferencePagesTest {
    private static final Path FOLDER = Repository.ROOT.resolve("docs").resolve("reference");
    private static final String UPDATE = "mvn -pl tests -am test -Dtest=ReferencePagesTest -Dqcc.docs.update=true -Dsurefire.failIfNoSpecifiedTests=false";

    @TestFactory
    Stream<DynamicTest> pages() {
        return ReferencePages.all().entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> check(page.getKey(), page.getValue())));
    }

    private static void check(String path, String expected) throws IOException {
        var file = FOLDER.resolve(path);
        if (Boolean.getBoolean("qcc.docs.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        assertThat(file).as("docs/reference/%s is missing; write it with\n%s", path, UPDATE).exists();
        assertThat(Files.readString(file)).as("docs/reference/%s is stale; write it anew with\n%s", path, UPDATE).isEqualTo(expected);
    }

    @Test
    void nothingElseIsInTheFolder() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> FOLDER.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(ReferencePages.all().keySet());
        }
    }

    @Test
    void everyPassIsInAList() throws IOException {
        var declaration = Pattern.compile("(?m)^@PassInfo\\(name = \"([^\"]+)\"");
        var declared = new TreeSet<String>();
        try (var files = Files.walk(Repository.ROOT, 14)) {
            for (var file : files.filter(f -> f.toString().endsWith("Pass.java") && f.toString().contains("/src/main/")).toList()) {
                declaration.matcher(Files.readString(file)).results().forEach(found -> declared.add(found.group(1)));
            }
        }
        assertThat(PassList.registry().names()).containsExactlyElementsOf(declared);
    }

    @Test
    void pipelinesInThePagesAreRead() throws IOException {
        var pipeline = Pattern.compile("(?m)^ *(builtin\\.module\\(.*\\))$");
        var texts = new TreeSet<String>();
        try (var files = Files.walk(FOLDER.getParent())) {
            for (var page : files.filter(f -> f.toString().endsWith(".md")).toList()) {
                pipeline.matcher(Files.readString(page)).results().forEach(found -> texts.add(found.group(1)));
            }
        }
        assertThat(texts).isNotEmpty()
                .allSatisfy(text -> assertThat(PassList.registry().parse(text).toString()).startsWith("builtin.module("));
    }
}
