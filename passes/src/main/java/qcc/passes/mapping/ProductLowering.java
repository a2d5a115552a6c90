package qcc.passes.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import qcc.chip.Chip;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.ProductOp.Addends;
import qcc.dialect.cim.RequantizeOp;
import qcc.dialect.cim.ViewOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.PartialSums;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.Window;
import qcc.dialect.quant.UniformType;
import qcc.interpreter.Requantizer;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.passes.ConstantData;
import qcc.passes.ProductOperands;

/**
 * The arithmetic of one convolution or matrix product: raw sums of storage integers, whose zero-point correction {@code -zx * sum(w)} is part
 * of the bias, then one requantization.
 */
final class ProductLowering {
    private final Op op;
    private final UniformType inputGrid;
    private final Optional<UniformType> outputGrid;
    private final WeightScales weightScales;
    private final WeightMatrix weights;
    private final Optional<UniformType> residualGrid;
    private final int[] bias;
    private final RequantizeMode mode;
    private final PlacedProduct placed;
    private final Optional<KeptSums> taken;
    private final long[] reach;
    private final Chip chip;

    /**
     * Sums of a product that are kept in memory for another one.
     *
     * @param value the sums, i32
     * @param reach for each output channel a bound on their magnitude
     */
    record KeptSums(Value value, long[] reach) {}

    /**
     * @param op a product with weights
     * @param weights its weights, channels last
     * @param placed where it lies
     * @param taken the sums of another part, if there are any
     */
    ProductLowering(Op op, WeightMatrix weights, PlacedProduct placed, Optional<KeptSums> taken) {
        var operands = ProductOperands.of(op).orElseThrow();
        this.op = op;
        this.inputGrid = grid(operands.input());
        this.outputGrid = PartialSums.are(op.result()) ? Optional.empty() : Optional.of(grid(op.result()));
        this.taken = taken;
        this.reach = new long[weights.outputs()];
        this.weightScales = WeightScales.of(operands.weights()).orElseThrow();
        this.residualGrid = operands.residual().map(ProductLowering::grid);
        this.weights = weights;
        this.bias = operands.bias().filter(_ -> taken.isEmpty()).map(b -> ConstantData.ints((ConstantOp) b.definingOp()))
                .orElseGet(() -> new int[weights.outputs()]);
        this.mode = RequantizeMode.of(op);
        this.placed = placed;
        this.chip = placed.layout().kind().chip();
    }

    private static UniformType grid(Value value) {
        return (UniformType) ((TensorType) value.type()).element();
    }

    Value lower(OpBuilder builder, CrossbarMapper mapper, Value input, Optional<Value> residual, Window window) {
        int joined = placed.layout().joined();
        int kernelColumns = Math.toIntExact(window.kernel().get(1));
        var all = weights.joined(joined, kernelColumns, Math.toIntExact(window.strides().get(1)));
        var shares = mapper.emit(all, placed, op.location());
        var bounds = SumBounds.of(shares, mapper, all);
        for (int column = 0; column < all.outputs(); column++) {
            checkSums(column % weights.outputs(), bounds.raw()[column], bounds.error()[column]);
            AccumulatorWidth.requireUnits(chip, bounds.units()[column], isReduced(), "output channel " + column % weights.outputs());
        }
        var product = ProductOp.create(builder, op.location(), input, shares, joined(window, joined), (int) inputGrid.zeroPoint(),
                all.outputs(), addends(builder, all.outputs()));
        return divided(builder, outputGrid.isPresent() ? requantized(builder, product, residual) : product.result());
    }

    /** Sums that are kept are those of differences from the zero point: the bias that does this comes with the products. */
    private Addends addends(OpBuilder builder, int columns) {
        int joined = placed.layout().joined();
        var sums = taken.map(kept -> {
            var shape = ((TensorType) kept.value().type()).shape();
            return view(builder, kept.value(), Shape.of(shape.dimension(0), shape.dimension(1), shape.dimension(2) / joined, columns));
        });
        return new Addends(sums, outputGrid.isPresent() ? List.of() : Arrays.stream(repeated(correctedBias()).toInts()).boxed().toList());
    }

    private int[] correctedBias() {
        return IntStream.range(0, weights.outputs()).map(this::correctedBias).toArray();
    }

    private Value requantized(OpBuilder builder, ProductOp product, Optional<Value> residual) {
        var type = ((TensorType) product.result().type()).withElement(IntegerType.I8);
        var state = new OpState(op.location()).operands(product.result())
                .operands(residual.map(r -> view(builder, r, type.shape())).stream().toList());
        factors(state, "multiplier", "shift", this::factor);
        if (residualGrid.isPresent()) {
            factors(state, "residual_multiplier", "residual_shift", this::residualFactor);
            state.property("residual_zero_point", IntegerAttr.of(residualGrid.get().zeroPoint()));
        }
        state.property("bias", repeated(correctedBias()));
        OutputGrid.of(op).addTo(state, mode);
        return builder.create(RequantizeOp.DEF, state.results(type)).result();
    }

