package qcc.ir.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.verify.IrVerifier;

/** Small texts with the verdict of mlir-opt 22.1.8: what it prints, or that it refuses. */
class SyntaxCasesTest {
    record Case(String name, String source, boolean valid, String printed) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return new String(Texts.resource("cases.tsv"), StandardCharsets.UTF_8).lines().map(line -> {
            var row = line.split("\t", -1);
            return new Case(row[0], unescape(row[1]), row[2].equals("ok"), unescape(row[3]));
        });
    }

    private static String unescape(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c != '\\' ? c : switch (text.charAt(++i)) {
                case 'n' -> '\n';
                case 't' -> '\t';
                default -> '\\';
            });
        }
        return plain.toString();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithMlir(Case example) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("-", example.source), Texts.REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        boolean valid = module.isPresent() && IrVerifier.verify(module.get(), diagnostics);
        assertThat(valid).as(diagnostics.diagnostics().toString()).isEqualTo(example.valid);
        assertThat(diagnostics.hasErrors()).isEqualTo(!valid);
        if (valid) {
            assertThat(Printer.toString(module.get()) + "\n").isEqualTo(example.printed);
        }
    }
}
