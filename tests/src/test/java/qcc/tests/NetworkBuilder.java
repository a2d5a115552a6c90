package qcc.tests;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.LinearOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.Window;
import qcc.dialect.quant.QuantizedType;
import qcc.dialect.quant.Storage;
import qcc.dialect.quant.UniformPerAxisType;
import qcc.dialect.quant.UniformType;
import qcc.ir.DenseArrayAttr;
import qcc.ir.DenseElementsAttr;
import qcc.ir.FloatType;
import qcc.ir.FunctionType;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.TypeAttr;
import qcc.ir.Value;

/** Builds quantized networks at the {@code nn} level, channels first, whose grids suit one requantization mode and whose weights are random. */
final class NetworkBuilder {
    private final ModuleOp module = ModuleOp.create(Location.UNKNOWN);
    private final FuncOp main;
    private final OpBuilder builder;
    private final Random random;
    private final RequantizeMode mode;
    private int layers;

    NetworkBuilder(Random random, RequantizeMode mode, List<? extends Type> inputs) {
        this.random = random;
        this.mode = mode;
        this.main = FuncOp.create("main", new FunctionType(List.copyOf(inputs), List.of()), Location.UNKNOWN);
        OpBuilder.atEnd(module.body()).insert(main);
        this.builder = OpBuilder.atEnd(main.entry());
        builder.setAttribute(main, RequantizeMode.ATTRIBUTE, mode.attribute());
    }

    /** A signed byte grid near a scale: a power of two where sums are shifted. */
    static UniformType grid(Random random, RequantizeMode mode, double near) {
        double scale = mode == RequantizeMode.SHIFT
                ? Math.scalb(1.0, Math.getExponent(near * 1.5))
                : (float) (near * (0.7 + random.nextDouble()));
        int zeroPoint = random.nextInt(8) == 0 ? random.nextInt(256) - 128 : random.nextInt(41) - 20;
        return new UniformType(Storage.I8, FloatType.F32, scale, zeroPoint);
    }

    /** A grid near a scale, at times one that leaves out some of the bytes. */
    UniformType grid(double near) {
        var grid = grid(random, mode, near);
        return random.nextInt(8) == 0 ? new UniformType(new Storage(8, true, -100, 110), FloatType.F32, grid.scale(), 5) : grid;
    }

    Value argument(int index) {
        return main.entry().argument(index);
    }

    /** The builder at the end of {@code @main}. */
    OpBuilder ops() {
        return builder;
    }

    /** The location of the next layer, which has a name. */
    Location next() {
        return Location.named("layer_" + layers++);
    }

    static TensorType type(Value value) {
        return (TensorType) value.type();
    }

    static UniformType grid(Value value) {
        return (UniformType) type(value).element();
    }

    /** An operation of one result with properties. */
    Value create(OpDef<? extends Op> def, TensorType result, OpState state) {
        if (mode != RequantizeMode.SHIFT && random.nextInt(10) == 0) {
            state.attribute(RequantizeMode.ATTRIBUTE, RequantizeMode.values()[random.nextInt(3)].attribute());
        }
        return builder.create(def, state.results(result)).result(0);
    }

    /** An element-wise operation of two operands, with a fused activation half of the time. */
    Value binary(OpDef<? extends Op> def, Value lhs, Value rhs, double near) {
        return create(def, type(lhs).withElement(grid(near)), new OpState(next()).operands(lhs, rhs).property(Clamp.PROPERTY, clamp()));
    }

    /** A convolution with random weights, perhaps a bias and an activation. */
    Value conv(Value input, int outputs, Window window, int groups, Optional<Value> residual) {
        long channels = type(input).dimension(1) / groups;
        long taps = window.kernel().stream().reduce(1L, (a, b) -> a * b);
        var weights = weights(Shape.of(outputs, channels, window.kernel().get(0), window.kernel().get(1)));
        var result = new TensorType(window.outputShape(type(input).shape(), Layout.NCHW, outputs),
                productGrid(input, weights, taps * channels));
        var state = product(input, weights, residual).property("groups", IntegerAttr.of(groups))
                .properties(window.properties().without("kernel"));
        return create(ConvOp.DEF, result, state);
    }

