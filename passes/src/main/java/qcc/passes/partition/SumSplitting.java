package qcc.passes.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import qcc.chip.Chip;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.nn.Window;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.pass.PassContext;
import qcc.passes.ConstantData;
import qcc.passes.ProductOperands;
import qcc.passes.mapping.SumParts;

/**
 * Makes the sums of a product in parts, each over some input channels or a piece of the window: every part adds its products to the sums that the part
 * before has kept, and the last one goes on as the product did. Integers are the same in whatever order they are added.
 *
 * <pre>
 * %y = nn.conv %x, %w, %bias, %residual
 * </pre>
 *
 * becomes
 *
 * <pre>
 * %a = nn.slice %x              %s = nn.conv %a, %w0, %bias       : i32
 * %b = nn.slice %x              %y = nn.conv %b, %w1, %s, %residual
 * </pre>
 */
final class SumSplitting {
    private final Chip chip;
    private final PassContext context;
    private final OpBuilder builder = new OpBuilder();

    /** A piece of one axis of the window, and the input elements that it can meet. */
    private record Piece(int from, int end, long padBefore, long padAfter, long start, long size) {
        static Piece of(Window window, int axis, long inputs, int[] taps) {
            long before = window.padBefore(axis) - taps[0] * window.dilations().get(axis);
            long after = window.padAfter(axis) - (window.kernel().get(axis) - taps[1]) * window.dilations().get(axis);
            long start = Math.max(0, -before);
            return new Piece(taps[0], taps[1], Math.max(0, before), Math.max(0, after), start, inputs - start - Math.max(0, -after));
        }

        int taps() {
            return end - from;
        }
    }

    /** What a part multiplies. */
    private record Part(Piece rows, Piece columns, int firstChannel, int channels) {
        /** Whether it multiplies anything but padding. */
        boolean meetsInput() {
            return rows.size > 0 && columns.size > 0;
        }
    }

    SumSplitting(Chip chip, PassContext context) {
        this.chip = chip;
        this.context = context;
    }

    /**
     * Splits a product with one group of channels, with a remark.
     *
     * @return the parts, in the order in which they are added
     */
    List<Op> split(Op op, SumParts cut) {
        var parts = op instanceof ConvOp conv ? parts(conv, cut) : parts(op, cut);
        context.remark(op, "'%s' has sums over more rows than chip '%s' holds at once; it makes them in %d parts", op.name(), chip.arch(),
                parts.size());
        builder.setInsertionPoint(op);
        var products = new ArrayList<Op>();
        for (var part : parts) {
            products.add(product(op, part, products.isEmpty() ? null : products.getLast().result(), part == parts.getLast()));
        }
        builder.replace(op, products.getLast().results());
        return products;
    }

    /** Parts that meet nothing but padding add nothing; one stays in any case. */
    private static List<Part> parts(ConvOp op, SumParts cut) {
        var window = op.window();
        var input = (TensorType) op.input().type();
        var parts = new ArrayList<Part>();
        for (var rows : SumParts.pieces(Math.toIntExact(window.kernel().get(0)), cut.kernelRows())) {
            for (var columns : SumParts.pieces(Math.toIntExact(window.kernel().get(1)), cut.kernelColumns())) {
                var down = Piece.of(window, 0, input.dimension(1), rows);
                var across = Piece.of(window, 1, input.dimension(2), columns);
                for (var channels : SumParts.pieces(Math.toIntExact(op.inputChannels()), cut.channels())) {
                    parts.add(new Part(down, across, channels[0], channels[1] - channels[0]));
                }
            }
        }
        var useful = parts.stream().filter(Part::meetsInput).toList();
        return useful.isEmpty() ? parts.subList(0, 1) : useful;
    }

    private static List<Part> parts(Op op, SumParts cut) {
        int inputs = Math.toIntExact(((TensorType) ProductOperands.of(op).orElseThrow().weights().type()).dimension(1));
        var one = new Piece(0, 1, 0, 0, 0, 1);
        return SumParts.pieces(inputs, cut.channels()).stream().map(c -> new Part(one, one, c[0], c[1] - c[0])).toList();
    }

    private Op product(Op op, Part part, Value before, boolean isLast) {
        var operands = ProductOperands.of(op).orElseThrow();
        var own = new ProductOperands(input(op, operands.input(), part), weights(op, (ConstantOp) operands.weights().definingOp(), part),
                before == null ? operands.bias() : Optional.of(before),
                isLast ? operands.residual() : Optional.empty());
        var copy = builder.insert(OpBuilder.copy(op));
        own.assign(builder, copy);
        if (op instanceof ConvOp) {
            builder.setProperty(copy, "pads",
                    DenseArrayAttr.ofLongs(part.rows.padBefore, part.columns.padBefore, part.rows.padAfter, part.columns.padAfter));
        }
        if (!isLast) {
            builder.setProperty(copy, Clamp.PROPERTY, null);
            builder.setType(copy.result(), ((TensorType) op.result().type()).withElement(IntegerType.I32));
        }
        return copy;
    }

    private Value input(Op op, Value value, Part part) {
        var shape = ((TensorType) value.type()).shape();
        var sizes = shape.toArray();
        var starts = new long[sizes.length];
        if (op instanceof ConvOp) {
            starts[1] = part.rows.start;
            sizes[1] = part.rows.size;
            starts[2] = part.columns.start;
            sizes[2] = part.columns.size;
        }
        starts[sizes.length - 1] = part.firstChannel;
        sizes[sizes.length - 1] = part.channels;
        if (Shape.of(sizes).equals(shape)) {
            return value;
        }
        var steps = new long[sizes.length];
        Arrays.fill(steps, 1);
        return SliceOp.create(builder, op.location(), value, starts, sizes, steps).result();
    }

    /** The weights of a part: [O, rows, columns, channels], or [O, channels]. */
    private Value weights(Op op, ConstantOp constant, Part part) {
        var type = constant.type();
        var shape = op instanceof ConvOp
                ? Shape.of(type.dimension(0), part.rows.taps(), part.columns.taps(), part.channels)
                : Shape.of(type.dimension(0), part.channels);
        int rows = op instanceof ConvOp ? Math.toIntExact(type.dimension(1)) : 1;
        int columns = op instanceof ConvOp ? Math.toIntExact(type.dimension(2)) : 1;
        int channels = Math.toIntExact(type.dimension(type.rank() - 1));
        var all = ConstantData.octets(constant);
        var bytes = new byte[Math.toIntExact(shape.elements())];
        int next = 0;
        for (int output = 0; output < type.dimension(0); output++) {
            for (int row = part.rows.from; row < part.rows.end; row++) {
                for (int column = part.columns.from; column < part.columns.end; column++) {
                    int from = ((output * rows + row) * columns + column) * channels + part.firstChannel;
                    System.arraycopy(all, from, bytes, next, part.channels);
                    next += part.channels;
                }
            }
        }
        var storage = new TensorType(shape, ProductSplitting.storage(type.element()));
        var value = ConstantData.ofBytes(constant, ConstantData.nameOf(constant), storage, bytes);
        return ConstantOp.create(builder, constant.location(), value, new TensorType(shape, type.element())).result();
    }
}
