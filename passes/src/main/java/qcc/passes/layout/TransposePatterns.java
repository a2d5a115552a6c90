package qcc.passes.layout;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.LinearOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.NnElementwise;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.RequantizeOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.SigmoidOp;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.nn.SubOp;
import qcc.dialect.nn.TanhOp;
import qcc.dialect.nn.TransposeOp;
import qcc.dialect.nn.UnaryOp;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Op;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.rewrite.Outcome;
import qcc.ir.rewrite.Pattern;
import qcc.ir.rewrite.Rewriter;

/** Rewrites that move transpositions toward the network's outputs until they cancel. */
final class TransposePatterns {
    /** {@code transpose(transpose(x))} is one transposition, or {@code x}. */
    static final Pattern<TransposeOp> MERGE = Pattern.on(TransposeOp.class, "merge-transposes", (transpose, rewriter) -> {
        if (!(transpose.input().definingOp() instanceof TransposeOp inner)) {
            return rewriter.noMatch("the input is not transposed");
        }
        var order = AxisOrder.permute(inner.permutation(), transpose.permutation());
        var location = rewriter.fusedLocation(inner, transpose);
        var merged = TransposeOp.create(rewriter, location, inner.input(), order, (TensorType) transpose.result().type());
        return rewriter.replace(transpose, merged.result());
    });

    /** A transposition that moves only axes of one element is a reshape. */
    static final Pattern<TransposeOp> UNIT_AXES = Pattern.on(TransposeOp.class, "transpose-of-unit-axes", (transpose, rewriter) -> {
        var shape = ((TensorType) transpose.input().type()).shape();
        var longAxes = Arrays.stream(transpose.permutation()).filter(axis -> shape.dimension((int) axis) != 1).toArray();
        for (int i = 1; i < longAxes.length; i++) {
            if (longAxes[i - 1] > longAxes[i]) {
                return rewriter.noMatch("it exchanges axes of more than one element");
            }
        }
        var type = (TensorType) transpose.result().type();
        return rewriter.replaceWithNew(transpose, ReshapeOp.DEF,
                new OpState(transpose.location()).operands(transpose.input()).results(type));
    });

    /** {@code f(transpose(x))} is {@code transpose(f(x))} for element-wise f of one operand. */
    static final Pattern<NnElementwise> SINK_UNARY = Pattern.onTrait(NnElementwise.class, "sink-transpose-unary", (op, rewriter) -> {
        boolean unary = op instanceof ReluOp || op instanceof ClampOp || op instanceof RequantizeOp || op instanceof SigmoidOp
                || op instanceof TanhOp || op instanceof UnaryOp;
        if (!unary) {
            return rewriter.noMatch("it is not an element-wise operation of one operand");
        }
        return op.operand(0).definingOp() instanceof TransposeOp transpose
                ? sink(op, List.of(transpose.input()), transpose.permutation(), rewriter)
                : rewriter.noMatch("the operand is not transposed");
    });

    /** {@code f(transpose(x), transpose(y))} is {@code transpose(f(x, y))} for operands of one shape. */
    static final Pattern<NnElementwise> SINK_BINARY = Pattern.onTrait(NnElementwise.class, "sink-transpose-binary", (op, rewriter) -> {
        if (!(op instanceof AddOp || op instanceof SubOp || op instanceof MulOp)) {
            return rewriter.noMatch("it is not an element-wise operation of two operands");
        }
        if (!shape(op.operand(0)).equals(shape(op.operand(1)))) {
            return rewriter.noMatch("an operand is broadcast");
        }
        var order = transposition(op);
        return order.isEmpty()
                ? rewriter.noMatch("the operands are not transposed alike")
                : sink(op, untransposed(op), order.get(), rewriter);
    });

    /** {@code concat[a](transpose(x), transpose(y))} is {@code transpose(concat[p(a)](x, y))}. */
    static final Pattern<ConcatOp> SINK_CONCAT = Pattern.on(ConcatOp.class, "sink-transpose-concat", (concat, rewriter) -> {
        var order = transposition(concat);
        if (order.isEmpty()) {
            return rewriter.noMatch("the operands are not transposed alike");
        }
        var joined = ConcatOp.create(rewriter, concat.location(), untransposed(concat), order.get()[concat.axis()]);
        return replaceTransposed(concat, joined.result(), order.get(), rewriter);
    });

    /** {@code slice(transpose(x))} is {@code transpose(slice(x))} with its lists in the order of x. */
    static final Pattern<SliceOp> SINK_SLICE = Pattern.on(SliceOp.class, "sink-transpose-slice", (slice, rewriter) -> {
        if (!(slice.input().definingOp() instanceof TransposeOp transpose)) {
            return rewriter.noMatch("the input is not transposed");
        }
        var back = AxisOrder.inverse(transpose.permutation());
        var moved = SliceOp.create(rewriter, slice.location(), transpose.input(), AxisOrder.permute(slice.starts(), back),
                AxisOrder.permute(slice.sizes(), back), AxisOrder.permute(slice.steps(), back));
        return replaceTransposed(slice, moved.result(), transpose.permutation(), rewriter);
    });

