package qcc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.Location;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pipeline;
import qcc.ir.pass.PipelineException;
import qcc.ir.text.Parser;
import qcc.ir.text.Source;

/** Exit codes, and what a person is told. */
class QccTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Invocation invocation(String input) {
        return new Invocation(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), folder, Map.of(),
                false);
    }

    private int run(String... words) {
        var invocation = invocation("");
        int exitCode = Qcc.run(List.of(words), invocation);
        invocation.out().flush();
        return exitCode;
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void versionIsOneLine() {
        assertThat(run("--version")).isZero();
        assertThat(output()).matches("qcc [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\\R");
        assertThat(errors()).isEmpty();
    }

    @Test
    void helpListsAllCommands() {
        assertThat(run("--help")).isZero();
        assertThat(output()).contains("asm", "cells", "chip", "compile", "disasm", "eval", "filecheck", "golden", "lit", "opt", "run",
                "translate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"asm", "cells", "chip", "compile", "disasm", "eval", "golden", "graph", "opt", "run", "translate"})
    void everyCommandHasHelp(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(output()).startsWith("Usage: qcc " + command);
    }

    @Test
    void withoutACommandTheCommandLineIsAtFault() {
        assertThat(run()).isEqualTo(2);
        assertThat(errors()).contains("a command is missing");
    }

    @Test
    void anUnknownOptionIsTheFaultOfTheCommandLine() {
        assertThat(run("chip", "list", "--jsn")).isEqualTo(2);
        assertThat(errors()).contains("Unknown option: '--jsn'");
        assertThat(output()).isEmpty();
    }

    @Test
    void anUnknownTargetIsTheFaultOfTheCommandLine() {
        assertThat(run("compile", "m.onnx", "--target", "gpu", "--random-calib", "1", "-o", "m.qcb")).isEqualTo(2);
        assertThat(errors()).contains("--target").contains("gpu").contains("cim");
    }

    @Test
    void pipelineAndFlagsTogetherAreTheFaultOfTheCommandLine() {
        assertThat(run("opt", "--cse", "--pass-pipeline=builtin.module(cse)")).isEqualTo(2);
        assertThat(errors()).contains("cannot be given together");
    }

    @Test
    void aMissingModelIsTheFaultOfTheInput() {
        assertThat(run("compile", "nowhere.onnx", "--target", "cim", "--random-calib", "1", "-o", "m.qcb")).isEqualTo(1);
        assertThat(errors()).contains("nowhere.onnx").contains("there is no such file").doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void missingSamplesAreNamed() {
        assertThat(run("compile", "m.onnx", "--target", "cim", "-o", "m.qcb")).isEqualTo(1);
        assertThat(errors()).contains("--calib DATA, or --random-calib N");
    }

    @Test
    void anUnknownPresetGivesTheNearestName() {
        assertThat(run("chip", "show", "d6cim-esscirc32")).isEqualTo(1);
        assertThat(errors()).contains("did you mean 'd6cim-esscirc23'?");
    }

    @Test
    void problemsOfAChipFileComeAsJson() throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), "arch: x\nversion: 7\n");
        assertThat(run("chip", "check", "bad.yaml", "--json")).isEqualTo(1);
        assertThat(output()).contains("\"valid\" : false").contains("\"line\" : 2");
    }

    @Test
    void aDamagedBundleIsRefused() throws IOException {
        Files.writeString(folder.resolve("bad.qcb"), "QCCB and then nothing");
        assertThat(run("run", "bad.qcb", "--random-input", "1")).isEqualTo(1);
        assertThat(errors()).contains("bad.qcb").contains("truncated");
    }

    @Test
    void aReportOfUnknownFormIsRefusedBeforeAnythingRuns() {
        assertThat(run("run", "nowhere.qcb", "--random-input", "1", "--report", "r.pdf")).isEqualTo(1);
        assertThat(errors()).contains("--report r.pdf").contains(".html, .csv, .json, .txt");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aCompilationNeedsATarget() {
        assertThat(run("compile", "m.onnx", "--random-calib", "1", "-o", "m.qcb")).isEqualTo(2);
        assertThat(errors()).contains("--target=TARGET");
    }

    @Test
    void aGraphIsTextByDefault() throws IOException {
        Files.writeString(folder.resolve("f.mlir"), "func.func @f(%x: i32) -> i32 {\n  return %x : i32\n}\n");
        assertThat(run("graph", "f.mlir")).isZero();
        assertThat(output()).startsWith("digraph qcc {").contains("argument 0").endsWith("}\n");
        assertThat(run("graph", "f.mlir", "-o", "f.dot")).isZero();
        assertThat(folder.resolve("f.dot")).hasContent(output());
    }

    @Test
    void aPictureNeedsGraphviz() throws IOException {
        Files.writeString(folder.resolve("f.mlir"), "func.func @f(%x: i32) -> i32 {\n  return %x : i32\n}\n");
        assertThat(run("graph", "f.mlir", "-o", "f.svg")).isEqualTo(1);
        assertThat(errors()).contains("'dot'").contains("apt-get install graphviz").contains("ends in .dot");
        assertThat(run("graph", "f.mlir", "-o", "f.jpeg")).isEqualTo(1);
        assertThat(errors()).contains("-o f.jpeg").contains(".dot, .svg, .png, .pdf");
    }

    @Test
    void aStageIsOneOfTheCompiler() throws IOException {
        Files.writeString(folder.resolve("f.mlir"), "");
        assertThat(run("graph", "f.mlir", "--stage", "mapp")).isEqualTo(1);
        assertThat(errors()).contains("prepare, calibrate, quantize, partition, map").contains("'mapp'");
        assertThat(run("graph", "f.mlir", "--stage", "map")).isEqualTo(1);
        assertThat(errors()).contains("--calib DATA, or --random-calib N");
        assertThat(run("graph", "b.qcb", "--stage", "map")).isEqualTo(1);
        assertThat(errors()).contains("b.qcb is compiled already");
    }

    @Test
    void aSyntaxErrorLeavesNoOutputFile() {
        int exitCode = Qcc.run(List.of("opt", "-o", "out.mlir"), invocation("func.func @f( {"));
        assertThat(exitCode).isEqualTo(1);
        assertThat(errors()).startsWith("<stdin>:1:").contains("error:").contains("func.func @f( {");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aWrongPassOptionIsNamed() {
        assertThat(run("opt", "--canonicalize=nonsense=1")).isEqualTo(1);
        assertThat(errors()).contains("nonsense").doesNotContain("\tat ");
    }

    @Test
    void aBugLeavesAReport() throws IOException {
        int exitCode = new ErrorBoundary(List.of("opt", "a file"), invocation("")).report(new IllegalStateException("on purpose"));
        assertThat(exitCode).isEqualTo(70);
        try (var files = Files.list(folder)) {
            var report = files.findFirst().orElseThrow();
            assertThat(errors()).contains(report.toString()).contains("on purpose");
            assertThat(report).content().contains("command: qcc opt 'a file'").contains("IllegalStateException: on purpose")
                    .contains("\tat ");
        }
    }

    @Test
    void aReproducerHoldsThePipeline() throws PipelineException {
        var pipeline = PassList.registry().parse("builtin.module(func.func(cse))");
        var text = Reproducer.text(ModuleOp.create(Location.UNKNOWN), pipeline);
        var read = Parser.parse(Source.of("r.mlir", text), Dialects.registry(), new DiagnosticCollector()).orElseThrow();
        assertThat(Reproducer.pipelineOf(read, Pipeline.of("builtin.module"))).isEqualTo(pipeline);
    }
}
