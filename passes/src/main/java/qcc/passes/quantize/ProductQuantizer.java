package qcc.passes.quantize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.UnaryOperator;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.quant.Storage;
import qcc.dialect.quant.UniformPerAxisType;
import qcc.dialect.quant.UniformType;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.pass.PassContext;
import qcc.ir.rewrite.Rewriter;
import qcc.passes.ConstantData;
import qcc.passes.ProductOperands;

/** The integer form of products with constant weights. */
final class ProductQuantizer {
    private static final int ACCUMULATOR_BITS = 32;

    /** Bias and residual may fill so much of the accumulator each. */
    private static final double LARGEST_ADDEND = 1L << (ACCUMULATOR_BITS - 3);

    private final QuantizePass options;
    private final Rewriter rewriter;
    private final PassContext context;

    ProductQuantizer(QuantizePass options, Rewriter rewriter, PassContext context) {
        this.options = options;
        this.rewriter = rewriter;
        this.context = context;
    }

    /**
     * Creates the integer form of a product.
     *
     * @param integer gives the integer form of an activation
     * @return the result, on {@code grid}
     * @throws QuantizationException if a sum might not fit the accumulator
     */
    Value quantize(Op op, UnaryOperator<Value> integer, UniformType grid) {
        var operands = ProductOperands.of(op).orElseThrow();
        var input = integer.apply(operands.input());
        var residual = operands.residual().map(integer);
        var inputGrid = (UniformType) input.type().elementType();
        var constant = ConstantData.ofReals(operands.weights()).orElseThrow();
        var bias = operands.bias().map(b -> ConstantData.floats(ConstantData.ofReals(b).orElseThrow()));
        var weights = new WeightGrid(options.policy(), options.weightBits(), ConstantData.floats(constant), operands.outputChannels());
        makeRoom(op, weights, inputGrid, bias, residual);
        var integers = weights.integers();
        var biases = bias.map(b -> biasIntegers(b, inputGrid, weights));
        prove(op, weights, integers, inputGrid, biases, residual);
        var changed = new ProductOperands(input, weights(op, constant, weights, integers),
                biases.map(b -> bias(operands.bias().orElseThrow(), b, inputGrid, weights)), residual);
        return rebuild(op, changed, grid);
    }

    /** Enlarges weight scales where bias or residual would not fit the accumulator, or its unit would be no f32 number. */
    private void makeRoom(Op op, WeightGrid weights, UniformType input, Optional<float[]> bias, Optional<Value> residual) {
        double addend = residual.map(r -> reach((UniformType) r.type().elementType())).orElse(0.0);
        int enlarged = 0;
        for (int c = 0; c < weights.channels(); c++) {
            double magnitude = Math.max(addend, bias.isPresent() ? Math.abs(bias.get()[c]) : 0);
            double unit = Math.max(magnitude / LARGEST_ADDEND, Float.MIN_NORMAL);
            enlarged += weights.enlarge(c, unit / input.scale()) ? 1 : 0;
        }
        if (enlarged > 0) {
            context.count("weight-scales-enlarged", enlarged);
            context.remark(op, "enlarged the weight scale of %d of %d channels so that bias and residual fit the accumulator", enlarged,
                    weights.channels());
        }
    }

    /** The largest magnitude of a real on a grid. */
    private static double reach(UniformType grid) {
        return grid.scale() * Math.max(grid.storageMax() - grid.zeroPoint(), grid.zeroPoint() - grid.storageMin());
    }

    /** {@code rint(b / (sx * sw))} in f64. */
    private static int[] biasIntegers(float[] bias, UniformType input, WeightGrid weights) {
        var integers = new int[bias.length];
        for (int c = 0; c < bias.length; c++) {
            integers[c] = (int) Math.rint(bias[c] / (input.scale() * weights.scale(c)));
        }
        return integers;
    }

    /** No sum may leave the accumulator, whatever the input. */
    private void prove(Op op, WeightGrid weights, byte[] integers, UniformType input, Optional<int[]> bias, Optional<Value> residual) {
        double addend = residual.map(r -> reach((UniformType) r.type().elementType())).orElse(0.0);
        int perChannel = weights.channels() == 0 ? 0 : integers.length / weights.channels();
        for (int c = 0; c < weights.channels(); c++) {
            long rescaled = (long) Math.ceil(addend / (input.scale() * weights.scale(c))) + (residual.isPresent() ? 1 : 0);
            var bound = AccumulatorBound
                    .of(integers, c * perChannel, perChannel, input.storageMin(), input.storageMax(), input.zeroPoint())
                    .plus(bias.isPresent() ? bias.get()[c] : 0).plusMinus(rescaled);
            if (!bound.fits(ACCUMULATOR_BITS)) {
                throw new QuantizationException(op, "may overflow its accumulator: channel %d reaches [%d, %d], which needs %d bits of %d;"
                        + " use fewer weight-bits", c, bound.min(), bound.max(), bound.bits(), ACCUMULATOR_BITS);
            }
        }
    }

    private Value weights(Op op, ConstantOp original, WeightGrid weights, byte[] integers) {
        var type = weights.type();
        var data = ConstantData.ofBytes(op, ConstantData.nameOf(original), original.type().withElement(type.storageType()), integers);
        return ConstantOp.create(rewriter, original.location(), data, original.type().withElement(type)).result();
    }

    private Value bias(Value original, int[] integers, UniformType input, WeightGrid weights) {
        var scales = weights.scales();
        for (int c = 0; c < scales.length; c++) {
            scales[c] = (float) (input.scale() * scales[c]);
        }
        var type = new UniformPerAxisType(Storage.full(ACCUMULATOR_BITS, true), FloatType.F32, 0, scales, new long[scales.length]);
        var constant = (ConstantOp) original.definingOp();
        var bytes = ByteBuffer.allocate(4 * integers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(integers);
        var data = ConstantData.ofBytes(constant, ConstantData.nameOf(constant), TensorType.of(IntegerType.I32, integers.length),
                bytes.array());
        return ConstantOp.create(rewriter, constant.location(), data, TensorType.of(type, integers.length)).result();
    }

    private Value rebuild(Op op, ProductOperands operands, UniformType grid) {
        var properties = Grids.integerProperties(op, grid).with(OpDef.OPERAND_SEGMENTS, operands.segments());
        var state = new OpState(op.location()).operands(operands.values()).properties(properties)
                .attributes(op.attributes().without(ValueRange.ATTRIBUTE))
                .results(((TensorType) op.result().type()).withElement(grid));
        return rewriter.create(op.def(), state).result(0);
    }
}
