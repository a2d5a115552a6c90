package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.ir.SymbolTable;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.Source;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Programs written as text. */
final class Programs {
    private Programs() {}

    /** Runs the function {@code @main} of a module. */
    static List<Tensor> run(String text, Tensor... arguments) {
        var module = parse(text);
        var main = new SymbolTable(module).lookup("main", FuncOp.class).orElseThrow();
        return new Interpreter(module, Fixture.OPTIONS).run(main, List.of(arguments));
    }

    /** The one result of one operation on the arguments {@code %0}, {@code %1}, ... of the given types. */
    static Tensor apply(String operation, String inputs, String result, Tensor... arguments) {
        var types = inputs.split(", (?=tensor)");
        var parameters = new StringBuilder();
        var operands = new StringBuilder();
        for (int i = 0; i < types.length && !inputs.isEmpty(); i++) {
            parameters.append(i == 0 ? "" : ", ").append("%a").append(i).append(": ").append(types[i]);
            operands.append(i == 0 ? "" : ", ").append("%a").append(i);
        }
        int space = operation.indexOf(' ');
        var name = space < 0 ? operation : operation.substring(0, space);
        var attributes = space < 0 ? "" : operation.substring(space);
        var line = "%%r = \"%s\"(%s) %s : (%s) -> %s".formatted(name, operands, attributes, inputs, result);
        return run("func.func @main(%s) -> %s {%n%s%nreturn %%r : %s%n}".formatted(parameters, result, line, result), arguments)
                .getFirst();
    }

    static ModuleOp parse(String text) {
        var problems = new DiagnosticCollector();
        var module = Parser.parse(Source.of("test.mlir", text), Dialects.registry(), problems);
        assertThat(problems.diagnostics()).isEmpty();
        return module.orElseThrow();
    }

    static Shape shape(int... dimensions) {
        return Shape.of(dimensions);
    }
}
