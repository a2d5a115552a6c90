package qcc.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.SymbolTable;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.Source;
import qcc.tensor.ByteTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Small quantized networks as text, and what they compute. */
public final class QuantizedNetworks {
    private QuantizedNetworks() {}

    /** A grid with a zero point, as MLIR writes it. */
    public static String grid(double scale, int zeroPoint) {
        return "!quant.uniform<i8:f32, %s:%d>".formatted(scale, zeroPoint);
    }

    /** Random i8 weights on one scale, as an {@code nn.constant}. */
    public static String weights(String name, Random random, double scale, int... shape) {
        int count = 1;
        var prefix = new StringBuilder();
        for (int dimension : shape) {
            count *= dimension;
            prefix.append(dimension).append('x');
        }
        var hex = new StringBuilder();
        for (int i = 0; i < count; i++) {
            hex.append("%02X".formatted((random.nextInt(255) - 127) & 0xFF));
        }
        return "%%%s = nn.constant {value = dense<\"0x%s\"> : tensor<%si8>} : tensor<%s!quant.uniform<i8<-127:127>:f32, %s>>%n".formatted(
                name, hex,
                prefix, prefix, scale);
    }

    /** Random i32 biases, as an {@code nn.constant}. */
    public static String bias(String name, Random random, double scale, int count) {
        var list = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < count; i++) {
            list.add(Integer.toString(random.nextInt(4001) - 2000));
        }
        return "%%%s = nn.constant {value = dense<%s> : tensor<%dxi32>} : tensor<%dx!quant.uniform<i32:f32, %s>>%n".formatted(name, list,
                count, count,
                scale);
    }

    /** Reads a module. */
    public static ModuleOp parse(String text) {
        var problems = new DiagnosticCollector();
        var module = Parser.parse(Source.of("network.mlir", text), Dialects.registry(), problems);
        assertThat(problems.diagnostics()).isEmpty();
        return module.orElseThrow();
    }

    /** Random storage integers for a block of samples. */
    public static Tensor input(Random random, int... shape) {
        var tensor = Shape.of(shape);
        var data = new byte[tensor.elements()];
        random.nextBytes(data);
        return new ByteTensor(tensor, data);
    }

    /** What {@code @main} makes of arguments. */
    public static List<Tensor> run(ModuleOp module, List<Tensor> arguments) {
        var main = new SymbolTable(module).lookup("main", FuncOp.class).orElseThrow();
        return new Interpreter(module, InterpreterOptions.defaults()).run(main, arguments);
    }
}
