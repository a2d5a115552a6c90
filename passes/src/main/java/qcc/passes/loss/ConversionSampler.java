package qcc.passes.loss;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.Op;
import qcc.ir.SymbolTable;
import qcc.ir.TensorType;
import qcc.passes.quantize.CalibrationData;
import qcc.tensor.ByteTensor;
import qcc.tensor.Tensor;

/**
 * Takes windows of the inputs of products while samples run through a module. The run converts nothing, so that inputs are those of the exact
 * network; it keeps some windows of each product and nothing else.
 */
final class ConversionSampler {
    private static final int BLOCK = 16;
    /** Bytes of the windows of all products, and of one, which bounds what large networks need. */
    private static final long MOST_BYTES = 1L << 28;
    private static final long MOST_BYTES_OF_PRODUCT = 1L << 25;
    /** Column sums of one product, which bounds the time. */
    private static final long MOST_SUMS = 1L << 28;
    private static final int FEWEST_WINDOWS = 32;

    private final ModuleOp module;
    private final List<ProductConversions> products;
    private final int mostWindows;

    /** @param mostWindows windows of one product at most */
    ConversionSampler(ModuleOp module, List<ProductConversions> products, int mostWindows) {
        this.module = module;
        this.products = products;
        this.mostWindows = mostWindows;
    }

    /**
     * Runs evenly spread samples.
     *
     * @param most how many at most; 0 for all
     * @return windows for each product in order
     */
    List<WindowSample> run(FuncOp main, CalibrationData data, long most) {
        var copy = IdealConverters.copy(module);
        long count = most == 0 ? data.count() : Math.min(most, data.count());
        var samples = new ArrayList<WindowSample>();
        var byOp = samplesByOp(copy, count, samples);
        var function = new SymbolTable(copy).lookup(main.functionName(), FuncOp.class).orElseThrow();
        var from = new long[1];
        var interpreter = new Interpreter(copy, InterpreterOptions.defaults().withObserver((op, operands, _) -> {
            if (byOp.get(op) instanceof WindowSample sample) {
                var input = (ByteTensor) operands.getFirst();
                sample.take(input.data(), from[0], input.samples());
            }
        }));
        for (; from[0] < count; from[0] += BLOCK) {
            interpreter.run(function, read(data, main, from[0], (int) Math.min(BLOCK, count - from[0]), count));
        }
        return samples;
    }

    private Map<Op, WindowSample> samplesByOp(ModuleOp copy, long count, List<WindowSample> samples) {
        var counterparts = IdealConverters.counterparts(module, copy);
        var byOp = new IdentityHashMap<Op, WindowSample>();
        for (var product : products) {
            var op = product.op();
            var map = ((TensorType) op.input().type()).shape();
            var sample = new WindowSample(map, op.window(), (byte) op.padValue(), count, windows(product));
            samples.add(sample);
            byOp.put(counterparts.get(op), sample);
        }
        return byOp;
    }

    private int windows(ProductConversions product) {
        long sums = 0;
        long rows = 0;
        for (var part : product.parts()) {
            var cells = part.cells();
            sums += (long) cells.columns() * cells.converter().rowGroups().size() * cells.planes().size() * cells.phases().size();
            rows += cells.rows();
        }
        long bytes = Math.min(MOST_BYTES / products.size(), MOST_BYTES_OF_PRODUCT);
        long most = Math.min(mostWindows, Math.min(bytes / Math.max(1, rows), MOST_SUMS / Math.max(1, sums)));
        return (int) Math.max(Math.min(FEWEST_WINDOWS, mostWindows), most);
    }

    /** A block of the samples used, which lie evenly among all. */
    private static List<Tensor> read(CalibrationData data, FuncOp main, long from, int size, long count) {
        if (count == data.count()) {
            return data.read(main, from, size);
        }
        var each = new ArrayList<List<Tensor>>();
        for (int i = 0; i < size; i++) {
            each.add(data.read(main, (from + i) * data.count() / count, 1));
        }
        var block = new ArrayList<Tensor>();
        for (int i = 0; i < each.getFirst().size(); i++) {
            int index = i;
            block.add(Tensor.concatenate(each.stream().map(e -> e.get(index)).toList()));
        }
        return block;
    }
}
