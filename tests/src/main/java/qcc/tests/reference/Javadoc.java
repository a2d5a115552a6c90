package qcc.tests.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import qcc.tests.Repository;

/**
 * The documentation comments of the sources, as Markdown.
 *
 * <p>Only what the comments of this project use is translated: inline code, links, paragraphs, lists, preformatted text and parameters.
 */
final class Javadoc {
    /** A comment and the declaration behind it, up to the first brace, semicolon or, for a pattern, the end of its name. */
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/\\s*([^{;]*(?:\\{|;)?)", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("(?m)^@param (\\w+)\\s+");

    private Javadoc() {}

    /**
     * The comment of a type.
     *
     * @throws IllegalStateException if it has none
     */
    static String of(Class<?> type) {
        var declaration = Pattern.compile("\\b(?:class|interface|record|enum) " + type.getSimpleName() + "\\b");
        return find(source(type), declaration).orElseThrow(() -> new IllegalStateException(type.getName() + " has no Javadoc"));
    }

    /** The comment of the package of a type. */
    static String ofPackage(Class<?> type) {
        var file = folder(type).resolve("package-info.java");
        return find(file, Pattern.compile("^package ")).orElseThrow(() -> new IllegalStateException(file + " has no Javadoc"));
    }

    /**
     * The comment of the constant that holds a rewrite pattern.
     *
     * @param near a type of the package with the constant
     * @param name the name of the pattern
     */
    static String ofPattern(Class<?> near, String name) {
        var declaration = Pattern.compile("Pattern\\.on(?:Trait)?\\(\\w+\\.class,\\s*\"" + Pattern.quote(name) + "\"");
        try (var files = Files.newDirectoryStream(folder(near), "*.java")) {
            for (var file : files) {
                var found = find(file, declaration);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the pattern '" + name + "' has no Javadoc beside " + near.getName());
    }

    /** The first sentence of a text. */
    static String firstSentence(String markdown) {
        var line = markdown.lines().findFirst().orElse("");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    private static Path source(Class<?> type) {
        return folder(type).resolve(type.getNestHost().getSimpleName() + ".java");
    }

    /** The folder of a type's package, in the module that has it. */
    private static Path folder(Class<?> type) {
        var inside = Path.of("src", "main", "java").resolve(type.getPackageName().replace('.', '/'));
        try (var modules = Files.newDirectoryStream(Repository.ROOT)) {
            for (var module : modules) {
                if (Files.exists(module.resolve(inside).resolve(type.getNestHost().getSimpleName() + ".java"))) {
                    return module.resolve(inside);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("no module has the source of " + type.getName());
    }

    private static Optional<String> find(Path file, Pattern declaration) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var comment = COMMENT.matcher(text);
        while (comment.find()) {
            if (declaration.matcher(comment.group(2)).find()) {
                return Optional.of(markdown(comment.group(1)));
            }
        }
        return Optional.empty();
    }

    private static String markdown(String comment) {
        var text = comment.replaceAll("(?m)^\\s*\\* ?", "").strip();
        int parameters = firstTag(text);
        var parts = new ArrayList<String>();
        parts.addAll(paragraphs(text.substring(0, parameters).strip()));
        var list = new StringBuilder();
        parameters(text.substring(parameters)).forEach((name, meaning) -> list.append("- `%s`: %s\n".formatted(name, meaning)));
        if (!list.isEmpty()) {
            parts.add(list.toString().strip());
        }
        return String.join("\n\n", parts);
    }

    private static int firstTag(String text) {
        var tag = Pattern.compile("(?m)^@\\w+").matcher(text);
        return tag.find() ? tag.start() : text.length();
    }

    private static List<String> paragraphs(String text) {
        var parts = new ArrayList<String>();
        for (var piece : text.split("(?=<pre>)|(?<=</pre>)|<p>|</ul>|(?=<ul>)")) {
            if (piece.startsWith("<pre>")) {
                parts.add("```text\n" + entities(piece.replaceAll("</?pre>(\\{@code)?|\\}</pre>", "").stripIndent().strip()) + "\n```");
            } else if (piece.startsWith("<ul>")) {
                var items = piece.substring("<ul>".length()).split("<li>");
                var list = new ArrayList<String>();
                for (int i = 1; i < items.length; i++) {
                    list.add("- " + inline(items[i]));
                }
                parts.add(String.join("\n", list));
            } else if (!piece.isBlank()) {
                parts.add(inline(piece));
            }
        }
        return parts;
    }

    private static Map<String, String> parameters(String tags) {
        var found = new LinkedHashMap<String, String>();
        var parameter = PARAMETER.matcher(tags);
        while (parameter.find()) {
            var rest = tags.substring(parameter.end());
            found.put(parameter.group(1), inline(rest.substring(0, firstTag(rest))));
        }
        return found;
    }

    private static String inline(String text) {
        var joined = text.strip().replaceAll("\\s+", " ");
        var result = new StringBuilder();
        int done = 0;
        for (int start = joined.indexOf("{@"); start >= 0; start = joined.indexOf("{@", done)) {
            int end = closingBrace(joined, start);
            var tag = joined.substring(start + 2, end);
            int space = tag.indexOf(' ');
            var content = tag.substring(space + 1);
            var code = tag.startsWith("link ") ? content.replaceFirst("#.*", "").replaceFirst("^.*\\.", "") : content;
            result.append(joined, done, start).append('`').append(code).append('`');
            done = end + 1;
        }
        return entities(result.append(joined.substring(done)).toString());
    }

    private static int closingBrace(String text, int opening) {
        int depth = 0;
        for (int i = opening; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalStateException("a brace is not closed in: " + text);
    }

    private static String entities(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
