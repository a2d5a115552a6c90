package qcc.lit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The command line of the test runner. */
public final class LitMain {
    private static final int USAGE_ERROR = 2;
    private static final String USAGE = """
            USAGE: lit [options] PATH...

            OPTIONS:
              -j N, --workers N          how many tests run at the same time (default: number of processors)
              -v, --verbose              print the output of failed tests
              -a, --show-all             print the output of all tests
              --timeout SECONDS          how long one test may take (default: no limit)
              --max-failures N           begin no further test after N failures
              --filter REGEX             run only tests whose name has a match
              --filter-out REGEX         do not run tests whose name has a match
              --output-directory DIR     where temporary files go (default: Output beside the tests)
              --xunit-xml-output FILE    write a report in the XML format of JUnit
              --allow-empty-runs         succeed without a test
              --ignore-fail              succeed with failed tests

            EXIT CODES: 0 no failure, 1 some failure, 2 bad option or no test
            """;

    private final List<String> args;
    private int next;
    private final List<Path> paths = new ArrayList<>();
    private int workers = Runtime.getRuntime().availableProcessors();
    private LitOptions.Output output = LitOptions.Output.NONE;
    private Optional<Pattern> filter = Optional.empty();
    private Optional<Pattern> filterOut = Optional.empty();
    private Optional<Duration> timeout = Optional.empty();
    private int maxFailures = Integer.MAX_VALUE;
    private Optional<Path> xunitOutput = Optional.empty();
    private Optional<Path> outputDirectory = Optional.empty();
    private boolean allowEmptyRuns;
    private boolean ignoreFailures;

    private LitMain(List<String> args) {
        this.args = args;
    }

    /**
     * Runs tests as a command line asks for.
     *
     * @param args options and paths
     * @param tools commands by name
     * @param features that conditions in tests are about
     * @param out takes results
     * @param err takes messages about the command line
     * @return 0 without a failure; 1 with one; 2 for a bad option or without tests
     */
    public static int run(List<String> args, Map<String, Tool> tools, Set<String> features, PrintStream out, PrintStream err) {
        if (args.contains("--help") || args.contains("-h")) {
            out.print(USAGE);
            return 0;
        }
        var main = new LitMain(args);
        LitOptions options;
        try {
            options = main.parse();
        } catch (IllegalArgumentException e) {
            err.println("lit: error: " + e.getMessage());
            return USAGE_ERROR;
        }
        int exitCode = LitRunner.run(main.paths, options, tools, features, out).exitCode();
        out.flush();
        return exitCode;
    }

    private LitOptions parse() {
        while (next < args.size()) {
            String arg = args.get(next++);
            if (arg.startsWith("-")) {
                option(arg);
            } else {
                paths.add(Path.of(arg));
            }
        }
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("expected at least one test file or folder");
        }
        return new LitOptions(workers, output, filter, filterOut, timeout, maxFailures, xunitOutput, outputDirectory, allowEmptyRuns,
                ignoreFailures);
    }

    private void option(String arg) {
        int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
        boolean attached = arg.matches("-j.+");
        String name = attached ? "-j" : equals < 0 ? arg : arg.substring(0, equals);
        Optional<String> value = attached
                ? Optional.of(arg.substring(2))
                : equals < 0 ? Optional.empty() : Optional.of(arg.substring(equals + 1));
        switch (name) {
            case "-v", "--verbose" -> show(LitOptions.Output.FAILED, arg, value);
            case "-a", "--show-all" -> show(LitOptions.Output.ALL, arg, value);
            case "--allow-empty-runs" -> allowEmptyRuns = flag(arg, value);
            case "--ignore-fail" -> ignoreFailures = flag(arg, value);
            case "-j", "--workers" -> workers = number(name, value(name, value));
            case "--timeout" -> timeout = Optional.of(Duration.ofSeconds(number(name, value(name, value))));
            case "--max-failures" -> maxFailures = number(name, value(name, value));
            case "--filter" -> filter = Optional.of(regex(name, value(name, value)));
            case "--filter-out" -> filterOut = Optional.of(regex(name, value(name, value)));
            case "--xunit-xml-output" -> xunitOutput = Optional.of(Path.of(value(name, value)));
            case "--output-directory" -> outputDirectory = Optional.of(Path.of(value(name, value)));
            default -> throw new IllegalArgumentException("unrecognized option '" + arg + "'; see --help");
        }
    }

    private void show(LitOptions.Output wanted, String arg, Optional<String> value) {
        flag(arg, value);
        output = wanted.compareTo(output) > 0 ? wanted : output;
    }

    private static boolean flag(String arg, Optional<String> value) {
        if (value.isPresent()) {
            throw new IllegalArgumentException("option '" + arg + "' takes no value");
        }
        return true;
    }

    private String value(String name, Optional<String> value) {
        if (value.isPresent()) {
            return value.get();
        }
        if (next == args.size()) {
            throw new IllegalArgumentException("option '" + name + "' needs a value");
        }
        return args.get(next++);
    }

    private static int number(String name, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Reported below, as a number that is not positive is.
        }
        throw new IllegalArgumentException("option '" + name + "' needs a positive number, not '" + value + "'");
    }

    private static Pattern regex(String name, String value) {
        try {
            return Pattern.compile(value, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("option '" + name + "': " + e.getDescription() + " in '" + value + "'");
        }
    }
}