    /** {@code pad(transpose(x))} is {@code transpose(pad(x))} with its lists in the order of x. */
    static final Pattern<PadOp> SINK_PAD = Pattern.on(PadOp.class, "sink-transpose-pad", (pad, rewriter) -> {
        if (!(pad.input().definingOp() instanceof TransposeOp transpose)) {
            return rewriter.noMatch("the input is not transposed");
        }
        var back = AxisOrder.inverse(transpose.permutation());
        var moved = PadOp.create(rewriter, pad.location(), transpose.input(), AxisOrder.permute(pad.low(), back),
                AxisOrder.permute(pad.high(), back), pad.value());
        return replaceTransposed(pad, moved.result(), transpose.permutation(), rewriter);
    });

    /** {@code mean[axes](transpose(x))} is {@code mean[p(axes)](x)}, transposed where axes stay and are not in order. */
    static final Pattern<MeanOp> SINK_MEAN = Pattern.on(MeanOp.class, "sink-transpose-mean", (mean, rewriter) -> {
        if (!(mean.input().definingOp() instanceof TransposeOp transpose)) {
            return rewriter.noMatch("the input is not transposed");
        }
        var order = transpose.permutation();
        var axes = Arrays.stream(mean.axes()).map(axis -> order[(int) axis]).sorted().toArray();
        var kept = Arrays.stream(order).filter(axis -> Arrays.stream(axes).noneMatch(a -> a == axis)).toArray();
        if (!mean.keepDims() && !isAscending(kept)) {
            return rewriter.noMatch("the axes that stay are not in order");
        }
        var type = ((TensorType) mean.result().type());
        var back = AxisOrder.inverse(order);
        var shape = mean.keepDims() ? Shape.of(AxisOrder.permute(type.shape().toArray(), back)) : type.shape();
        var state = new OpState(mean.location()).operands(transpose.input()).property("axes", DenseArrayAttr.ofLongs(axes))
                .property("keep_dims", IntegerAttr.ofBoolean(mean.keepDims())).attributes(mean.attributes()).results(type.withShape(shape));
        var moved = rewriter.create(MeanOp.DEF, state);
        return mean.keepDims() ? replaceTransposed(mean, moved.result(), order, rewriter) : rewriter.replace(mean, moved.result());
    });

    /** {@code linear(reshape(transpose(x)), w)} is {@code linear(reshape(x), w')} with the columns of w in the order of x. */
    static final Pattern<LinearOp> FOLD_INTO_WEIGHTS = Pattern.on(LinearOp.class, "fold-transpose-into-weights", (linear, rewriter) -> {
        if (!(linear.input().definingOp() instanceof ReshapeOp reshape && reshape.input().definingOp() instanceof TransposeOp transpose)) {
            return rewriter.noMatch("the input is not a reshaped transposition");
        }
        var order = transpose.permutation();
        var from = shape(transpose.input());
        boolean flattens = order[0] == 0 && shape(linear.input()).rank() == 2 && shape(linear.input()).dimension(0) == from.dimension(0);
        if (!flattens || !(linear.weights().definingOp() instanceof ConstantOp)) {
            return rewriter.noMatch("the rows of the input do not hold whole samples, or the weights are not constant");
        }
        var outer = LongStream.of(linear.outputChannels());
        var inner = Arrays.stream(shape(transpose.result()).toArray()).skip(1);
        var weights = ReshapeOp.create(rewriter, linear.location(), linear.weights(), Shape.of(LongStream.concat(outer, inner).toArray()));
        var moved = TransposeOp.create(rewriter, linear.location(), weights.result(), AxisOrder.inverse(order));
        var flat = ReshapeOp.create(rewriter, linear.location(), moved.result(), shape(linear.weights()));
        var input = ReshapeOp.create(rewriter, reshape.location(), transpose.input(), shape(linear.input()));
        rewriter.setOperand(linear, 1, flat.result());
        rewriter.setOperand(linear, 0, input.result());
        return rewriter.applied();
    });

    private TransposePatterns() {}

    private static boolean isAscending(long[] values) {
        for (int i = 1; i < values.length; i++) {
            if (values[i - 1] > values[i]) {
                return false;
            }
        }
        return true;
    }

    private static Shape shape(Value value) {
        return ((TensorType) value.type()).shape();
    }

    /** The one permutation of all operands, if each is transposed and all alike. */
    private static Optional<long[]> transposition(Op op) {
        long[] order = null;
        for (var operand : op.operands()) {
            if (!(operand.definingOp() instanceof TransposeOp transpose)
                    || order != null && !Arrays.equals(order, transpose.permutation())) {
                return Optional.empty();
            }
            order = transpose.permutation();
        }
        return Optional.ofNullable(order);
    }

    /** The operands as they are before their transpositions. */
    private static List<Value> untransposed(Op op) {
        return op.operands().stream().map(value -> ((TransposeOp) value.definingOp()).input()).toList();
    }

    /** The operation on untransposed operands, transposed. */
    private static Outcome sink(Op op, List<Value> operands, long[] order, Rewriter rewriter) {
        var type = (TensorType) op.result().type();
        var shape = Shape.of(AxisOrder.permute(type.shape().toArray(), AxisOrder.inverse(order)));
        var moved = rewriter.create(op.def(),
                new OpState(op.location()).operands(operands).properties(op.properties()).attributes(op.attributes())
                        .results(type.withShape(shape)));
        return replaceTransposed(op, moved.result(), order, rewriter);
    }

    private static Outcome replaceTransposed(Op op, Value moved, long[] order, Rewriter rewriter) {
        return rewriter.replace(op, TransposeOp.create(rewriter, op.location(), moved, order, (TensorType) op.result().type()).result());
    }
}
