package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules for the pages below {@code docs} and for the documentation comments of packages. */
class DocumentationTest {
    private static final Path DOCS = Repository.ROOT.resolve("docs");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");

    @Test
    void linksLeadSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (var page : pages()) {
            var links = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll("code"));
            while (links.find()) {
                if (!links.group(1).matches("[a-z]+:.*") && !leadsSomewhere(page, links.group(1), links.group(2))) {
                    broken.add(DOCS.relativize(page) + ": " + links.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String path, String anchor) throws IOException {
        var target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        return Files.exists(target) && (anchor == null || anchors(target).contains(anchor));
    }

    /** The anchors that a heading gets: lower case, hyphens for blanks, no punctuation. */
    private static TreeSet<String> anchors(Path page) throws IOException {
        var anchors = new TreeSet<String>();
        HEADING.matcher(CODE_BLOCK.matcher(Files.readString(page)).replaceAll("")).results()
                .forEach(h -> anchors.add(h.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").strip().replace(' ', '-')));
        return anchors;
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        var index = Files.readString(DOCS.resolve("README.md"));
        var unnamed = new ArrayList<String>();
        for (var page : pages()) {
            var path = DOCS.relativize(page).toString().replace('\\', '/');
            if (!path.equals("README.md") && !path.startsWith("reference/dialects/") && !index.contains("(" + path + ")")) {
                unnamed.add(path);
            }
        }
        assertThat(unnamed).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        try (var files = Files.walk(DOCS)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    @Test
    void everyPackageSaysWhatItHolds() throws IOException {
        var silent = new TreeSet<String>();
        try (var modules = Files.newDirectoryStream(Repository.ROOT)) {
            for (var module : modules) {
                var sources = module.resolve("src").resolve("main").resolve("java");
                if (Files.isDirectory(sources)) {
                    try (var files = Files.walk(sources)) {
                        files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent)
                                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                                .forEach(folder -> silent.add(Repository.ROOT.relativize(folder).toString()));
                    }
                }
            }
        }
        assertThat(silent).as("packages without package-info.java").isEmpty();
    }
}
