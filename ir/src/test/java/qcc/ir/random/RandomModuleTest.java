package qcc.ir.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.DialectRegistry;
import qcc.ir.OpBuilder;
import qcc.ir.bytecode.BytecodeReader;
import qcc.ir.bytecode.BytecodeWriter;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.PrintOption;
import qcc.ir.text.Printer;
import qcc.ir.text.Source;
import qcc.ir.verify.IrVerifier;

/** What must hold of every module, tried on modules made at random. */
class RandomModuleTest {
    private static final DialectRegistry REGISTRY = Dialects.registry();
    private static final Set<PrintOption> GENERIC = Set.of(PrintOption.GENERIC);
    private static final Set<PrintOption> WITH_LOCATIONS = Set.of(PrintOption.GENERIC, PrintOption.DEBUG_INFO);
    private static final String TOOL = "mlir-opt-22";
    private static final int COMPARED = 1000;

    private static ModuleOp parse(String text) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("random", text), REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        assertThat(diagnostics.diagnostics()).as(text).isEmpty();
        return module.orElseThrow();
    }

    private static byte[] bytecode(ModuleOp module) {
        var bytes = new ByteArrayOutputStream();
        try {
            BytecodeWriter.write(module, "test", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Property(tries = 500)
    void printingAndParsingIsAFixedPoint(@ForAll long seed) {
        var module = RandomModule.of(seed, REGISTRY);
        var text = Printer.toString(module, WITH_LOCATIONS);
        var parsed = parse(text);
        assertThat(RandomModule.difference(module, parsed)).isEmpty();
        assertThat(Printer.toString(parsed, WITH_LOCATIONS)).isEqualTo(text);
    }

    @Property(tries = 300)
    void customFormsMeanTheSame(@ForAll long seed) {
        var module = RandomModule.of(seed, REGISTRY);
        var parsed = parse(Printer.toString(module, Set.of(PrintOption.DEBUG_INFO)));
        assertThat(RandomModule.difference(module, parsed)).isEmpty();
    }

    @Property(tries = 300)
    void aCloneEqualsTheOriginal(@ForAll long seed) {
        var module = RandomModule.of(seed, REGISTRY);
        assertThat(RandomModule.difference(module, OpBuilder.copy(module))).isEmpty();
    }

    @Property(tries = 500)
    void theBinaryFormKeepsEverything(@ForAll long seed) {
        var module = RandomModule.of(seed, REGISTRY);
        var bytes = bytecode(module);
        var diagnostics = new DiagnosticCollector();
        var read = BytecodeReader.read("random", ByteBuffer.wrap(bytes), REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        assertThat(diagnostics.diagnostics()).isEmpty();
        assertThat(RandomModule.difference(module, read.orElseThrow())).isEmpty();
        assertThat(Printer.toString(read.get(), WITH_LOCATIONS)).isEqualTo(Printer.toString(module, WITH_LOCATIONS));
        assertThat(bytecode(read.get())).isEqualTo(bytes);
    }

    /** Whatever the bytes, there is a module or a diagnostic. */
    @Property(tries = 3000)
    void damagedBytesAreRefusedOrRead(@ForAll long seed) {
        var random = new Random(seed);
        var bytes = damaged(bytecode(RandomModule.of(random.nextInt(50), REGISTRY)), random);
        var diagnostics = new DiagnosticCollector();
        var read = BytecodeReader.read("random", ByteBuffer.wrap(bytes), REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        assertThat(diagnostics.diagnostics()).hasSize(read.isPresent() ? 0 : 1);
    }

    /** Whatever the text, there is a module or a diagnostic. */
    @Property(tries = 3000)
    void damagedTextIsRefusedOrRead(@ForAll long seed) {
        var random = new Random(seed);
        var text = Printer.toString(RandomModule.of(random.nextInt(50), REGISTRY), random.nextBoolean() ? WITH_LOCATIONS : Set.of());
        var bytes = damaged(text.getBytes(StandardCharsets.UTF_8), random);
        var diagnostics = new DiagnosticCollector();
        var read = Parser.parse(new Source("random", bytes), REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        assertThat(diagnostics.diagnostics().isEmpty()).isEqualTo(read.isPresent());
        read.ifPresent(module -> IrVerifier.verify(module, diagnostics));
    }

    /** Some bytes changed, a piece removed, doubled or cut off. */
    private static byte[] damaged(byte[] bytes, Random random) {
        var copy = bytes.clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        int from = random.nextInt(copy.length);
        int to = Math.min(copy.length, from + random.nextInt(20));
        var result = new ByteArrayOutputStream();
        switch (random.nextInt(4)) {
            case 0 -> result.write(copy, 0, from);
            case 1 -> {
                result.write(copy, 0, from);
                result.write(copy, to, copy.length - to);
            }
            case 2 -> {
                result.write(copy, 0, to);
                result.write(copy, from, copy.length - from);
            }
            default -> result.writeBytes(copy);
        }
        return result.toByteArray();
    }

    @Test
    void mlirOptReadsThemAndPrintsTheSame(@TempDir Path folder) throws IOException, InterruptedException {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(p -> Files.isExecutable(Path.of(p, TOOL)));
        Assumptions.assumeTrue(installed, TOOL + " is not on the path");
        var text = new StringBuilder();
        var expected = new StringBuilder();
        for (int seed = 0; seed < COMPARED; seed++) {
            var printed = Printer.toString(RandomModule.of(seed, REGISTRY), GENERIC);
            text.append(seed == 0 ? "" : "// -----\n").append(printed);
            expected.append(seed == 0 ? "" : "// -----\n").append(printed).append('\n');
        }
        var file = Files.writeString(folder.resolve("modules.mlir"), text);
        var output = folder.resolve("output.mlir");
        var errors = folder.resolve("errors.txt");
        var process = new ProcessBuilder(TOOL, "--allow-unregistered-dialect", "--mlir-print-op-generic", "--split-input-file",
                file.toString()).redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
        int exit = process.waitFor();
        assertThat(Files.readString(errors)).isEmpty();
        assertThat(exit).isZero();
        assertThat(Files.readString(output).lines().toList()).isEqualTo(expected.toString().lines().toList());
    }
}
