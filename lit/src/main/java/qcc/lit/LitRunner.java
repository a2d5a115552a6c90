package qcc.lit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import qcc.lit.filecheck.FileCheck;

/** Runs golden tests. Results come in the order of the files' names, whatever the number of workers is. */
public final class LitRunner {
    private static final String RULE = "********************";

    private final LitOptions options;
    private final Map<String, Tool> tools;
    private final Set<String> features;

    /**
     * A runner. FileCheck needs not be among the tools; it is there as {@code FileCheck} and {@code filecheck}.
     *
     * @param options of the run
     * @param tools commands by name
     * @param features that conditions in tests are about
     */
    public LitRunner(LitOptions options, Map<String, Tool> tools, Set<String> features) {
        this.options = options;
        var all = new HashMap<String, Tool>(Map.of("FileCheck", new FileCheck(), "filecheck", new FileCheck()));
        all.putAll(tools);
        this.tools = Map.copyOf(all);
        this.features = Set.copyOf(features);
    }

    /**
     * Finds tests, runs them and prints what came of them.
     *
     * @param paths files and folders
     * @param options of the run
     * @param tools commands by name
     * @param features that conditions in tests are about
     * @param out takes a line for each test, and a summary
     * @return results and exit code
     */
    public static LitSummary run(List<Path> paths, LitOptions options, Map<String, Tool> tools, Set<String> features, Appendable out) {
        try {
            return new LitRunner(options, tools, features).run(paths, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Tests at or below some paths that the filters leave, sorted by file.
     *
     * @throws IOException if a path does not exist or a suite's {@value LitConfig#FILE_NAME} cannot be used
     */
    public List<LitTest> discover(List<Path> paths) throws IOException {
        return LitDiscovery.find(paths, options.outputDirectory()).stream().filter(this::isSelected).toList();
    }

    private boolean isSelected(LitTest test) {
        boolean wanted = options.filter().isEmpty() || options.filter().get().matcher(test.name()).find();
        boolean unwanted = options.filterOut().isPresent() && options.filterOut().get().matcher(test.name()).find();
        return wanted && !unwanted;
    }

    /** Runs one test in the calling thread. */
    public LitResult execute(LitTest test) {
        return new TestExecution(test, tools, features, options.timeout()).run();
    }

    private LitSummary run(List<Path> paths, Appendable out) throws IOException {
        List<LitTest> discovered;
        try {
            discovered = LitDiscovery.find(paths, options.outputDirectory());
        } catch (IOException e) {
            out.append("error: ").append(e.getMessage()).append('\n');
            return new LitSummary(List.of(), 2);
        }
        var tests = discovered.stream().filter(this::isSelected).toList();
        if (tests.isEmpty()) {
            out.append(discovered.isEmpty()
                    ? "error: did not discover any tests for provided path(s)\n"
                    : "error: filter did not match any tests (of " + discovered.size() + " discovered)\n");
            return new LitSummary(List.of(), options.allowEmptyRuns() ? 0 : 2);
        }
        int workers = Math.min(options.workers(), tests.size());
        String of = tests.size() == discovered.size() ? "" : " of " + discovered.size();
        out.append("-- Testing: " + tests.size() + of + " tests, " + workers + " workers --\n");
        var results = runAll(tests, workers, out);
        discovered.stream().filter(test -> !isSelected(test)).forEach(test -> results.add(notRun(test, LitStatus.EXCLUDED)));
        results.sort(Comparator.comparing(result -> result.test().file()));
        printSummary(results, out);
        if (options.xunitOutput().isPresent()) {
            XunitReport.write(results, options.xunitOutput().get());
        }
        boolean failed = results.stream().anyMatch(result -> result.status().isFailure());
        return new LitSummary(results, failed && !options.ignoreFailures() ? 1 : 0);
    }

    private List<LitResult> runAll(List<LitTest> tests, int workers, Appendable out) throws IOException {
        var results = new ArrayList<LitResult>();
        var failures = new AtomicInteger();
        try (var executor = Executors.newFixedThreadPool(workers)) {
            var pending = new ArrayList<Future<LitResult>>();
            for (var test : tests) {
                Callable<LitResult> task = () -> executeUnlessStopped(test, failures);
                pending.add(executor.submit(task));
            }
            for (var future : pending) {
                var result = future.get();
                results.add(result);
                printResult(result, results.size(), tests.size(), out);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the test runner itself failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tests were running", e);
        }
        return results;
    }

    private LitResult executeUnlessStopped(LitTest test, AtomicInteger failures) {
        if (failures.get() >= options.maxFailures()) {
            return notRun(test, LitStatus.SKIPPED);
        }
        var result = execute(test);
        if (result.status().isFailure()) {
            failures.incrementAndGet();
        }
        return result;
    }

    private static LitResult notRun(LitTest test, LitStatus status) {
        return new LitResult(test, status, "Test was not run", Duration.ZERO);
    }

    private void printResult(LitResult result, int index, int total, Appendable out) throws IOException {
        if (!result.status().isExecuted()) {
            return;
        }
        out.append(result.status() + ": " + result.test().name() + " (" + index + " of " + total + ")\n");
        boolean shown = switch (options.output()) {
            case NONE -> false;
            case FAILED -> result.status().isFailure();
            case ALL -> true;
        };
        if (shown) {
            String verdict = result.status().isFailure() ? "FAILED" : "RESULTS";
            out.append(RULE + " TEST '" + result.test().name() + "' " + verdict + " " + RULE + "\n" + result.output());
            out.append((result.output().endsWith("\n") ? "" : "\n") + RULE + "\n");
        }
    }

    private static void printSummary(List<LitResult> results, Appendable out) throws IOException {
        for (var status : LitStatus.values()) {
            var names = results.stream().filter(result -> result.status() == status && status.isFailure())
                    .map(result -> "  " + result.test().name() + "\n").toList();
            if (!names.isEmpty()) {
                out.append(RULE + "\n" + status.title() + " Tests (" + names.size() + "):\n" + String.join("", names) + "\n");
            }
        }
        out.append("\nTotal Discovered Tests: " + results.size() + "\n");
        int width = 0;
        for (var status : LitStatus.values()) {
            width = count(results, status) > 0 ? Math.max(width, status.title().length()) : width;
        }
        for (var status : LitStatus.values()) {
            long count = count(results, status);
            if (count > 0) {
                String percent = String.format(Locale.ROOT, "%.2f%%", 100.0 * count / results.size());
                out.append("  " + status.title() + " ".repeat(width - status.title().length()) + ": " + count + " (" + percent + ")\n");
            }
        }
    }

    private static long count(List<LitResult> results, LitStatus status) {
        return results.stream().filter(result -> result.status() == status).count();
    }
}
