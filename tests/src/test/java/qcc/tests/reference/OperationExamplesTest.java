package qcc.tests.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import qcc.dialect.Dialects;
import qcc.ir.DialectRegistry;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.Printer;
import qcc.ir.text.Source;
import qcc.ir.verify.IrVerifier;

/**
 * Every operation is described, and its example is IR: it parses, keeps the rules, and is read back as printed.
 *
 * <p>Operands that an example does not define get an unregistered operation each, of the types that stand behind the last colon.
 */
class OperationExamplesTest {
    private static final DialectRegistry REGISTRY = Dialects.registry();
    private static final Pattern VALUE = Pattern.compile("%[A-Za-z0-9_]+");

    @TestFactory
    Stream<DynamicTest> examples() {
        return REGISTRY.dialects().stream().flatMap(dialect -> dialect.operations().stream())
                .map(def -> DynamicTest.dynamicTest(def.name(), () -> check(def)));
    }

    private static void check(OpDef<?> def) {
        assertThat(def.summary()).as("summary of " + def).isNotBlank().doesNotEndWith(".");
        assertThat(def.description()).as("description of " + def).isNotBlank().endsWith(".");
        var module = read(withOperands(def.example()));
        var names = new ArrayList<String>();
        module.walk(op -> names.add(op.name()));
        assertThat(names).contains(def.name());
        assertThat(Printer.toString(read(Printer.toString(module)))).isEqualTo(Printer.toString(module));
    }

    private static Op read(String text) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("example", text), REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        module.ifPresent(op -> IrVerifier.verify(op, diagnostics));
        assertThat(diagnostics.diagnostics()).as(text).isEmpty();
        return module.orElseThrow();
    }

    private static String withOperands(String example) {
        if (example.startsWith("func.func @") || example.startsWith("module")) {
            return example;
        }
        var operation = example.substring(example.lastIndexOf("\n%") + 1);
        var operands = undefined(operation);
        var types = operandTypes(operation);
        var text = new StringBuilder();
        for (int i = 0; i < operands.size(); i++) {
            text.append("%s = \"test.operand\"() : () -> %s\n".formatted(operands.get(i), types.get(i)));
        }
        return text.append(example).toString();
    }

    private static List<String> undefined(String operation) {
        int from = Math.max(0,
                operation.indexOf(" = ") < operation.indexOf('{') || !operation.contains("{") ? operation.indexOf(" = ") : 0);
        var names = new LinkedHashSet<String>();
        VALUE.matcher(operation.substring(from)).results().forEach(name -> names.add(name.group()));
        return List.copyOf(names);
    }

    /** The types between the last colon outside brackets and the arrow or word in front of the result types. */
    private static List<String> operandTypes(String operation) {
        int colon = last(operation, " : ");
        if (colon < 0) {
            return List.of();
        }
        var types = operation.substring(colon + " : ".length());
        int end = Math.max(last(types, " -> "), last(types, " to "));
        types = end < 0 ? types : types.substring(0, end);
        return split(types.startsWith("(") ? types.substring(1, types.length() - 1) : types);
    }

    private static int last(String text, String word) {
        int depth = 0;
        int found = -1;
        for (int i = 0; i < text.length(); i++) {
            depth += depthChange(text, i);
            found = depth == 0 && text.startsWith(word, i) ? i : found;
        }
        return found;
    }

    private static List<String> split(String types) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < types.length(); i++) {
            depth += depthChange(types, i);
            if (depth == 0 && types.charAt(i) == ',') {
                parts.add(types.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(types.substring(start).strip());
        return parts;
    }

    private static int depthChange(String text, int at) {
        return switch (text.charAt(at)) {
            case '(', '[', '{', '<' -> 1;
            case ')', ']', '}' -> -1;
            case '>' -> at > 0 && text.charAt(at - 1) == '-' ? 0 : -1;
            default -> 0;
        };
    }

    @Test
    void operandsAreDeclaredByTheirTypes() {
        assertThat(withOperands("%y = quant.qcast %x : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32, 0.1>>"))
                .startsWith("%x = \"test.operand\"() : () -> tensor<4xf32>\n%y");
        assertThat(withOperands("%y = nn.concat %a, %b {axis = 0 : i64}\n    : (tensor<1xf32>, tensor<2xf32>) -> tensor<3xf32>"))
                .contains("%a = \"test.operand\"() : () -> tensor<1xf32>\n%b = \"test.operand\"() : () -> tensor<2xf32>\n");
    }
}
