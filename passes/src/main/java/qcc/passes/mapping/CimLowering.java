package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import qcc.chip.Chip;
import qcc.dialect.cim.StepTable;
import qcc.dialect.cim.ViewOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.LinearOp;
import qcc.dialect.nn.MatMulOp;
import qcc.dialect.nn.NnDynamic;
import qcc.dialect.nn.NnElementwise;
import qcc.dialect.nn.NnOp;
import qcc.dialect.nn.NnPool;
import qcc.dialect.nn.NnProduct;
import qcc.dialect.nn.NnReduction;
import qcc.dialect.nn.NnShape;
import qcc.dialect.nn.PartialSums;
import qcc.dialect.nn.Window;
import qcc.dialect.quant.StorageCastOp;
import qcc.ir.BlockArgument;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.pass.PassContext;
import qcc.passes.ConstantData;
import qcc.passes.mapping.ProductLowering.KeptSums;

/** Lowers one device function, operation by operation. */
final class CimLowering {
    private final FuncOp function;
    private final Chip chip;
    private final SegmentPlanner.Request request;
    private final CimLegality legality;
    private final CrossbarMapper mapper;
    private final VectorLowering vector;
    private final OpBuilder builder = new OpBuilder();
    private final Map<Value, Value> lowered = new HashMap<>();
    private final SumReaches kept;
    private final Map<Value, long[]> reaches = new HashMap<>();
    private SegmentPlan plan = new SegmentPlan(Map.of(), Map.of(), 0);

    /**
     * @param kept the sums that earlier functions keep; those that this one keeps are added
     */
    CimLowering(FuncOp function, Chip chip, SegmentPlanner.Request request, int firstGroup, boolean exact, SumReaches kept) {
        this.function = function;
        this.chip = chip;
        this.request = request;
        this.kept = kept;
        this.legality = new CimLegality(chip);
        this.mapper = new CrossbarMapper(OpBuilder.before(function), firstGroup, exact);
        this.vector = new VectorLowering(builder, chip, op -> plan.cores().get(op), lowered);
    }

    int groups() {
        return mapper.nextGroup();
    }

    int crossbars() {
        return plan.crossbars();
    }

    /** Lowers everything; false if an error was reported. */
    boolean run(PassContext context) {
        var end = function.entry().last();
        var ops = new ArrayList<Op>();
        for (var op = function.entry().first(); op != end; op = op.next()) {
            ops.add(op);
        }
        if (!ops.stream().allMatch(op -> isLegal(op, context))) {
            return false;
        }
        try {
            plan = new SegmentPlanner(chip, request).plan(ops.stream().filter(op -> !(op instanceof ConstantOp)).toList());
        } catch (SegmentPlanner.FullException e) {
            context.error(e.op(), "%s", e.getMessage());
            return false;
        }
        builder.setInsertionPointToStart(function.entry());
        function.entry().arguments().forEach(argument -> lowered.put(argument, storage(argument)));
        for (var op : ops) {
            if (!lower(op, context)) {
                return false;
            }
        }
        if (!lowerResults(end, context)) {
            return false;
        }
        ops.reversed().forEach(builder::erase);
        return true;
    }

    private boolean lowerResults(Op end, PassContext context) {
        builder.setInsertionPoint(end);
        for (int i = 0; i < end.operandCount(); i++) {
            var value = lowered.get(end.operand(i));
            if (value == null) {
                context.error(end, "returns a constant, which the device does not make");
                return false;
            }
            if (PartialSums.are(end.operand(i))) {
                kept.leave(function, i, reaches.get(end.operand(i)));
            }
            builder.setOperand(end, i, quantized(value, end.operand(i)));
        }
        return true;
    }

    private boolean isLegal(Op op, PassContext context) {
        if (op instanceof ConstantOp) {
            return true;
        }
        var refusal = legality.refusal(op);
        if (refusal.isPresent()) {
            context.error(op, "cannot run on chip '%s': %s", chip.arch(), refusal.get());
            return false;
        }
        if (op.operands().stream().anyMatch(v -> v.definingOp() instanceof ConstantOp c && !ConstantData.isKnown(c))) {
            context.error(op, "has weights or a bias whose bytes were left out when the module was printed");
            return false;
        }
        return true;
    }

    private boolean lower(Op op, PassContext context) {
        if (op instanceof ConstantOp) {
            return true;
        }
        builder.setInsertionPoint(op);
        try {
            lower((NnOp) op);
            if (op instanceof NnProduct) {
                context.remark(op, "%s", plan.products().get(op).describe());
                mapper.report().ifPresent(report -> explain(op, report, context));
            }
            return true;
        } catch (IllegalArgumentException | ArithmeticException e) {
            context.error(op, "%s", e.getMessage());
            return false;
        }
    }

