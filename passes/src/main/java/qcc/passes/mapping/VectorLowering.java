package qcc.passes.mapping;

import java.util.Collections;
import java.util.Map;
import java.util.function.ToIntFunction;
import qcc.chip.Chip;
import qcc.dialect.cim.CimOp;
import qcc.dialect.cim.ViewOp;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.BatchNormOp;
import qcc.dialect.nn.CastOp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.DropoutOp;
import qcc.dialect.nn.FlattenOp;
import qcc.dialect.nn.IdentityOp;
import qcc.dialect.nn.LrnOp;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.NnElementwise;
import qcc.dialect.nn.NnPool;
import qcc.dialect.nn.NnReduction;
import qcc.dialect.nn.NnShape;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.RequantizeOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.SigmoidOp;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.nn.SoftmaxOp;
import qcc.dialect.nn.SqueezeOp;
import qcc.dialect.nn.SubOp;
import qcc.dialect.nn.TanhOp;
import qcc.dialect.nn.TransposeOp;
import qcc.dialect.nn.UnaryOp;
import qcc.dialect.nn.UnsqueezeOp;
import qcc.dialect.quant.UniformType;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** What the digital unit of a core does: element-wise operations, pools, means, and moves. */
final class VectorLowering {
    private static final long INPUT_MAGNITUDE = 128;

    private final OpBuilder builder;
    private final Chip chip;
    private final ToIntFunction<Op> core;
    private final Map<Value, Value> lowered;

    /**
     * @param core the core that executes an operation
     * @param lowered the storage integers of values lowered already
     */
    VectorLowering(OpBuilder builder, Chip chip, ToIntFunction<Op> core, Map<Value, Value> lowered) {
        this.builder = builder;
        this.chip = chip;
        this.core = core;
        this.lowered = lowered;
    }

    private static UniformType grid(Value value) {
        return (UniformType) ((TensorType) value.type()).element();
    }

    /** An operation with the lowered operands of another one, on its core, for a result of the same shape. */
    private OpState state(Op op) {
        return new OpState(op.location()).operands(op.operands().stream().map(lowered::get).toList())
                .property("core", IntegerAttr.of(core.applyAsInt(op)))
                .results(((TensorType) op.result(0).type()).withElement(IntegerType.I8));
    }

    private <O extends Op & CimOp> Value create(OpDef<O> def, OpState state) {
        return builder.create(def, state).result();
    }

    Value elementwise(NnElementwise op) {
        return switch (op) {
            case AddOp a -> sum(qcc.dialect.cim.AddOp.DEF, a, a.lhs(), a.rhs());
            case SubOp s -> sum(qcc.dialect.cim.SubOp.DEF, s, s.lhs(), s.rhs());
            case MulOp m -> product(m);
            case RequantizeOp r -> rescale(r, OutputGrid.of(r));
            case ReluOp r -> rescale(r, clamped(r, 0, Double.POSITIVE_INFINITY));
            case ClampOp c -> rescale(c, clamped(c, c.min(), c.max()));
            case IdentityOp i -> lowered.get(i.input());
            case DropoutOp d -> lowered.get(d.input());
            case SigmoidOp s -> table(s);
            case TanhOp t -> table(t);
            case UnaryOp u -> table(u);
            case BatchNormOp _,CastOp _,DivOp _ -> throw new IllegalArgumentException("is not executed on the device");
        };
    }

    private <O extends Op & CimOp> Value sum(OpDef<O> def, Op op, Value lhs, Value rhs) {
        var mode = RequantizeMode.of(op);
        var factors = SumFactors.of(mode, grid(lhs).scale(), grid(rhs).scale(), grid(op.result(0)).scale());
        var state = state(op);
        state.property("lhs_zero_point", IntegerAttr.of(grid(lhs).zeroPoint())).property("rhs_zero_point",
                IntegerAttr.of(grid(rhs).zeroPoint()));
        factor(state, "lhs_", factors.lhs());
        factor(state, "rhs_", factors.rhs());
        factor(state, "output_", factors.output());
        OutputGrid.of(op).addTo(state, mode);
        return create(def, state);
    }

    private static void factor(OpState state, String prefix, ScaleFactor factor) {
        state.property(prefix + "multiplier", IntegerAttr.of(factor.multiplier())).property(prefix + "shift",
                IntegerAttr.of(factor.shift()));
    }

    private Value product(MulOp op) {
        var mode = RequantizeMode.of(op);
        var a = grid(op.lhs());
        var b = grid(op.rhs());
        double y = grid(op.result()).scale();
        var state = state(op).property("lhs_zero_point", IntegerAttr.of(a.zeroPoint())).property("rhs_zero_point",
                IntegerAttr.of(b.zeroPoint()));
        factor(state, "", ScaleFactor.of(mode, a.scale() * b.scale() / y, (float) a.scale() * (float) b.scale() / (float) y));
        OutputGrid.of(op).addTo(state, mode);
        return create(qcc.dialect.cim.MulOp.DEF, state);
    }

