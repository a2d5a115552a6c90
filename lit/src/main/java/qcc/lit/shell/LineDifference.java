package qcc.lit.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code diff [-u] [-b] [-w] FILE FILE}: compares two files, one of which may be {@code -}. Prints one hunk from the first to the last line that differs. */
final class LineDifference {
    private static final int CONTEXT = 3;

    private LineDifference() {}

    static int run(Builtins.Arguments arguments, InputStream in, PrintStream out, Path folder) throws IOException {
        arguments.require("diff", "ubwa", 2);
        String first = arguments.operands().get(0);
        String second = arguments.operands().get(1);
        var before = lines(first, in, folder);
        var after = lines(second, in, folder);
        int shorter = Math.min(before.size(), after.size());
        int prefix = 0;
        while (prefix < shorter && same(arguments, before.get(prefix), after.get(prefix))) {
            prefix++;
        }
        if (prefix == before.size() && prefix == after.size()) {
            return 0;
        }
        int suffix = 0;
        while (suffix < shorter - prefix && same(arguments, before.get(before.size() - 1 - suffix), after.get(after.size() - 1 - suffix))) {
            suffix++;
        }
        out.print("--- " + first + "\n+++ " + second + "\n");
        printHunk(out, before, after, prefix, suffix);
        return 1;
    }

    /** Lines with their line feeds, so that a missing last one counts as a difference. */
    private static List<String> lines(String file, InputStream in, Path folder) throws IOException {
        byte[] bytes = file.equals("-") ? in.readAllBytes() : Files.readAllBytes(folder.resolve(file));
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
    }

    private static boolean same(Builtins.Arguments arguments, String first, String second) {
        if (arguments.has('w')) {
            return first.replaceAll("\\s", "").equals(second.replaceAll("\\s", ""));
        }
        if (arguments.has('b')) {
            return first.replaceAll("\\s+", " ").stripTrailing().equals(second.replaceAll("\\s+", " ").stripTrailing());
        }
        return first.equals(second);
    }

    private static void printHunk(PrintStream out, List<String> before, List<String> after, int prefix, int suffix) {
        int start = Math.max(0, prefix - CONTEXT);
        int beforeEnd = before.size() - suffix;
        int afterEnd = after.size() - suffix;
        int trailing = Math.min(CONTEXT, suffix);
        out.print("@@ -" + range(start, beforeEnd + trailing) + " +" + range(start, afterEnd + trailing) + " @@\n");
        before.subList(start, prefix).forEach(line -> print(out, ' ', line));
        before.subList(prefix, beforeEnd).forEach(line -> print(out, '-', line));
        after.subList(prefix, afterEnd).forEach(line -> print(out, '+', line));
        before.subList(beforeEnd, beforeEnd + trailing).forEach(line -> print(out, ' ', line));
    }

    private static String range(int start, int end) {
        return (end > start ? start + 1 : start) + "," + (end - start);
    }

    private static void print(PrintStream out, char mark, String line) {
        out.print(mark + line + (line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n"));
    }
}
