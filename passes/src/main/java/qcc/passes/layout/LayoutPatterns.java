package qcc.passes.layout;

import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.NnPool;
import qcc.dialect.nn.TransposeOp;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.rewrite.Outcome;
import qcc.ir.rewrite.Pattern;
import qcc.ir.rewrite.Rewriter;

/** Rewrites of operations that are told their layout. */
final class LayoutPatterns {
    /** {@code conv[nchw](x, w, r)} is {@code back(conv[nhwc](last(x), last(w), last(r)))}. */
    static final Pattern<ConvOp> CONVOLUTION = Pattern.on(ConvOp.class, "convolution-channels-last", (conv, rewriter) -> {
        if (conv.layout() == Layout.NHWC) {
            return rewriter.noMatch("it has its channels last");
        }
        var location = conv.location();
        var state = new OpState(location)
                .operands(channelsLast(conv.input(), location, rewriter), channelsLast(conv.weights(), location, rewriter))
                .operands(conv.bias().stream().toList())
                .operands(conv.residual().map(r -> channelsLast(r, location, rewriter)).stream().toList());
        return finish(conv, state, rewriter);
    });

    /** {@code avg_pool[nchw](x)} is {@code back(avg_pool[nhwc](last(x)))}. */
    static final Pattern<AvgPoolOp> AVG_POOL = Pattern.on(AvgPoolOp.class, "avg-pool-channels-last", LayoutPatterns::pool);

    /** {@code max_pool[nchw](x)} is {@code back(max_pool[nhwc](last(x)))}. */
    static final Pattern<MaxPoolOp> MAX_POOL = Pattern.on(MaxPoolOp.class, "max-pool-channels-last", LayoutPatterns::pool);

    private LayoutPatterns() {}

    private static <O extends Op & NnPool> Outcome pool(O pool, Rewriter rewriter) {
        if (pool.layout() == Layout.NHWC) {
            return rewriter.noMatch("it has its channels last");
        }
        var state = new OpState(pool.location()).operands(channelsLast(pool.operand(0), pool.location(), rewriter));
        return finish(pool, state, rewriter);
    }

    private static Value channelsLast(Value value, Location location, Rewriter rewriter) {
        return TransposeOp.create(rewriter, location, value, AxisOrder.channelsLast(((TensorType) value.type()).rank())).result();
    }

    private static Outcome finish(Op op, OpState state, Rewriter rewriter) {
        var type = (TensorType) op.result().type();
        var order = AxisOrder.channelsLast(type.rank());
        var shape = Shape.of(AxisOrder.permute(type.shape().toArray(), order));
        state.properties(op.properties().with(Layout.PROPERTY, Layout.NHWC.attribute())).attributes(op.attributes())
                .results(type.withShape(shape));
        var moved = rewriter.create(op.def(), state);
        var back = TransposeOp.create(rewriter, op.location(), moved.result(), AxisOrder.inverse(order), type);
        return rewriter.replace(op, back.result());
    }
}