    /** The positions that are made at once one after the other. */
    private Value divided(OpBuilder builder, Value value) {
        var shape = ((TensorType) value.type()).shape();
        int joined = placed.layout().joined();
        return view(builder, value,
                Shape.of(shape.dimension(0), shape.dimension(1), shape.dimension(2) * joined, shape.dimension(3) / joined));
    }

    /** Bounds on the magnitudes of the sums that are kept, for each output channel; known when it is lowered. */
    long[] reach() {
        return reach;
    }

    /** The window of several horizontally neighboring positions. */
    private static Window joined(Window window, int count) {
        if (count == 1) {
            return window;
        }
        long width = window.kernel().get(1) + (count - 1) * window.strides().get(1);
        return new Window(List.of(window.kernel().get(0), width), List.of(window.strides().get(0), count * window.strides().get(1)),
                window.dilations(), window.pads());
    }

    /** The bytes of positions that are made at once lie behind each other, so that another shape is all that it takes. */
    private Value view(OpBuilder builder, Value value, Shape shape) {
        return ((TensorType) value.type()).shape().equals(shape) ? value : ViewOp.create(builder, op.location(), value, shape).result();
    }

    /** What holds for the channels, for each position that is made at once. */
    private DenseArrayAttr repeated(int[] values) {
        int joined = placed.layout().joined();
        return DenseArrayAttr.ofInts(IntStream.range(0, joined * values.length).map(i -> values[i % values.length]).toArray());
    }

    private interface Factor {
        ScaleFactor of(int channel);
    }

    private void factors(OpState state, String multiplierName, String shiftName, Factor factor) {
        List<ScaleFactor> factors = IntStream.range(0, weights.outputs()).mapToObj(factor::of).toList();
        state.property(multiplierName, repeated(factors.stream().mapToInt(ScaleFactor::multiplier).toArray()));
        state.property(shiftName, repeated(factors.stream().mapToInt(ScaleFactor::shift).toArray()));
    }

    private ScaleFactor factor(int channel) {
        double scale = weightScales.scale(channel);
        double output = outputGrid.orElseThrow().scale();
        return ScaleFactor.of(mode, inputGrid.scale() * scale / output, (float) inputGrid.scale() * (float) scale / (float) output);
    }

    private ScaleFactor residualFactor(int channel) {
        double scale = weightScales.scale(channel);
        double residual = residualGrid.orElseThrow().scale();
        return ScaleFactor.of(mode, residual / (inputGrid.scale() * scale), (float) residual / ((float) inputGrid.scale() * (float) scale));
    }

    private int correctedBias(int channel) {
        return Math.toIntExact(bias[channel] - inputGrid.zeroPoint() * weights.sum(channel));
    }

    /** Whatever the input, no raw sum leaves the accumulators and no corrected sum leaves 32 bits, also where it is shifted left first. */
    private void checkSums(int channel, long raw, long error) {
        AccumulatorWidth.require(chip, raw, isReduced(), "output channel " + channel);
        long before = taken.map(kept -> kept.reach()[channel]).orElse(0L);
        if (before > 0) {
            AccumulatorWidth.require(chip, raw + before, "output channel " + channel + " with the parts before");
        }
        long bound = inputReach() * weights.absoluteSum(channel) + error + Math.abs((long) bias[channel]) + residualBound(channel) + before;
        boolean isShifted = mode == RequantizeMode.DOUBLE && outputGrid.isPresent();
        int shift = isShifted ? Math.clamp(factor(channel).shift(), 0, Integer.SIZE - 1) : 0;
        reach[channel] = bound;
        if (outputGrid.isEmpty()) {
            AccumulatorWidth.require(chip, raw + before + Math.abs((long) correctedBias(channel)), "output channel " + channel);
        }
        if (bound > Integer.MAX_VALUE >> shift) {
            throw new IllegalArgumentException(
                    "can reach a sum of %d in output channel %d with bias and residual, shifted left by %d bits, which overflows 32 bits; enlarge the scale of the weights, or split the sum"
                            .formatted(bound, channel, shift));
        }
    }

    /** Whether the rows of a sum take several crossbars. */
    private boolean isReduced() {
        return weights.taps() * weights.inputs() > chip.xbar().rows();
    }

    private long inputReach() {
        long zero = inputGrid.zeroPoint();
        return Math.max(Math.abs(zero), Math.max(Math.abs(inputGrid.storageMin() - zero), Math.abs(inputGrid.storageMax() - zero)));
    }

    private long residualBound(int channel) {
        if (residualGrid.isEmpty()) {
            return 0;
        }
        var grid = residualGrid.get();
        var factor = residualFactor(channel);
        var requantizer = Requantizer.ofParameters(mode, factor.multiplier(), factor.shift());
        return Math.max(Math.abs(requantizer.rescale((int) (grid.storageMin() - grid.zeroPoint()))),
                Math.abs(requantizer.rescale((int) (grid.storageMax() - grid.zeroPoint()))));
    }
}
