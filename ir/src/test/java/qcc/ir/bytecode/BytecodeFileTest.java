package qcc.ir.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.DamagedBlobException;
import qcc.ir.DenseResourceAttr;
import qcc.ir.DialectRegistry;
import qcc.ir.Op;
import qcc.ir.Resource;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.pass.PassManager;
import qcc.ir.pass.Pipeline;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.Printer;
import qcc.ir.text.Source;

/** Files in the binary form that are mapped: blobs are read, and checked, when somebody looks at them. */
class BytecodeFileTest {
    private static final DialectRegistry REGISTRY = Dialects.registry();
    private static final String TEXT = """
            "t.holds"() {a = dense_resource<a> : tensor<4xi8>, b = dense_resource<b> : tensor<4xi8>} : () -> ()

            {-#
              dialect_resources: {
                builtin: {
                  a: "0x0100000001020304",
                  b: "0x0100000005060708"
                }
              }
            #-}
            """;

    @TempDir
    private Path folder;

    private final DiagnosticCollector diagnostics = new DiagnosticCollector();

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("m.qirb"), bytes);
    }

    private byte[] bytes() throws IOException {
        var module = Parser.parse(Source.of("t.mlir", TEXT), REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED).orElseThrow();
        var bytes = new ByteArrayOutputStream();
        BytecodeWriter.write(module, "test", bytes);
        return bytes.toByteArray();
    }

    private ModuleOp read(Path file) throws IOException {
        var mapped = BytecodeFile.map(file).orElseThrow();
        return BytecodeReader.read(file.toString(), mapped, REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED).orElseThrow();
    }

    private static Resource resource(ModuleOp module, String key) {
        return ((DenseResourceAttr) module.body().first().attributes().get(key)).resource();
    }

    @Test
    void aMappedFileIsWhatWasWritten() throws IOException {
        var module = read(file(bytes()));
        assertThat(Printer.toString(module, Set.of())).contains("a: \"0x0100000001020304\"", "b: \"0x0100000005060708\"");
    }

    @Test
    void textIsNotMapped() throws IOException {
        assertThat(BytecodeFile.map(file(TEXT.getBytes()))).isEmpty();
        assertThat(BytecodeFile.map(file(new byte[]{(byte) 0xFF}))).isEmpty();
    }

    @Test
    void onlyWhoLooksAtADamagedBlobHearsOfIt() throws IOException {
        var bytes = bytes();
        bytes[bytes.length - 1] ^= 1;
        var module = read(file(bytes));
        assertThat(resource(module, "a").blob().orElseThrow().toArray()).containsExactly(1, 2, 3, 4);
        var damaged = resource(module, "b").blob().orElseThrow();
        assertThatThrownBy(damaged::bytes).isInstanceOf(DamagedBlobException.class).hasMessageContaining("m.qirb")
                .hasMessageContaining("the bytes of resource 'b' are damaged");
        assertThatThrownBy(damaged::toArray).isInstanceOf(DamagedBlobException.class);
    }

    /** Looks at the bytes of a resource. */
    @PassInfo(name = "look", summary = "looks at a resource", effect = NumericEffect.EXACT)
    record LookPass() implements Pass {
        @Override
        public Result run(Op root, PassContext context) {
            return Result.changedIf(resource((ModuleOp) root, "b").blob().orElseThrow().bytes().get(0) == 0);
        }
    }

    @Test
    void damageThatAPassMeetsIsADiagnostic() throws IOException {
        var bytes = bytes();
        bytes[bytes.length - 1] ^= 1;
        var module = read(file(bytes));
        var manager = new PassManager(Pipeline.nesting("builtin.module", List.of(new LookPass())));
        assertThat(manager.run(module, new PassContext(REGISTRY, diagnostics))).isEqualTo(Pass.Result.FAILED);
        assertThat(diagnostics.diagnostics()).hasSize(1);
        assertThat(diagnostics.diagnostics().getFirst().message()).contains("the bytes of resource 'b' are damaged");
    }
}
