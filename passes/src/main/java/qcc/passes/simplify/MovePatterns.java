package qcc.passes.simplify;

import java.util.ArrayList;
import java.util.Arrays;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.FlattenOp;
import qcc.dialect.nn.NnShape;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.nn.SqueezeOp;
import qcc.dialect.nn.TransposeOp;
import qcc.dialect.nn.UnsqueezeOp;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.rewrite.Pattern;

/** Merges operations that only move elements. */
final class MovePatterns {
    private MovePatterns() {}

    /** {@code flatten}, {@code squeeze} and {@code unsqueeze} of static shape are {@code reshape}, so that fewer operations need patterns. */
    static final Pattern<NnShape> VIEW_TO_RESHAPE = Pattern.onTrait(NnShape.class, "view-to-reshape", (op, rewriter) -> {
        if (!(op instanceof FlattenOp || op instanceof SqueezeOp || op instanceof UnsqueezeOp)) {
            return rewriter.noMatch("'%s' is not a view with another rank", op.name());
        }
        var type = (TensorType) op.result().type();
        if (!type.shape().isStatic() || !type.element().equals(op.operand(0).type().elementType())) {
            return rewriter.noMatch("the result shape is not static");
        }
        var reshape = ReshapeOp.create(rewriter, op.location(), op.operand(0), type.shape());
        return rewriter.replace(op, reshape.result());
    });

    /** {@code reshape(reshape(x))} is one {@code reshape(x)}. */
    static final Pattern<ReshapeOp> MERGE_RESHAPES = Pattern.on(ReshapeOp.class, "merge-reshapes", (op, rewriter) -> {
        if (!(op.input().definingOp() instanceof ReshapeOp inner)) {
            return rewriter.noMatch("the input is not reshaped");
        }
        var shape = ((TensorType) op.result().type()).shape();
        var merged = ReshapeOp.create(rewriter, rewriter.fusedLocation(inner, op), inner.input(), shape);
        return rewriter.replace(op, merged.result());
    });

    /** {@code transpose(transpose(x, p), q)} is {@code transpose(x, p[q])}; the identical permutation folds away. */
    static final Pattern<TransposeOp> MERGE_TRANSPOSES = Pattern.on(TransposeOp.class, "merge-transposes", (op, rewriter) -> {
        if (!(op.input().definingOp() instanceof TransposeOp inner)) {
            return rewriter.noMatch("the input is not transposed");
        }
        var first = inner.permutation();
        var order = Arrays.stream(op.permutation()).map(axis -> first[(int) axis]).toArray();
        var merged = TransposeOp.create(rewriter, rewriter.fusedLocation(inner, op), inner.input(), order, (TensorType) op.result().type());
        return rewriter.replace(op, merged.result());
    });

    /** A {@code transpose} that only moves axes of one element is a {@code reshape}, which merges with others. */
    static final Pattern<TransposeOp> TRANSPOSE_TO_RESHAPE = Pattern.on(TransposeOp.class, "transpose-to-reshape", (op, rewriter) -> {
        var input = (TensorType) op.input().type();
        var result = (TensorType) op.result().type();
        if (!input.shape().isStatic() || !input.element().equals(result.element())) {
            return rewriter.noMatch("the shape is not static or the channel axis of the grid moves");
        }
        var moved = Arrays.stream(op.permutation()).filter(axis -> input.dimension((int) axis) != 1).toArray();
        for (int i = 1; i < moved.length; i++) {
            if (moved[i] < moved[i - 1]) {
                return rewriter.noMatch("axes of more than one element change their order");
            }
        }
        return rewriter.replace(op, ReshapeOp.create(rewriter, op.location(), op.input(), result.shape()).result());
    });

    /** {@code slice(slice(x))} is one {@code slice(x)}. */
    static final Pattern<SliceOp> MERGE_SLICES = Pattern.on(SliceOp.class, "merge-slices", (op, rewriter) -> {
        if (!(op.input().definingOp() instanceof SliceOp inner)) {
            return rewriter.noMatch("the input is not sliced");
        }
        var starts = inner.starts();
        var steps = inner.steps();
        for (int i = 0; i < starts.length; i++) {
            starts[i] += op.starts()[i] * steps[i];
            steps[i] *= op.steps()[i];
        }
        var merged = SliceOp.create(rewriter, rewriter.fusedLocation(inner, op), inner.input(), starts, op.sizes(), steps);
        return rewriter.replace(op, merged.result());
    });

    /** {@code concat(a, concat(b, c))} along one axis is {@code concat(a, b, c)} if the inner result has no other use. */
    static final Pattern<ConcatOp> MERGE_CONCATS = Pattern.on(ConcatOp.class, "merge-concats", (op, rewriter) -> {
        var inputs = new ArrayList<Value>();
        var parts = new ArrayList<Op>();
        for (var input : op.operands()) {
            if (input.definingOp() instanceof ConcatOp inner && inner.axis() == op.axis() && input.hasOneUse()) {
                inputs.addAll(inner.operands());
                parts.add(inner);
            } else {
                inputs.add(input);
            }
        }
        if (parts.isEmpty()) {
            return rewriter.noMatch("no input is a concat of the same axis without another use");
        }
        parts.add(op);
        var merged = ConcatOp.create(rewriter, rewriter.fusedLocation(parts.toArray(Op[]::new)), inputs, op.axis());
        return rewriter.replace(op, merged.result());
    });
}
