package qcc.passes.simplify;

import java.util.Arrays;
import java.util.Optional;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.Window;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.rewrite.Outcome;
import qcc.ir.rewrite.Pattern;
import qcc.ir.rewrite.Rewriter;

/** Merges borders with each other and with the windows behind them. */
final class PadPatterns {
    private PadPatterns() {}

    /** {@code pad(pad(x))} of one value and without removal of elements is one {@code pad(x)}. */
    static final Pattern<PadOp> MERGE_PADS = Pattern.on(PadOp.class, "merge-pads", (op, rewriter) -> {
        if (!(op.input().definingOp() instanceof PadOp inner)) {
            return rewriter.noMatch("the input is not padded");
        }
        if (Double.compare(inner.value(), op.value()) != 0) {
            return rewriter.noMatch("the borders have the values %s and %s", inner.value(), op.value());
        }
        if (removes(inner) || removes(op)) {
            return rewriter.noMatch("elements are removed");
        }
        var merged = PadOp.create(rewriter, rewriter.fusedLocation(inner, op), inner.input(), sum(inner.low(), op.low()),
                sum(inner.high(), op.high()), op.value());
        return rewriter.replace(op, merged.result());
    });

    /** {@code conv(pad(x, 0))} is a {@code conv(x)} with more padding. */
    static final Pattern<ConvOp> PAD_INTO_CONV = Pattern.on(ConvOp.class, "pad-into-conv", (op, rewriter) -> {
        if (!(op.input().definingOp() instanceof PadOp pad)) {
            return rewriter.noMatch("the input is not padded");
        }
        if (pad.value() != 0) {
            return rewriter.noMatch("the border has the value %s", pad.value());
        }
        var pads = windowPads(pad, op.layout(), op.window());
        return pads.isEmpty() ? rewriter.noMatch("the border is not that of spatial axes") : widen(op, pad, pads.get(), rewriter);
    });

    /** {@code avg_pool(pad(x, 0))} is an {@code avg_pool(x)} that counts its padding, unless it has padding that it does not count. */
    static final Pattern<AvgPoolOp> PAD_INTO_AVG_POOL = Pattern.on(AvgPoolOp.class, "pad-into-avg-pool", (op, rewriter) -> {
        if (!(op.input().definingOp() instanceof PadOp pad)) {
            return rewriter.noMatch("the input is not padded");
        }
        if (pad.value() != 0) {
            return rewriter.noMatch("the border has the value %s", pad.value());
        }
        if (!op.countIncludePad() && op.window().pads().stream().anyMatch(p -> p != 0)) {
            return rewriter.noMatch("the window has padding that is not counted");
        }
        var pads = windowPads(pad, op.layout(), op.window());
        if (pads.isEmpty()) {
            return rewriter.noMatch("the border is not that of spatial axes");
        }
        rewriter.setProperty(op, "count_include_pad", IntegerAttr.TRUE);
        return widen(op, pad, pads.get(), rewriter);
    });

    /**
     * {@code max_pool(pad(x, v))} is a {@code max_pool(x)} with more padding if v is -inf, or if v is 0, no element is below 0 and every window
     * has a true element.
     */
    static final Pattern<MaxPoolOp> PAD_INTO_MAX_POOL = Pattern.on(MaxPoolOp.class, "pad-into-max-pool", (op, rewriter) -> {
        if (!(op.input().definingOp() instanceof PadOp pad)) {
            return rewriter.noMatch("the input is not padded");
        }
        boolean neutral = pad.value() == Double.NEGATIVE_INFINITY || pad.value() == 0 && NonNegative.holds(pad.input());
        if (!neutral) {
            return rewriter.noMatch("the border's value %s may be the largest of a window", pad.value());
        }
        var pads = windowPads(pad, op.layout(), op.window());
        if (pads.isEmpty() || !hasTrueElements(op.window(), pads.get())) {
            return rewriter.noMatch("the border is not that of spatial axes, or fills whole windows");
        }
        return widen(op, pad, pads.get(), rewriter);
    });

    private static Outcome widen(Op op, PadOp pad, long[] pads, Rewriter rewriter) {
        rewriter.setProperty(op, "pads", DenseArrayAttr.ofLongs(pads));
        rewriter.setOperand(op, 0, pad.input());
        rewriter.setLocation(op, rewriter.fusedLocation(pad, op));
        return rewriter.applied();
    }

    /** The pads of the window with those of the border, or nothing if the border is wider than the spatial axes or removes elements. */
    private static Optional<long[]> windowPads(PadOp pad, Layout layout, Window window) {
        int first = layout.firstSpatialAxis();
        int rank = ((TensorType) pad.input().type()).rank();
        var low = pad.low();
        var high = pad.high();
        for (int axis = 0; axis < rank; axis++) {
            boolean spatial = axis >= first && axis < first + window.rank();
            if (low[axis] < 0 || high[axis] < 0 || !spatial && low[axis] + high[axis] != 0) {
                return Optional.empty();
            }
        }
        var pads = window.pads().stream().mapToLong(Long::longValue).toArray();
        for (int i = 0; i < window.rank(); i++) {
            pads[i] += low[first + i];
            pads[window.rank() + i] += high[first + i];
        }
        return Optional.of(pads);
    }

    private static boolean hasTrueElements(Window window, long[] pads) {
        for (int i = 0; i < pads.length; i++) {
            boolean holes = window.dilations().get(i % window.rank()) != 1;
            if (pads[i] >= window.extent(i % window.rank()) || holes && pads[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean removes(PadOp pad) {
        return Arrays.stream(pad.low()).anyMatch(p -> p < 0) || Arrays.stream(pad.high()).anyMatch(p -> p < 0);
    }

    private static long[] sum(long[] a, long[] b) {
        var sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }
}
