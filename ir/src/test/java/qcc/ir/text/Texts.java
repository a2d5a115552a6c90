package qcc.ir.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.DialectRegistry;
import qcc.ir.diagnostic.DiagnosticCollector;

/** Reads texts for tests. */
final class Texts {
    static final DialectRegistry REGISTRY = Dialects.registry();

    private Texts() {}

    static byte[] resource(String name) {
        try (var stream = Texts.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ModuleOp parse(Source source) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(source, REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        assertThat(diagnostics.diagnostics()).isEmpty();
        return module.orElseThrow();
    }

    static ModuleOp parse(String text) {
        return parse(Source.of("t.mlir", text));
    }

    /** The message of the only diagnostic, with line and column before it. */
    static String error(String text, ParserOptions options) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("t.mlir", text), REGISTRY, diagnostics, options);
        assertThat(module).isEmpty();
        assertThat(diagnostics.diagnostics()).hasSize(1);
        var diagnostic = diagnostics.diagnostics().getFirst();
        return diagnostic.location().describe().substring("t.mlir:".length()) + ": " + diagnostic.message();
    }

    static String error(String text) {
        return error(text, ParserOptions.ALLOW_UNREGISTERED);
    }
}
