package qcc.passes.mapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import qcc.chip.Chip;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.RequantizeOp;
import qcc.dialect.cim.ViewOp;
import qcc.dialect.nn.ConstantOp;
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
    private final UniformType outputGrid;
    private final WeightScales weightScales;
    private final WeightMatrix weights;
    private final Optional<UniformType> residualGrid;
    private final int[] bias;
    private final RequantizeMode mode;
    private final PlacedProduct placed;
    private final Chip chip;

    /**
     * @param op a product with weights
     * @param weights its weights, channels last
     * @param placed where it lies
     */
    ProductLowering(Op op, WeightMatrix weights, PlacedProduct placed) {
        var operands = ProductOperands.of(op).orElseThrow();
        this.op = op;
        this.inputGrid = grid(operands.input());
        this.outputGrid = grid(op.result());
        this.weightScales = WeightScales.of(operands.weights()).orElseThrow();
        this.residualGrid = operands.residual().map(ProductLowering::grid);
        this.weights = weights;
        this.bias = operands.bias().map(b -> ConstantData.ints((ConstantOp) b.definingOp())).orElseGet(() -> new int[weights.outputs()]);
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
                all.outputs());
        var type = ((TensorType) product.result().type()).withElement(IntegerType.I8);
        var state = new OpState(op.location()).operands(product.result())
                .operands(residual.map(r -> view(builder, r, type.shape())).stream().toList());
        factors(state, "multiplier", "shift", this::factor);
        if (residualGrid.isPresent()) {
            factors(state, "residual_multiplier", "residual_shift", this::residualFactor);
            state.property("residual_zero_point", IntegerAttr.of(residualGrid.get().zeroPoint()));
        }
        state.property("bias", repeated(IntStream.range(0, weights.outputs()).map(this::correctedBias).toArray()));
        OutputGrid.of(op).addTo(state, mode);
        var result = builder.create(RequantizeOp.DEF, state.results(type)).result();
        var shape = type.shape();
        return view(builder, result,
                Shape.of(shape.dimension(0), shape.dimension(1), shape.dimension(2) * joined, shape.dimension(3) / joined));
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
        return ScaleFactor.of(mode, inputGrid.scale() * scale / outputGrid.scale(),
                (float) inputGrid.scale() * (float) scale / (float) outputGrid.scale());
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
        long bound = inputReach() * weights.absoluteSum(channel) + error + Math.abs((long) bias[channel]) + residualBound(channel);
        int shift = mode == RequantizeMode.DOUBLE ? Math.clamp(factor(channel).shift(), 0, Integer.SIZE - 1) : 0;
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
