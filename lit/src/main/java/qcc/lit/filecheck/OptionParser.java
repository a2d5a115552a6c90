package qcc.lit.filecheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import qcc.lit.filecheck.FileCheckOptions.DumpFilter;
import qcc.lit.filecheck.FileCheckOptions.DumpMode;
import qcc.lit.filecheck.FileCheckOptions.Verbosity;

/** Reads FileCheck's command line; options begin with one or two dashes, values follow {@code =} or are the next word. */
final class OptionParser {

    /** A command line that cannot be understood. */
    static final class OptionException extends Exception {
        private static final long serialVersionUID = 1L;

        OptionException(String message) {
            super(message);
        }
    }

    private static final int DEFAULT_CONTEXT = 5;

    private final List<String> words;
    private int next;
    private Optional<String> checkFile = Optional.empty();
    private String inputFile = "-";
    private final List<String> prefixes = new ArrayList<>();
    private final List<String> commentPrefixes = new ArrayList<>();
    private boolean allowUnusedPrefixes;
    private boolean matchFullLines;
    private boolean strictWhitespace;
    private boolean ignoreCase;
    private final List<String> implicitCheckNots = new ArrayList<>();
    private boolean allowEmpty;
    private boolean enableVarScope;
    private boolean allowDagOverlap;
    private final List<String> definitions = new ArrayList<>();
    private Verbosity verbosity = Verbosity.ERRORS;
    private Optional<DumpMode> dump = Optional.empty();
    private Optional<DumpFilter> dumpFilter = Optional.empty();
    private Optional<Integer> dumpContext = Optional.empty();

    private OptionParser(List<String> words) {
        this.words = words;
    }

    static FileCheckOptions parse(List<String> words) throws OptionException {
        var parser = new OptionParser(words);
        while (parser.next < words.size()) {
            parser.word(words.get(parser.next++));
        }
        return parser.options();
    }

    private FileCheckOptions options() {
        return new FileCheckOptions(checkFile, inputFile, prefixes.isEmpty() ? FileCheckOptions.DEFAULT_PREFIXES : prefixes,
                commentPrefixes.isEmpty() ? List.of("COM", "RUN") : commentPrefixes,
                allowUnusedPrefixes, matchFullLines, strictWhitespace, ignoreCase, implicitCheckNots, allowEmpty, enableVarScope,
                allowDagOverlap, definitions, verbosity,
                dump.orElse(DumpMode.FAIL), dumpFilter, dumpContext.orElse(DEFAULT_CONTEXT));
    }

    private void word(String word) throws OptionException {
        if (!word.startsWith("-") || word.equals("-")) {
            if (checkFile.isPresent()) {
                throw new OptionException("Too many positional arguments specified: '" + word + "'");
            }
            checkFile = Optional.of(word);
            return;
        }
        String option = word.startsWith("--") ? word.substring(2) : word.substring(1);
        if (option.startsWith("D")) {
            definitions.add(option.length() > 1 ? option.substring(1) : nextWord(word));
            return;
        }
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(option.substring(equals + 1));
        if (!flag(name, value) && !valued(name, value)) {
            throw new OptionException("Unknown command line argument '" + word + "'");
        }
    }

    private boolean flag(String name, Optional<String> value) throws OptionException {
        switch (name) {
            case "allow-unused-prefixes" -> allowUnusedPrefixes = truth(name, value);
            case "match-full-lines" -> matchFullLines = truth(name, value);
            case "strict-whitespace" -> strictWhitespace = truth(name, value);
            case "ignore-case" -> ignoreCase = truth(name, value);
            case "allow-empty" -> allowEmpty = truth(name, value);
            case "enable-var-scope" -> enableVarScope = truth(name, value);
            case "allow-deprecated-dag-overlap" -> allowDagOverlap = truth(name, value);
            case "v" -> verbosity = truth(name, value) && verbosity == Verbosity.ERRORS ? Verbosity.MATCHES : verbosity;
            case "vv" -> verbosity = truth(name, value) ? Verbosity.ALL_SEARCHES : verbosity;
            case "color" -> truth(name, value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean truth(String name, Optional<String> value) throws OptionException {
        return switch (value.orElse("true")) {
            case "true", "1", "" -> true;
            case "false", "0" -> false;
            default -> throw new OptionException(
                    "for the --" + name + " option: '" + value.get() + "' is invalid value for boolean argument! Try 0 or 1");
        };
    }

    private boolean valued(String name, Optional<String> value) throws OptionException {
        switch (name) {
            case "check-prefix" -> prefixes.add(value(name, value));
            case "check-prefixes" -> prefixes.addAll(Arrays.asList(value(name, value).split(",", -1)));
            case "comment-prefixes" -> commentPrefixes.addAll(Arrays.asList(value(name, value).split(",", -1)));
            case "input-file" -> inputFile = value(name, value);
            case "implicit-check-not" -> implicitCheckNots.add(value(name, value));
            case "dump-input" -> dump = Optional.of(first(dump, choice(DumpMode.values(), name, value(name, value))));
            case "dump-input-filter" -> dumpFilter = Optional.of(first(dumpFilter, choice(DumpFilter.values(), name, value(name, value))));
            case "dump-input-context" -> dumpContext = Optional.of(Math.max(dumpContext.orElse(0), count(name, value(name, value))));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static <E extends Enum<E>> E first(Optional<E> old, E choice) {
        return old.isPresent() && old.get().compareTo(choice) < 0 ? old.get() : choice;
    }

    private static <E extends Enum<E>> E choice(E[] choices, String name, String value) throws OptionException {
        for (var choice : choices) {
            if (choice.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value)) {
                return choice;
            }
        }
        throw new OptionException("for the --" + name + " option: Cannot find option named '" + value + "'!");
    }

    private static int count(String name, String value) throws OptionException {
        try {
            return Integer.parseUnsignedInt(value);
        } catch (NumberFormatException e) {
            throw new OptionException("for the --" + name + " option: '" + value + "' value invalid for uint argument!");
        }
    }

    private String value(String name, Optional<String> value) throws OptionException {
        return value.isPresent() ? value.get() : nextWord("--" + name);
    }

    private String nextWord(String option) throws OptionException {
        if (next == words.size()) {
            throw new OptionException("for the " + option + " option: requires a value!");
        }
        return words.get(next++);
    }
}