    /** A matrix product over the last axis with random weights. */
    Value linear(Value input, int outputs, Optional<Value> residual) {
        var shape = type(input).shape();
        long inputs = shape.dimension(shape.rank() - 1);
        var weights = weights(Shape.of(outputs, inputs));
        var result = new TensorType(shape.with(shape.rank() - 1, outputs), productGrid(input, weights, inputs));
        return create(LinearOp.DEF, result, product(input, weights, residual));
    }

    private OpState product(Value input, Value weights, Optional<Value> residual) {
        var bias = random.nextBoolean() ? List.of(bias(input, weights)) : List.<Value>of();
        return new OpState(next()).segment(List.of(input)).segment(List.of(weights)).segment(bias).segment(residual.stream().toList())
                .property(Clamp.PROPERTY, clamp());
    }

    private DenseArrayAttr clamp() {
        int low = random.nextInt(100) - 160;
        return random.nextBoolean() ? Clamp.ofIntegers(low, low + 120 + random.nextInt(140)) : null;
    }

    /** A grid on which sums of so many products are spread well. */
    private UniformType productGrid(Value input, Value weights, long terms) {
        double largest = ((QuantizedType) type(weights).element()).storageMax();
        return grid(grid(input).scale() * weightScale(weights, 0) * 0.6 * largest * Math.sqrt(terms) * (0.5 + random.nextDouble()));
    }

    private Value weights(Shape shape) {
        int bits = random.nextInt(4) == 0 ? 4 : 8;
        int largest = (1 << (bits - 1)) - 1;
        var data = random.longs(shape.elements(), -largest, largest + 1L).toArray();
        var element = random.nextBoolean() ? weightGrid(bits) : channelGrids(bits, (int) shape.dimension(0));
        var value = DenseElementsAttr.ofLongs(new TensorType(shape, IntegerType.of(bits)), data);
        return ConstantOp.create(builder, Location.UNKNOWN, value, new TensorType(shape, element)).result();
    }

    private UniformType weightGrid(int bits) {
        return new UniformType(Storage.narrow(bits), FloatType.F32, grid(0.01).scale(), 0);
    }

    private UniformPerAxisType channelGrids(int bits, int channels) {
        var scales = random.doubles(channels, 0.005, 0.02).map(s -> grid(s).scale()).toArray();
        return new UniformPerAxisType(Storage.narrow(bits), FloatType.F32, 0, scales, new long[channels]);
    }

    private static double weightScale(Value weights, int channel) {
        return type(weights).element() instanceof UniformPerAxisType p ? p.scale(channel) : grid(weights).scale();
    }

    private Value bias(Value input, Value weights) {
        int channels = Math.toIntExact(type(weights).dimension(0));
        var values = random.longs(channels, -8000, 8000).toArray();
        var storage = Storage.full(32, true);
        var scales = new double[channels];
        for (int c = 0; c < channels; c++) {
            scales[c] = (float) (grid(input).scale() * weightScale(weights, c));
        }
        var element = new UniformPerAxisType(storage, FloatType.F32, 0, scales, new long[channels]);
        return ConstantOp.create(builder, Location.UNKNOWN, DenseElementsAttr.ofLongs(TensorType.of(IntegerType.I32, channels), values),
                TensorType.of(element, channels)).result();
    }

    /** Ends {@code @main}. */
    ModuleOp returns(List<Value> results) {
        builder.create(ReturnOp.DEF, new OpState(Location.UNKNOWN).operands(results));
        var type = new FunctionType(main.functionType().inputs(), results.stream().map(Value::type).toList());
        builder.setProperty(main, "function_type", new TypeAttr(type));
        return module;
    }
}
