package qcc.lit.filecheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import qcc.lit.filecheck.CheckCase.Agreement;

/** Makes inputs and check files that are near to them, so that about half of the checks succeed. */
final class RandomCheckCase {
    private static final List<String> WORDS = List.of("a", "b", "ab", "aab", "ba", "abc", "x = 1", "12", "13", "0x1f", "1F", "-3", "007",
            "foo",
            "foo bar", "foo  bar", "Foo", "a\tb", "(a)", "[b]", "a+b", "{c}", "%0", "%12", "@f", "$", "^", "\\", "==", "!", "");
    private static final List<String> REGEXES = List.of("a|ab", "ab|a", "a*", "(a|ab)(c|bcd)?", "[a-z]+", "[^a]", ".*", ".", "[0-9]+", "^",
            "$",
            "^a", "b$", "a{2}", "a{1,2}b", "(ab)+", "x?", "[[:space:]]", "[[:alpha:]]+", "(a|b)*", "\\+", "o+", "[]a]+", "-?[0-9]+",
            "(a)b\\1?", "[[:xdigit:]]+", "a.b", "f(o)\\1");
    private static final List<String> ATOMS = List.of("a", "a", "b", "b", ".", "[ab]", "[^b]", "^", "c", "\\.", "[[:alnum:]]", "1", " ",
            "\\1",
            "\\2", "", "[a-]", "\\d");
    private static final List<String> REPETITIONS = List.of("*", "+", "?", "{2}", "{1,2}", "{0,}", "{,2}", "{2,1}", "**", "{0}", "{256}");
    private static final List<String> VARIABLES = List.of("X", "Y", "$G");
    private static final List<String> NUMBERS = List.of("N", "M");
    private static final List<String> EXPRESSIONS = List.of("N", "N+1", "N-1", "M", "add(N,1)", "N+M", "@LINE", "@LINE+1", "13",
            "max(N,12)", "sub(N,13)",
            "mul(N,2)", "div(N,2)", "min(N,M)");
    private static final List<String> FORMATS = List.of("", "", "%x,", "%X,", "%d,", "%.3u,", "%#x,", "%u,");
    private static final List<List<String>> OPTIONS = List.of(List.of("--strict-whitespace"), List.of("--match-full-lines"),
            List.of("--ignore-case"),
            List.of("--implicit-check-not=foo"), List.of("--implicit-check-not={{b+}}", "--implicit-check-not=x"),
            List.of("--enable-var-scope"),
            List.of("-DX=a"), List.of("-D#N=12"), List.of("-D#%x,M=12+1"), List.of("--allow-empty"),
            List.of("--allow-deprecated-dag-overlap"),
            List.of("-v"), List.of("-vv"), List.of("--dump-input=always"), List.of("--dump-input=never"), List.of("-dump-input-context=1"),
            List.of("--dump-input-filter=annotation"), List.of("--dump-input-filter=all"), List.of("--dump-input-filter=annotation-full"),
            List.of("-v", "--dump-input=always", "--dump-input-filter=annotation"));

    private final Random random;

    RandomCheckCase(Random random) {
        this.random = random;
    }

    CheckCase next() {
        var input = lines(1 + random.nextInt(random.nextInt(8) == 0 ? 30 : 8));
        var check = new StringBuilder();
        int line = 0;
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            line = Math.min(input.size() - 1, line + (i == 0 ? 0 : random.nextInt(3)));
            check.append(directive(i, input.get(line))).append('\n');
        }
        var options = new ArrayList<String>();
        while (random.nextInt(3) == 0) {
            options.addAll(pick(OPTIONS));
        }
        String text = String.join("\n", input) + (random.nextInt(8) == 0 ? "" : "\n");
        return new CheckCase("random", options, check.toString(), text, Agreement.MESSAGES);
    }

    private List<String> lines(int count) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var words = new ArrayList<String>();
            int length = random.nextInt(5);
            for (int word = 0; word < length; word++) {
                words.add(pick(WORDS));
            }
            lines.add(String.join(random.nextInt(6) == 0 ? "" : " ", words));
        }
        return lines;
    }

    private String directive(int index, String line) {
        int choice = random.nextInt(20);
        return (switch (choice) {
            case 0, 1 -> index == 0 ? "CHECK: " : "CHECK-NEXT: ";
            case 2, 3 -> index == 0 ? "CHECK: " : "CHECK-SAME: ";
            case 4 -> index == 0 ? "CHECK-NOT: " : "CHECK-EMPTY:";
            case 5, 6 -> "CHECK-NOT: ";
            case 7, 8, 9, 10 -> "CHECK-DAG: ";
            case 11, 12 -> "CHECK-LABEL: ";
            case 13 -> "CHECK-COUNT-" + (1 + random.nextInt(3)) + ": ";
            case 14 -> "CHECK{LITERAL}: ";
            default -> "CHECK: ";
        }) + (choice == 4 && index > 0 ? "" : choice == 11 || choice == 12 || choice == 14 ? fixed(line) : pattern(line));
    }

    private String fixed(String line) {
        int start = line.isEmpty() ? 0 : random.nextInt(line.length());
        String part = line.substring(start, start + (line.isEmpty() ? 0 : 1 + random.nextInt(line.length() - start)));
        return part.isBlank() ? "a" : part;
    }

    private String pattern(String line) {
        var result = new StringBuilder();
        for (String word : line.split(" ")) {
            if (result.length() > 0 && random.nextInt(3) == 0) {
                break;
            }
            result.append(result.isEmpty() ? "" : " ").append(random.nextInt(3) > 0 ? word : piece(word));
        }
        return result.toString().isBlank() ? piece("a") : result.toString();
    }

    private String piece(String word) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> "{{" + pick(REGEXES) + "}}";
            case 2 -> "[[" + pick(VARIABLES) + ":" + pick(REGEXES) + "]]";
            case 3 -> "[[" + pick(VARIABLES) + "]]";
            case 4 -> "[[#" + pick(FORMATS) + pick(NUMBERS) + ":]]";
            case 5 -> "[[#" + pick(FORMATS) + pick(EXPRESSIONS) + "]]";
            case 6 -> "[[@LINE" + pick(List.of("", "+1", "-2", " + 3")) + "]]";
            case 7 -> "{{" + regex(3) + "}}";
            case 8 -> "[[" + pick(VARIABLES) + ":" + regex(3) + "]]";
            default -> word + "{{" + pick(REGEXES) + "}}" + word;
        };
    }

    private String regex(int depth) {
        if (depth == 0) {
            return pick(ATOMS);
        }
        return switch (random.nextInt(7)) {
            case 0 -> regex(depth - 1) + "|" + regex(depth - 1);
            case 1 -> "(" + regex(depth - 1) + ")";
            case 2 -> "(" + regex(depth - 1) + ")" + pick(REPETITIONS);
            case 3 -> pick(ATOMS) + pick(REPETITIONS);
            default -> regex(depth - 1) + regex(depth - 1);
        };
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
