package qcc.lit.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import qcc.lit.Tool;

/** {@code diff [-u] [-U N] [-b] [-w] [-r] [-I REGEX] [--strip-trailing-cr] OPERAND OPERAND}: compares two files, one of which may be {@code -}, or two folders. */
final class DiffCommand implements Tool {
    private static final int CONTEXT = 3;
    private static final int TROUBLE = 2;

    /** How lines are compared and differences printed. */
    private record Options(int context, boolean ignoreBlanks, boolean ignoreAmountOfBlanks, boolean stripCarriageReturns, boolean recursive,
            List<Pattern> ignored, List<String> operands) {

        static Options of(List<String> args) throws IOException {
            int context = CONTEXT;
            var flags = new StringBuilder();
            var ignored = new ArrayList<Pattern>();
            var operands = new ArrayList<String>();
            for (int i = 0; i < args.size(); i++) {
                String arg = args.get(i);
                if (arg.startsWith("-U") || arg.startsWith("-I")) {
                    String value = arg.length() > 2 ? arg.substring(2) : i + 1 < args.size() ? args.get(++i) : "";
                    if (arg.startsWith("-I")) {
                        ignored.add(Pattern.compile(value));
                    } else if (value.matches("\\d{1,8}")) {
                        context = Integer.parseInt(value);
                    } else {
                        throw new IOException("-U needs a number, not '" + value + "'");
                    }
                } else if (arg.equals("--strip-trailing-cr")) {
                    flags.append('\r');
                } else if (arg.matches("-[ubwra]+")) {
                    flags.append(arg, 1, arg.length());
                } else if (arg.startsWith("-") && arg.length() > 1) {
                    throw new IOException("unknown option '" + arg + "'");
                } else {
                    operands.add(arg);
                }
            }
            if (operands.size() != 2) {
                throw new IOException("expected two operands, not " + operands.size());
            }
            return new Options(context, flags.indexOf("w") >= 0, flags.indexOf("b") >= 0, flags.indexOf("\r") >= 0, flags.indexOf("r") >= 0,
                    ignored, operands);
        }

        /** What of a line counts. */
        String essence(String line) {
            if (ignored.stream().anyMatch(pattern -> pattern.matcher(line).find())) {
                return "";
            }
            String text = stripCarriageReturns ? line.replaceFirst("\r(?=\n?$)", "") : line;
            if (ignoreBlanks) {
                return text.replaceAll("\\s", "");
            }
            return ignoreAmountOfBlanks ? text.replaceAll("\\s+", " ").stripTrailing() : text;
        }
    }

    @Override
    public int run(List<String> args, InputStream in, PrintStream out, PrintStream err, Path folder, Map<String, String> environment) {
        try {
            var options = Options.of(args);
            String first = options.operands.get(0);
            String second = options.operands.get(1);
            return options.recursive
                    ? compareTrees(options, folder.resolve(first), folder.resolve(second), out) ? 0 : 1
                    : compare(options, first, lines(first, in, folder), second, lines(second, in, folder), out) ? 0 : 1;
        } catch (NoSuchFileException e) {
            err.println("diff: " + e.getFile() + ": No such file or directory");
        } catch (IOException e) {
            err.println("diff: " + e.getMessage());
        }
        return TROUBLE;
    }

    /** Lines with their line feeds, so that a missing last one counts as a difference. */
    private static List<String> lines(String file, InputStream in, Path folder) throws IOException {
        byte[] bytes = file.equals("-") ? in.readAllBytes() : Files.readAllBytes(folder.resolve(file));
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
    }

    private static boolean compareTrees(Options options, Path first, Path second, PrintStream out) throws IOException {
        if (Files.isDirectory(first) != Files.isDirectory(second)) {
            out.println("File " + first + " is a " + kind(first) + " while file " + second + " is a " + kind(second));
            return false;
        }
        if (!Files.isDirectory(first)) {
            return compare(options, first.toString(), lines(first.toString(), InputStream.nullInputStream(), first), second.toString(),
                    lines(second.toString(), InputStream.nullInputStream(), second), out);
        }
        var names = names(first);
        names.addAll(names(second));
        boolean same = true;
        for (String name : names) {
            if (Files.exists(first.resolve(name)) && Files.exists(second.resolve(name))) {
                same &= compareTrees(options, first.resolve(name), second.resolve(name), out);
            } else {
                out.println("Only in " + (Files.exists(first.resolve(name)) ? first : second) + ": " + name);
                same = false;
            }
        }
        return same;
    }

    private static String kind(Path path) {
        return Files.isDirectory(path) ? "directory" : "regular file";
    }

    private static TreeSet<String> names(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            var names = new TreeSet<String>();
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
            return names;
        }
    }

    private static boolean compare(Options options, String first, List<String> before, String second, List<String> after, PrintStream out) {
        var difference = LineDifference.between(before.stream().map(options::essence).toList(),
                after.stream().map(options::essence).toList());
        if (difference.isEmpty()) {
            return true;
        }
        out.print("--- " + first + "\n+++ " + second + "\n");
        difference.print(before, after, options.context, out);
        return false;
    }
}
