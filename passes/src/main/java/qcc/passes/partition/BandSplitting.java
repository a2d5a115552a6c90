package qcc.passes.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import qcc.chip.Chip;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.DropoutOp;
import qcc.dialect.nn.FlattenOp;
import qcc.dialect.nn.IdentityOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.NnElementwise;
import qcc.dialect.nn.NnShape;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.nn.SqueezeOp;
import qcc.dialect.nn.UnsqueezeOp;
import qcc.dialect.nn.Window;
import qcc.ir.DenseArrayAttr;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.pass.PassContext;
import qcc.passes.mapping.SumParts;

/**
 * Splits operations whose maps do not fit global memory into bands of rows: the host keeps the whole maps, hands the rows of a band to the device and
 * puts the results together. Operations that only move such maps run on the host. Rows do not depend on each other beyond the window, so that the
 * results are the same bit for bit.
 */
final class BandSplitting {
    private static final String REFUSAL = "its maps do not fit global memory";
    /** Bytes that requantize one channel. */
    private static final int TABLE_BYTES = 20;
    /** Bytes of a sum, taken and left. */
    private static final int SUM_BYTES = 8;

    private final Chip chip;
    private final long capacity;
    private final PassContext context;
    private final OpBuilder builder = new OpBuilder();
    private final Set<Op> onHost = new HashSet<>();

    /** The window over rows, which is one row where every row stands for itself. */
    private record Rows(int kernel, int stride, int dilation, int padBefore, int inputs) {
        /** The input rows under some outputs, those of the padding left out. */
        int[] under(int first, int end) {
            int from = Math.clamp((long) first * stride - padBefore, 0, inputs);
            int to = Math.clamp((end - 1L) * stride - padBefore + (kernel - 1L) * dilation + 1, from, inputs);
            return new int[]{from, to};
        }

        int padBefore(int first) {
            return Math.max(0, padBefore - first * stride);
        }

        int padAfter(int end) {
            return Math.max(0, (end - 1) * stride - padBefore + (kernel - 1) * dilation + 1 - inputs);
        }
    }

    /** @param capacity bytes of global memory that maps may take */
    BandSplitting(Chip chip, long capacity, PassContext context) {
        this.chip = chip;
        this.capacity = capacity;
        this.context = context;
    }

    /** Why the device cannot execute an operation that was found or made here; empty for others. */
    Optional<String> refusal(Op op) {
        return onHost.contains(op) ? Optional.of(REFUSAL) : Optional.empty();
    }

    /** Splits those of some operations that need it, with a remark. */
    void run(List<Op> ops) {
        for (var op : ops) {
            long all = isView(op) ? 0 : bytes(op, 0, 1);
            if (all <= capacity) {
                continue;
            }
            if (op instanceof NnShape) {
                onHost.add(op);
            } else {
                rows(op).ifPresent(rows -> split(op, rows, all));
            }
        }
    }

    /** Whether its result is the bytes of its input. */
    private static boolean isView(Op op) {
        return op instanceof ReshapeOp || op instanceof FlattenOp || op instanceof SqueezeOp || op instanceof UnsqueezeOp
                || op instanceof IdentityOp || op instanceof DropoutOp;
    }

    private static TensorType type(Value value) {
        return (TensorType) value.type();
    }

    private static boolean isMap(Value value) {
        return type(value).rank() == 4 && type(value).dimension(0) == 1;
    }

    private static List<Value> maps(Op op) {
        return op.operands().stream().filter(v -> !(v.definingOp() instanceof ConstantOp)).distinct().toList();
    }

    /** The window over rows of an operation that can be done row by row. */
    private static Optional<Rows> rows(Op op) {
        if (!isMap(op.result()) || !maps(op).stream().allMatch(BandSplitting::isMap)) {
            return Optional.empty();
        }
        return switch (op) {
            case ConvOp c when c.layout() == Layout.NHWC -> Optional.of(rows(c.window(), c.input()));
            case MaxPoolOp m when m.layout() == Layout.NHWC -> Optional.of(rows(m.window(), m.input()));
            case AvgPoolOp a when a.layout() == Layout.NHWC -> Optional.of(rows(a.window(), a.input()));
            case NnElementwise _ -> Optional.of(new Rows(1, 1, 1, 0, (int) type(op.result()).dimension(1)));
            default -> Optional.empty();
        };
    }

