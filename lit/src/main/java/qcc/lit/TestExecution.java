package qcc.lit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import qcc.lit.TestScript.Condition;
import qcc.lit.TestScript.ScriptException;
import qcc.lit.TestScript.Statement;
import qcc.lit.shell.Shell;
import qcc.lit.shell.ShellSyntaxException;

/**
 * One test being run.
 *
 * @param test to run
 * @param tools commands by name
 * @param features that conditions are about
 * @param timeout how long it may take
 */
record TestExecution(LitTest test, Map<String, Tool> tools, Set<String> features, Optional<Duration> timeout) {

    TestExecution {
        var all = new TreeSet<>(features);
        all.addAll(test.config().features());
        features = Set.copyOf(all);
    }

    /** What came of the commands. */
    private record Outcome(LitStatus status, String output) {}

    LitResult run() {
        long start = System.nanoTime();
        Outcome outcome;
        try {
            outcome = execute();
        } catch (ScriptException e) {
            outcome = new Outcome(LitStatus.UNRESOLVED, e.getMessage() + "\n");
        } catch (IOException e) {
            outcome = new Outcome(LitStatus.UNRESOLVED, "cannot run the test: " + e + "\n");
        }
        return new LitResult(test, outcome.status, outcome.output, Duration.ofNanos(System.nanoTime() - start));
    }

    private Outcome execute() throws ScriptException, IOException {
        if (test.config().unsupported()) {
            return new Outcome(LitStatus.UNSUPPORTED, "Test is unsupported");
        }
        // Any byte may stand in a test file; keywords and commands are ASCII or UTF-8.
        var lines = new String(Files.readAllBytes(test.file()), StandardCharsets.UTF_8).lines().toList();
        var script = TestScript.parse(lines);
        var missing = new TreeSet<String>();
        for (var condition : script.requirements()) {
            if (!holds(condition, "REQUIRES:")) {
                missing.add(condition.expression());
            }
        }
        if (!missing.isEmpty()) {
            return new Outcome(LitStatus.UNSUPPORTED, "Missing required feature(s): " + String.join(", ", missing));
        }
        if (anyHolds(script.unsupported(), "UNSUPPORTED:", false)) {
            return new Outcome(LitStatus.UNSUPPORTED, "Unsupported with the features " + String.join(", ", new TreeSet<>(features)));
        }
        boolean failureExpected = anyHolds(script.expectedFailures(), "XFAIL:", true);
        var outcome = attempt(script);
        return failureExpected ? new Outcome(expected(outcome.status), outcome.output) : outcome;
    }

    private static LitStatus expected(LitStatus status) {
        return switch (status) {
            case FAIL -> LitStatus.XFAIL;
            case PASS, FLAKYPASS -> LitStatus.XPASS;
            case EXCLUDED, SKIPPED, UNSUPPORTED, XFAIL, UNRESOLVED, TIMEOUT, XPASS -> status;
        };
    }

    private Outcome attempt(TestScript script) throws ScriptException, IOException {
        var outcome = runCommands(script.statements());
        for (int retry = 0; retry < script.retries() && outcome.status == LitStatus.FAIL; retry++) {
            outcome = runCommands(script.statements());
            if (outcome.status == LitStatus.PASS) {
                return new Outcome(LitStatus.FLAKYPASS, outcome.output);
            }
        }
        return outcome;
    }

    private boolean anyHolds(List<Condition> conditions, String keyword, boolean acceptsStar) throws ScriptException {
        for (var condition : conditions) {
            if (acceptsStar && condition.expression().equals("*") || holds(condition, keyword)) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(Condition condition, String keyword) throws ScriptException {
        try {
            return FeatureExpression.evaluate(condition.expression(), features);
        } catch (FeatureExpression.SyntaxException e) {
            throw new ScriptException(e.getMessage() + "\nin " + keyword + " directive on test line " + condition.line());
        }
    }

    private Outcome runCommands(List<Statement> statements) throws ScriptException, IOException {
        Files.createDirectories(test.temporaryBase().getParent());
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var errors = new PrintStream(err, false, StandardCharsets.UTF_8);
        var environment = new TreeMap<>(System.getenv());
        environment.putAll(test.config().environment());
        var shell = new Shell(tools, environment, test.executionFolder(), new PrintStream(out, false, StandardCharsets.UTF_8), errors);
        var exitCode = timeout.isEmpty()
                ? OptionalInt.of(runAll(statements, shell, errors))
                : TimedCommands.run(() -> runAll(statements, shell, errors), shell, timeout.get());
        errors.flush();
        String code = exitCode.isEmpty()
                ? "none, stopped after " + timeout.orElseThrow().toSeconds() + " s"
                : Integer.toString(exitCode.getAsInt());
        return new Outcome(exitCode.isEmpty() ? LitStatus.TIMEOUT : exitCode.getAsInt() == 0 ? LitStatus.PASS : LitStatus.FAIL,
                describe(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8)));
    }

    private int runAll(List<Statement> statements, Shell shell, PrintStream errors) throws ScriptException {
        var substitutions = new Substitutions(test, features);
        int exitCode = 0;
        for (var statement : statements) {
            switch (statement) {
                case Statement.Definition definition -> substitutions.define(definition);
                case Statement.Run command -> exitCode = runCommand(command, shell, substitutions, errors);
            }
            if (exitCode != 0) {
                break;
            }
        }
        return exitCode;
    }

    private static int runCommand(Statement.Run command, Shell shell, Substitutions substitutions, PrintStream errors)
            throws ScriptException {
        String line = substitutions.apply(command.text());
        errors.print("# RUN: at line " + command.line() + "\n" + line + "\n");
        if (line.isBlank()) {
            return 0;
        }
        try {
            return shell.run(line);
        } catch (ShellSyntaxException e) {
            throw new ScriptException("in 'RUN:' on line " + command.line() + ": " + e.getMessage());
        }
    }

    private static String describe(String exitCode, String out, String err) {
        var text = new StringBuilder("Exit Code: " + exitCode + "\n");
        appendStream(text, "stdout", out);
        appendStream(text, "stderr", err);
        return text.toString();
    }

    private static void appendStream(StringBuilder text, String name, String content) {
        if (!content.isEmpty()) {
            text.append("\nCommand Output (").append(name).append("):\n--\n").append(content).append("\n--\n");
        }
    }
}
