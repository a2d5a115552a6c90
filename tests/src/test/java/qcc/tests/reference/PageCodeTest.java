package qcc.tests.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import qcc.tests.Repository;

/**
 * Code on pages that is marked with the file it comes from, as in {@code <!-- path/File.java part -->}, is that of the file: all of it or, with a part's name, the lines between
 * {@code // [part]} and {@code // [end]}. {@code -Dqcc.docs.update=true} copies it into the pages.
 */
class PageCodeTest {
    private static final Path DOCS = Repository.ROOT.resolve("docs");
    private static final boolean UPDATE = Boolean.getBoolean("qcc.docs.update");
    private static final Pattern BLOCK = Pattern.compile("(<!-- (\\S+\\.\\w+)(?: (\\S+))? -->\n```\\w*\n)(.*?)(```\n)", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> pages() throws IOException {
        try (var files = Files.walk(DOCS)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream()
                    .filter(PageCodeTest::hasCode)
                    .map(page -> DynamicTest.dynamicTest(DOCS.relativize(page).toString(), () -> check(page)));
        }
    }

    private static boolean hasCode(Path page) {
        try {
            return BLOCK.matcher(Files.readString(page)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Path page) throws IOException {
        var text = Files.readString(page);
        var expected = new StringBuilder();
        var blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            blocks.appendReplacement(expected,
                    Matcher.quoteReplacement(blocks.group(1) + code(blocks.group(2), blocks.group(3)) + blocks.group(5)));
        }
        blocks.appendTail(expected);
        if (UPDATE) {
            Files.writeString(page, expected);
        } else {
            assertThat(text).as("run with -Dqcc.docs.update=true to copy the code").isEqualTo(expected.toString());
        }
    }

    private static String code(String file, String part) throws IOException {
        var text = Files.readString(Repository.ROOT.resolve(file));
        if (part == null) {
            return text;
        }
        var section = Pattern.compile("^ *// \\[" + Pattern.quote(part) + "\\]\n(.*?)^ *// \\[end\\]\n", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text);
        assertThat(section.find()).as("part '" + part + "' of " + file).isTrue();
        return section.group(1).stripTrailing().stripIndent() + "\n";
    }
}