    private static Rows rows(Window window, Value input) {
        return new Rows(Math.toIntExact(window.kernel().get(0)), Math.toIntExact(window.strides().get(0)),
                Math.toIntExact(window.dilations().get(0)), Math.toIntExact(window.padBefore(0)), (int) type(input).dimension(1));
    }

    /** Bytes of maps and parameters of an operation. */
    private long bytes(Op op, long haloRows, int bands) {
        var result = type(op.result());
        long channels = result.dimension(result.rank() - 1);
        long outputs = result.shape().elements();
        long bytes = bandBytes(outputs, bands) + TABLE_BYTES * (channels + 2);
        for (var map : maps(op)) {
            long elements = type(map).shape().elements();
            long row = elements / Math.max(1, type(map).dimension(Math.min(1, type(map).rank() - 1)));
            bytes += Math.min(elements, bandBytes(elements, bands) + haloRows * row);
        }
        return SumParts.of(op, chip).isPresent() ? bytes + SUM_BYTES * bandBytes(outputs, bands) : bytes;
    }

    private static long bandBytes(long elements, int bands) {
        return Math.ceilDiv(elements, bands);
    }

    private void split(Op op, Rows rows, long all) {
        int outputs = (int) type(op.result()).dimension(1);
        long halo = (rows.kernel - 1L) * rows.dilation + 2L * rows.stride;
        int bands = IntStream.rangeClosed(2, outputs).filter(n -> bytes(op, halo, n) <= capacity).findFirst().orElse(outputs);
        var pieces = SumParts.pieces(outputs, Math.ceilDiv(outputs, bands));
        if (pieces.size() < 2 || pieces.stream().map(p -> rows.under(p[0], p[1])).anyMatch(under -> under[0] == under[1])) {
            return;
        }
        context.remark(op, "'%s' has maps of %d bytes; the host hands them to chip '%s' in %d bands of rows", op.name(), all, chip.arch(),
                pieces.size());
        builder.setInsertionPoint(op);
        var results = new ArrayList<Value>();
        for (var band : pieces) {
            results.add(band(op, rows, band[0], band[1]));
        }
        var whole = ConcatOp.create(builder, op.location(), results, 1);
        onHost.add(whole);
        builder.replace(op, List.of(whole.result()));
    }

    private Value band(Op op, Rows rows, int first, int end) {
        var under = rows.under(first, end);
        var operands = new ArrayList<Value>();
        for (int i = 0; i < op.operandCount(); i++) {
            var value = op.operand(i);
            boolean isInput = i == 0 || op instanceof NnElementwise;
            operands.add(value.definingOp() instanceof ConstantOp
                    ? value
                    : isInput ? slice(op, value, under[0], under[1]) : slice(op, value, first, end));
        }
        var copy = builder.insert(OpBuilder.copy(op));
        builder.setOperands(copy, operands);
        if (!(op instanceof NnElementwise)) {
            var pads = ((DenseArrayAttr) op.properties().get("pads")).toLongs();
            builder.setProperty(copy, "pads", DenseArrayAttr.ofLongs(rows.padBefore(first), pads[1], rows.padAfter(end), pads[3]));
        }
        builder.setType(copy.result(), type(op.result()).withShape(type(op.result()).shape().with(1, end - first)));
        return copy.result();
    }

    private Value slice(Op op, Value value, int from, int end) {
        var sizes = type(value).shape().toArray();
        var starts = new long[sizes.length];
        var steps = new long[sizes.length];
        Arrays.fill(steps, 1);
        starts[1] = from;
        sizes[1] = end - from;
        var slice = SliceOp.create(builder, op.location(), value, starts, sizes, steps);
        onHost.add(slice);
        return slice.result();
    }
}
