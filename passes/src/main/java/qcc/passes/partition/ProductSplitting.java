package qcc.passes.partition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import qcc.chip.Chip;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.PartialSums;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.quant.QuantizedType;
import qcc.dialect.quant.UniformPerAxisType;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.ir.pass.PassContext;
import qcc.passes.ConstantData;
import qcc.passes.ProductOperands;
import qcc.passes.mapping.CrossbarDemand;
import qcc.passes.mapping.SumParts;

/**
 * Splits products whose weights do not fit the empty chip: each part makes some of the output channels, and a concatenation puts them together.
 * A convolution with groups of channels is split into whole groups, whose parts see slices of the input; a single group that is still too large is
 * split like any product. Where not even one block of columns fits with all its rows, {@link SumSplitting} makes its sums in parts. The results are
 * the same bit for bit, since output channels do not depend on each other.
 */
final class ProductSplitting {
    private final Chip chip;
    private final PassContext context;
    private final SumSplitting sums;
    private final OpBuilder builder = new OpBuilder();

    ProductSplitting(Chip chip, PassContext context) {
        this.chip = chip;
        this.context = context;
        this.sums = new SumSplitting(chip, context);
    }

    /** Splits those of some operations that need it, with a remark; false if an error was reported. */
    boolean run(List<Op> ops) {
        for (var op : ops) {
            var tooLong = SumParts.of(op, chip);
            var demand = CrossbarDemand.of(op, chip).filter(d -> d.units() > d.unitsPerChip());
            if (tooLong.isPresent() && !split(op, tooLong.get()) || tooLong.isEmpty() && demand.isPresent() && !split(op, demand.get())) {
                return false;
            }
        }
        return true;
    }

    /** Splits a product whose columns are too long: groups of channels apart, then blocks of columns apart, then each block's sums. */
    private boolean split(Op op, SumParts parts) {
        if (!hasBytes(op)) {
            return false;
        }
        int all = ProductOperands.of(op).orElseThrow().outputChannels();
        int columns = groups(op) > 1 ? all / groups(op) : parts.columns();
        return columns < all ? split(op, columns) : run(sums.split(op, parts));
    }

    private boolean split(Op op, CrossbarDemand demand) {
        if (!hasBytes(op)) {
            return false;
        }
        int channels = channelsPerPart(op, demand);
        context.remark(op, "'%s' needs %d crossbars; chip '%s' makes its output channels %d at a time", op.name(), demand.crossbars(),
                chip.arch(), channels);
        return split(op, channels);
    }

    private boolean hasBytes(Op op) {
        var operands = ProductOperands.of(op).orElseThrow();
        if (ConstantData.of(operands.weights()).isEmpty()
                || operands.bias().filter(b -> !PartialSums.are(b) && ConstantData.of(b).isEmpty()).isPresent()) {
            context.error(op, "has weights or a bias whose bytes were left out when the module was printed");
            return false;
        }
        return true;
    }

    /** Splits a product into parts of so many output channels. */
    private boolean split(Op op, int channels) {
        int all = ProductOperands.of(op).orElseThrow().outputChannels();
        builder.setInsertionPoint(op);
        var results = new ArrayList<Value>();
        for (int first = 0; first < all; first += channels) {
            results.add(part(op, first, Math.min(channels, all - first)));
        }
        var whole = ConcatOp.create(builder, op.location(), results, ProductOperands.channelAxis(op));
        builder.replace(op, List.of(whole.result()));
        return run(results.stream().map(Value::definingOp).toList());
    }

    private static int channelsPerPart(Op op, CrossbarDemand demand) {
        int most = demand.unitsPerChip();
        if (groups(op) == 1) {
            int parts = Math.ceilDiv(demand.units(), most);
            return Math.ceilDiv(demand.units(), parts) * demand.columnsPerUnit();
        }
        int perGroup = ProductOperands.of(op).orElseThrow().outputChannels() / groups(op);
        int groupsAtOnce = demand.columnsPerUnit() < perGroup
                ? Math.max(1, most / Math.ceilDiv(perGroup, demand.columnsPerUnit()))
                : most * (demand.columnsPerUnit() / perGroup);
        int parts = Math.ceilDiv(groups(op), groupsAtOnce);
        return Math.ceilDiv(groups(op), parts) * perGroup;
    }

    private static int groups(Op op) {
        return op instanceof ConvOp c ? Math.toIntExact(c.groups()) : 1;
    }

    private Value part(Op op, int first, int count) {
        var operands = ProductOperands.of(op).orElseThrow();
        int axis = ProductOperands.channelAxis(op);
        int perGroup = operands.outputChannels() / groups(op);
        if (groups(op) > 1) {
            int inputs = Math.toIntExact(((ConvOp) op).inputChannels()) / groups(op);
            operands = operands.withInput(slice(op, operands.input(), axis, first / perGroup * inputs, count / perGroup * inputs));
        }
        var part = operands.withWeights(rows((ConstantOp) operands.weights().definingOp(), first, count));
        if (operands.bias().isPresent()) {
            var bias = operands.bias().get();
            part = part.withBias(rows((ConstantOp) bias.definingOp(), first, count));
        }
        if (operands.residual().isPresent()) {
            part = part.withResidual(slice(op, operands.residual().get(), axis, first, count));
        }
        var copy = builder.insert(OpBuilder.copy(op));
        part.assign(builder, copy);
        if (groups(op) > 1) {
            builder.setProperty(copy, "groups", IntegerAttr.of(count / perGroup));
        }
        var type = (TensorType) op.result(0).type();
        builder.setType(copy.result(0), type.withShape(type.shape().with(axis, count)));
        return copy.result(0);
    }

    private Value slice(Op op, Value value, int axis, int first, int count) {
        var sizes = ((TensorType) value.type()).shape().toArray();
        var starts = new long[sizes.length];
        var steps = new long[sizes.length];
        Arrays.fill(steps, 1);
        starts[axis] = first;
        sizes[axis] = count;
        return SliceOp.create(builder, op.location(), value, starts, sizes, steps).result();
    }

    /** Some of the output channels, which are the first axis of weights and biases. */
    private Value rows(ConstantOp constant, int first, int count) {
        var type = constant.type();
        var bytes = bytes(constant);
        int row = Math.toIntExact(bytes.length / type.dimension(0));
        var part = Arrays.copyOfRange(bytes, first * row, (first + count) * row);
        var shape = type.shape().with(0, count);
        var storage = new TensorType(shape, storage(type.element()));
        var value = ConstantData.ofBytes(constant, ConstantData.nameOf(constant), storage, part);
        return ConstantOp.create(builder, constant.location(), value, new TensorType(shape, rows(type.element(), first, count))).result();
    }

    private static byte[] bytes(ConstantOp constant) {
        if (storage(constant.type().element()) instanceof IntegerType i && i.width() <= Byte.SIZE) {
            return ConstantData.octets(constant);
        }
        var ints = ConstantData.ints(constant);
        var bytes = ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, ints.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(ints);
        return bytes.array();
    }

    static Type storage(Type element) {
        return element instanceof QuantizedType q ? q.storageType() : element;
    }

    private static Type rows(Type element, int first, int count) {
        return element instanceof UniformPerAxisType t && t.axis() == 0
                ? new UniformPerAxisType(t.storage(), t.expressed(), 0, Arrays.copyOfRange(t.scales(), first, first + count),
                        Arrays.copyOfRange(t.zeroPoints(), first, first + count))
                : element;
    }
}
