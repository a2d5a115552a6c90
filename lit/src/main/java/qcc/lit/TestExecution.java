package qcc.lit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 */
record TestExecution(LitTest test, Map<String, Tool> tools, Set<String> features) {

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
        if (anyHolds(script.unsupported(), "UNSUPPORTED:")) {
            return new Outcome(LitStatus.UNSUPPORTED, "Unsupported with the features " + String.join(", ", new TreeSet<>(features)));
        }
        boolean failureExpected = anyHolds(script.expectedFailures(), "XFAIL:");
        var outcome = runCommands(script.statements());
        if (!failureExpected) {
            return outcome;
        }
        return new Outcome(outcome.status == LitStatus.FAIL ? LitStatus.XFAIL : LitStatus.XPASS, outcome.output);
    }

    private boolean anyHolds(List<Condition> conditions, String keyword) throws ScriptException {
        for (var condition : conditions) {
            if (condition.expression().equals("*") || holds(condition, keyword)) {
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
        var shell = new Shell(tools, System.getenv(), test.executionFolder(), new PrintStream(out, false, StandardCharsets.UTF_8), errors);
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
        errors.flush();
        return new Outcome(exitCode == 0 ? LitStatus.PASS : LitStatus.FAIL,
                describe(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8)));
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

    private static String describe(int exitCode, String out, String err) {
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