    private Value rescale(Op op, OutputGrid output) {
        var mode = RequantizeMode.of(op);
        double from = grid(op.operand(0)).scale();
        double to = grid(op.result(0)).scale();
        var state = state(op).property("input_zero_point", IntegerAttr.of(grid(op.operand(0)).zeroPoint()));
        factor(state, "", ScaleFactor.of(mode, from / to, (float) from / (float) to));
        output.addTo(state, mode);
        return create(qcc.dialect.cim.RescaleOp.DEF, state);
    }

    /** A grid limited to a range of reals, whose bounds are rounded onto it. */
    private static OutputGrid clamped(Op op, double min, double max) {
        var grid = grid(op.result(0));
        return new OutputGrid(grid.zeroPoint(), quantize(grid, min), quantize(grid, max));
    }

    private static int quantize(UniformType grid, double value) {
        double steps = Math.rint((float) value / (float) grid.scale()) + grid.zeroPoint();
        return (int) Math.clamp(steps, grid.storageMin(), grid.storageMax());
    }

    private Value table(Op op) {
        return create(qcc.dialect.cim.TableOp.DEF, state(op).property("table", ActivationTable.of(op)));
    }

    Value pool(NnPool op) {
        return switch (op) {
            case MaxPoolOp m -> create(qcc.dialect.cim.MaxPoolOp.DEF, state(m).properties(m.window().properties()));
            case AvgPoolOp a -> create(qcc.dialect.cim.AvgPoolOp.DEF, state(a).properties(a.window().properties())
                    .property("count_include_pad", IntegerAttr.ofBoolean(a.countIncludePad()))
                    .property("pad_value", new IntegerAttr(grid(a.input()).zeroPoint(), IntegerType.I8)));
        };
    }

    Value reduction(NnReduction op) {
        return switch (op) {
            case MeanOp m -> mean(m);
            case LrnOp _,SoftmaxOp _ -> throw new IllegalArgumentException("is not executed on the device");
        };
    }

    /** The sum over all positions, less the zero points, requantized by {@code sx / (n * sy)}. */
    private Value mean(MeanOp op) {
        var mode = RequantizeMode.of(op);
        var type = (TensorType) op.input().type();
        long count = type.dimension(1) * type.dimension(2);
        AccumulatorWidth.require(chip, INPUT_MAGNITUDE * count, "each channel");
        int channels = Math.toIntExact(type.dimension(3));
        double from = grid(op.input()).scale();
        double to = grid(op.result()).scale();
        var shape = Shape.of(1, 1, 1, channels);
        var sums = builder.create(qcc.dialect.cim.SumOp.DEF, new OpState(op.location()).operands(lowered.get(op.input()))
                .property("core", IntegerAttr.of(core.applyAsInt(op))).results(new TensorType(shape, IntegerType.I32)));
        var factor = ScaleFactor.of(mode, from / (count * to), (float) from / (count * (float) to));
        var state = new OpState(op.location()).operands(sums.result())
                .property("bias", repeated(Math.toIntExact(-count * grid(op.input()).zeroPoint()), channels))
                .property("multiplier", repeated(factor.multiplier(), channels)).property("shift", repeated(factor.shift(), channels))
                .results(new TensorType(shape, IntegerType.I8));
        OutputGrid.of(op).addTo(state, mode);
        return view(op, create(qcc.dialect.cim.RequantizeOp.DEF, state));
    }

    private static DenseArrayAttr repeated(int value, int count) {
        return DenseArrayAttr.ofInts(Collections.nCopies(count, value).stream().mapToInt(Integer::intValue).toArray());
    }

    private Value view(Op op, Value value) {
        var shape = ((TensorType) op.result(0).type()).shape();
        return ((TensorType) value.type()).shape().equals(shape) ? value : ViewOp.create(builder, op.location(), value, shape).result();
    }

    Value shape(NnShape op) {
        return switch (op) {
            case ReshapeOp r -> view(r, lowered.get(r.input()));
            case FlattenOp f -> view(f, lowered.get(f.input()));
            case SqueezeOp s -> view(s, lowered.get(s.input()));
            case UnsqueezeOp u -> view(u, lowered.get(u.input()));
            case ConcatOp c -> create(qcc.dialect.cim.ConcatOp.DEF, state(c).property("axis", IntegerAttr.of(c.axis())));
            case SliceOp s -> create(qcc.dialect.cim.SliceOp.DEF,
                    state(s).property("starts", DenseArrayAttr.ofLongs(s.starts())).property("steps", DenseArrayAttr.ofLongs(s.steps())));
            case TransposeOp t ->
                create(qcc.dialect.cim.TransposeOp.DEF, state(t).property("permutation", DenseArrayAttr.ofLongs(t.permutation())));
            case PadOp p -> create(qcc.dialect.cim.PadOp.DEF, state(p).property("low", DenseArrayAttr.ofLongs(p.low()))
                    .property("high", DenseArrayAttr.ofLongs(p.high()))
                    .property("value", new IntegerAttr(quantize(grid(p.result()), p.value()), IntegerType.I8)));
        };
    }
}
