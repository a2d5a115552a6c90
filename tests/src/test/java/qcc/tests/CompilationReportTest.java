package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code qcc compile} tells of its passes, with the options of {@code qcc opt}. */
class CompilationReportTest {
    @TempDir
    private Path folder;

    private CommandLine.Outcome compile(String... options) {
        var words = new ArrayList<>(List.of("-o", "out.qcb"));
        words.addAll(List.of(options));
        return new CommandLine(folder).run(SampleNetwork.digits().command("compile", words));
    }

    private static List<String> linesWith(CommandLine.Outcome outcome, String text) {
        return outcome.errors().lines().filter(line -> line.contains(text)).toList();
    }

    @Test
    void timesOfAllStagesAreOneTree() {
        var outcome = compile("--mlir-timing");
        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
        assertThat(linesWith(outcome, "Execution time report")).hasSize(1);
        assertThat(linesWith(outcome, "'builtin.module' Pipeline")).hasSize(5);
        assertThat(outcome.errors()).containsSubsequence("Import", "resolve-shapes", "calibrate", "quantize", "partition", "lower-to-cim",
                "Code generation", "Check of programs", "Total");
    }

    @Test
    void theListAddsUpWhatRanOften() {
        assertThat(linesWith(compile("--mlir-timing", "--mlir-timing-display=list"), " cse")).hasSize(1);
        assertThat(linesWith(compile("--mlir-timing"), " cse")).hasSizeGreaterThan(1);
    }

    @Test
    void formsThatThereAreNotAreRefused() {
        var outcome = compile("--mlir-timing-display=pie");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errors()).contains("must be tree or list, not 'pie'");
    }

    @Test
    void theIrIsPrintedAroundThePassesThatAreNamed() {
        var outcome = compile("--mlir-print-ir-before=partition", "--mlir-print-ir-after=lower-to-cim,quantize");
        assertThat(linesWith(outcome, "IR Dump ")).hasSize(3);
        assertThat(outcome.errors()).containsSubsequence("IR Dump After", "quantize", "IR Dump Before", "partition", "IR Dump After",
                "lower-to-cim");
    }

    @Test
    void largeBlobsAreLeftOutUnlessALimitIsGiven() {
        var shown = compile("--mlir-print-ir-after=quantize", "--mlir-print-ir-module-scope");
        var whole = compile("--mlir-print-ir-after=quantize", "--mlir-print-ir-module-scope",
                "--mlir-elide-resource-strings-if-larger=10000000");
        assertThat(whole.errors().length()).isGreaterThan(2 * shown.errors().length());
    }
}