    private static void explain(Op op, ConverterPlan.Report report, PassContext context) {
        context.count("conversions of a column per phase", report.conversions());
        context.count("conversions of a column per phase with all active rows", report.fewestConversions());
        if (report.exact()) {
            context.remark(op,
                    "is proved exact: column sums need %d of the converters' %d bits; %d conversions of a column per phase, %d with "
                            + "all active rows",
                    report.neededBits(), report.converterBits(), report.conversions(), report.fewestConversions());
        } else {
            context.remark(op,
                    "is not proved exact: column sums need %d bits, converters have %d and a step of %s; --exact activates fewer "
                            + "rows at once",
                    report.neededBits(), report.converterBits(), StepTable.text(report.step()));
        }
    }

    private void lower(NnOp op) {
        switch (op) {
            case ConstantOp _,NnDynamic _ -> throw new IllegalArgumentException("is not executed on the device");
            case NnProduct p -> lowerProduct(p);
            case NnElementwise e -> result((Op) e, vector.elementwise(e));
            case NnPool p -> result((Op) p, vector.pool(p));
            case NnReduction r -> result((Op) r, vector.reduction(r));
            case NnShape s -> result((Op) s, vector.shape(s));
        }
    }

    private void result(Op op, Value value) {
        lowered.put(op.result(), value);
    }

    private void lowerProduct(NnProduct op) {
        switch (op) {
            case ConvOp c -> lowerConvolution(c);
            case LinearOp l -> lowerLinear(l);
            case MatMulOp _ -> throw new IllegalArgumentException("has no constant weights");
        }
    }

    private void lowerConvolution(ConvOp op) {
        var shape = ((TensorType) op.weights().type()).shape();
        int taps = Math.toIntExact(shape.dimension(1) * shape.dimension(2));
        var weights = new WeightMatrix(ConstantData.octets((ConstantOp) op.weights().definingOp()), Math.toIntExact(shape.dimension(0)),
                taps, Math.toIntExact(shape.dimension(3)), Math.toIntExact(op.groups()));
        var taken = op.bias().filter(PartialSums::are).map(sums -> new KeptSums(lowered.get(sums), reach(sums)));
        var lowering = new ProductLowering(op, weights, plan.products().get(op), taken);
        var residual = op.residual().map(lowered::get);
        result(op, lowering.lower(builder, mapper, lowered.get(op.input()), residual, op.window()));
        reaches.put(op.result(), lowering.reach());
    }

    private long[] reach(Value sums) {
        return sums instanceof BlockArgument argument ? kept.of(function, argument.index()) : reaches.get(sums);
    }

    /** A matrix product is a convolution of one tap over one row of positions. */
    private void lowerLinear(LinearOp op) {
        var shape = ((TensorType) op.weights().type()).shape();
        int inputs = Math.toIntExact(shape.dimension(1));
        int outputs = Math.toIntExact(shape.dimension(0));
        var weights = new WeightMatrix(ConstantData.octets((ConstantOp) op.weights().definingOp()), outputs, 1, inputs, 1);
        long positions = ((TensorType) op.input().type()).shape().elements() / inputs;
        var window = new Window(List.of(1L, 1L), List.of(1L, 1L), List.of(1L, 1L), List.of(0L, 0L, 0L, 0L));
        var input = view(op, lowered.get(op.input()), Shape.of(1, 1, positions, inputs));
        var shapeOfOutputs = Shape.of(1, 1, positions, outputs);
        var residual = op.residual().map(r -> view(op, lowered.get(r), shapeOfOutputs));
        var taken = op.bias().filter(PartialSums::are).map(sums -> new KeptSums(view(op, lowered.get(sums), shapeOfOutputs), reach(sums)));
        var lowering = new ProductLowering(op, weights, plan.products().get(op), taken);
        var value = lowering.lower(builder, mapper, input, residual, window);
        reaches.put(op.result(), lowering.reach());
        result(op, view(op, value, ((TensorType) op.result().type()).shape()));
    }

    private Value view(Op op, Value value, Shape shape) {
        return ((TensorType) value.type()).shape().equals(shape) ? value : ViewOp.create(builder, op.location(), value, shape).result();
    }

    private Value storage(BlockArgument value) {
        if (PartialSums.are(value)) {
            return value;
        }
        var type = (TensorType) value.type();
        return builder.create(StorageCastOp.DEF, new OpState(value.location()).operands(value).results(type.withElement(IntegerType.I8)))
                .result();
    }

    private Value quantized(Value bytes, Value like) {
        if (PartialSums.are(like)) {
            return bytes;
        }
        var location = like.definingOp() == null ? function.location() : like.definingOp().location();
        return builder.create(StorageCastOp.DEF, new OpState(location).operands(bytes).results(like.type())).result();
    }
}
