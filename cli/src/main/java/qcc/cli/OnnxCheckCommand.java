package qcc.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qcc.cli.conformance.CheckLevel;
import qcc.cli.conformance.OnnxCheck;
import qcc.cli.conformance.Verdict;
import qcc.cli.conformance.Verdict.Outcome;

/** Checks ONNX models against the test vectors beside them. */
@Command(name = "onnx-check", description = "Checks ONNX models against test vectors in the layout of ONNX's backend tests: folders with "
        + "model.onnx and test_data_set_N/input_i.pb and output_i.pb.", mixinStandardHelpOptions = true)
final class OnnxCheckCommand implements Callable<Integer> {
    /** What {@code --json} prints. */
    private record Summary(int passed, int failed, int unsupported, List<Entry> tests) {}

    /** One test of the summary. */
    private record Entry(String name, String outcome, String reason) {}

    private final Invocation invocation;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders, searched for model.onnx.")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--level", paramLabel = "LEVEL", defaultValue = "canonical", description = "How far to go: float, canonical or int8 "
            + "(default: ${DEFAULT-VALUE}). Each includes those before it.")
    private CheckLevel level;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    OnnxCheckCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        var tests = OnnxCheck.tests(folders.stream().map(invocation::resolve).toList());
        if (tests.isEmpty()) {
            throw new InputException("no folder given holds a model.onnx");
        }
        var check = new OnnxCheck(level);
        var verdicts = new ArrayList<Verdict>();
        for (var test : tests) {
            var verdict = check.check(test);
            verdicts.add(verdict);
            if (!json) {
                invocation.out().println(line(verdict));
            }
        }
        var summary = new Summary(count(verdicts, Outcome.PASSED), count(verdicts, Outcome.FAILED), count(verdicts, Outcome.UNSUPPORTED),
                verdicts.stream().map(v -> new Entry(v.name(), v.outcome().toString(), v.reason())).toList());
        invocation.out().print(json ? Json.text(summary) : text(summary));
        return summary.failed() == 0 ? ExitCode.OK : ExitCode.INPUT;
    }

    private static int count(List<Verdict> verdicts, Outcome outcome) {
        return (int) verdicts.stream().filter(v -> v.outcome() == outcome).count();
    }

    private static String line(Verdict verdict) {
        return verdict.outcome() + " " + verdict.name() + (verdict.reason().isEmpty() ? "" : ": " + verdict.reason());
    }

    private static String text(Summary summary) {
        return "%d passed, %d failed, %d unsupported of %d%n".formatted(summary.passed(), summary.failed(), summary.unsupported(),
                summary.tests().size());
    }
}
