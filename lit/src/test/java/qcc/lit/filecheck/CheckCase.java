package qcc.lit.filecheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An input, what to look for in it, and options.
 *
 * @param name for messages
 * @param options command line without the check file
 * @param check text of the check file
 * @param input text of standard input
 * @param agreement what has to be the same
 */
record CheckCase(String name, List<String> options, String check, String input, Agreement agreement) {

    /** What two implementations have to agree on. */
    enum Agreement {
        /** Exit code and each byte of the messages. */
        MESSAGES,
        /** Exit code only. */
        VERDICT
    }

    private static final Pattern CASE = Pattern.compile("^==== (.*)\n", Pattern.MULTILINE);
    private static final String CHECK = "---- check\n";
    private static final String INPUT = "---- input\n";

    CheckCase {
        options = List.copyOf(options);
    }

    /**
     * Reads cases: a line {@code ==== name}, lines {@code options: ...} and {@code agreement: verdict} that may be missing, {@code ---- check}, {@code ---- input}. {@code <TAB>} stands
     * for a tabulator, {@code <CR>} for a carriage return, {@code <SP>} for a space at the end of a line; {@code <NONE>} removes the line feed behind it.
     */
    static List<CheckCase> read(String resource) {
        try (var in = CheckCase.class.getResourceAsStream(resource)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var names = CASE.matcher(text).results().map(match -> match.group(1)).toList();
            var bodies = CASE.split(text);
            var cases = new ArrayList<CheckCase>();
            for (int i = 0; i < names.size(); i++) {
                cases.add(parse(names.get(i), bodies[i + 1]));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CheckCase parse(String name, String body) {
        int check = body.indexOf(CHECK);
        int input = body.indexOf(INPUT, check);
        var options = List.<String>of();
        var agreement = Agreement.MESSAGES;
        for (var line : body.substring(0, check).lines().filter(l -> !l.isBlank()).toList()) {
            var parts = line.split(":", 2);
            switch (parts[0]) {
                case "options" -> options = Arrays.stream(parts[1].strip().split(" +")).map(option -> option.replace("<SP>", " ")).toList();
                case "agreement" -> agreement = Agreement.valueOf(parts[1].strip().toUpperCase(Locale.ROOT));
                default -> throw new IllegalArgumentException(name + ": " + line);
            }
        }
        return new CheckCase(name, options, unescape(body.substring(check + CHECK.length(), input)),
                unescape(body.substring(input + INPUT.length())), agreement);
    }

    private static String unescape(String text) {
        return text.replace("<TAB>", "\t").replace("<CR>", "\r").replace("<SP>", " ").replace("<NONE>\n", "");
    }

    @Override
    public String toString() {
        return "%s %s\n---- check\n%s---- input\n%s".formatted(name, options, check, input);
    }
}
