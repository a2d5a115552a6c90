package qcc.passes.quantize;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.RequantizeOp;
import qcc.dialect.quant.DequantizeCastOp;
import qcc.dialect.quant.QuantizeCastOp;
import qcc.dialect.quant.UniformType;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.OpState;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.pass.PassContext;
import qcc.ir.rewrite.Rewriter;
import qcc.passes.ConstantData;

/**
 * The work of {@link QuantizePass} on one function: each operation in order gets its integer form, and casts stand where one side is real and the
 * other is not. Operations replaced are removed at the end.
 */
final class FunctionQuantizer {
    private final GridPolicy policy;
    private final Rewriter rewriter;
    private final PassContext context;
    private final ProductQuantizer products;

    /** The integer form of a value of the original program, once it is known. */
    private final Map<Value, Value> integers = new IdentityHashMap<>();

    /** The real form of a value whose operation has been replaced by an integer one. */
    private final Map<Value, Value> reals = new IdentityHashMap<>();
    private final Set<Op> replaced = new LinkedHashSet<>();

    FunctionQuantizer(QuantizePass options, Rewriter rewriter, PassContext context) {
        this.policy = options.policy();
        this.rewriter = rewriter;
        this.context = context;
        this.products = new ProductQuantizer(options, rewriter, context);
    }

    /** @throws QuantizationException at the first operation that cannot be quantized */
    void run(Op function) {
        for (var block : function.region(0)) {
            for (var op : block) {
                rewriter.setInsertionPoint(op);
                visit(op);
            }
        }
        new ArrayList<>(replaced).reversed().forEach(rewriter::erase);
        eraseUnusedConstants(function);
        removeRanges(function);
    }

    private void visit(Op op) {
        if (op instanceof ConstantOp) {
            return;
        }
        var form = IntegerForm.of(op);
        if (form == IntegerForm.NONE || form == IntegerForm.SHARED_GRID && isReal(op)) {
            useReals(op);
            context.count("real-ops", 1);
            return;
        }
        var result = switch (form) {
            case WEIGHTED -> products.quantize(op, this::integer, grid(op.result()));
            case OWN_GRID -> rebuild(op, op.operands().stream().map(this::integer).toList(), grid(op.result()));
            case SHARED_GRID -> shared(op);
            case UNIT -> rebuild(op, List.of(integer(op.operand(0))), GridPolicy.UNIT);
            case SIGNED_UNIT -> rebuild(op, List.of(integer(op.operand(0))), GridPolicy.SIGNED_UNIT);
            case NONE -> throw new IllegalStateException();
        };
        integers.put(op.result(), result);
        replaced.add(op);
        context.count("integer-ops", 1);
    }

    /** Moving reals about that no integer operation has made would only add a rounding. */
    private boolean isReal(Op op) {
        return op.operands().stream().allMatch(v -> v.definingOp() != null && !replaced.contains(v.definingOp()));
    }

    private void useReals(Op op) {
        for (int i = 0; i < op.operandCount(); i++) {
            if (replaced.contains(op.operand(i).definingOp())) {
                rewriter.setOperand(op, i, real(op.operand(i)));
            }
        }
    }

    private Value real(Value value) {
        return reals.computeIfAbsent(value, v -> {
            var state = new OpState(v.definingOp().location()).operands(integers.get(v)).results(v.type());
            return rewriter.create(DequantizeCastOp.DEF, state).result();
        });
    }

    private Value integer(Value value) {
        var known = integers.get(value);
        if (known != null) {
            return known;
        }
        var made = ConstantData.ofReals(value).map(this::constant).orElseGet(() -> quantized(value));
        integers.put(value, made);
        return made;
    }

    private Value quantized(Value value) {
        var type = (TensorType) value.type();
        if (type.element() != FloatType.F32) {
            throw new QuantizationException(user(value), "reads %s, which has no integer form", type);
        }
        var location = value.definingOp() == null ? user(value).location() : value.definingOp().location();
        var state = new OpState(location).operands(value).results(type.withElement(policy.grid(range(value))));
        return rewriter.create(QuantizeCastOp.DEF, state).result();
    }

    private static Op user(Value value) {
        return value.definingOp() != null ? value.definingOp() : value.parentBlock().parentOp();
    }

    /** A constant operand of an element-wise operation, on the grid of its own range. */
    private Value constant(ConstantOp constant) {
        var data = ConstantData.floats(constant);
        var statistic = new MinMaxStatistic();
        statistic.add(data);
        var grid = policy.grid(statistic.range());
        var bytes = new byte[data.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Grids.quantize(data[i], grid);
        }
        var storage = constant.type().withElement(grid.storageType());
        var value = ConstantData.ofBytes(constant, ConstantData.nameOf(constant), storage, bytes);
        return ConstantOp.create(rewriter, constant.location(), value, constant.type().withElement(grid)).result();
    }

    private Value shared(Op op) {
        var first = integer(op.operand(0)).type().elementType();
        boolean fixed = first.equals(GridPolicy.UNIT) || first.equals(GridPolicy.SIGNED_UNIT);
        var grid = fixed && op.operandCount() == 1 ? (UniformType) first : grid(op.result());
        var operands = op.operands().stream().map(v -> onGrid(op, integer(v), grid)).toList();
        return rebuild(op, operands, grid);
    }

    private Value onGrid(Op op, Value value, UniformType grid) {
        var type = (TensorType) value.type();
        if (type.element().equals(grid)) {
            return value;
        }
        context.count("requantizations", 1);
        return RequantizeOp.create(rewriter, op.location(), value, type.withElement(grid)).result();
    }

    private Value rebuild(Op op, List<Value> operands, UniformType grid) {
        var state = new OpState(op.location()).operands(operands).properties(Grids.integerProperties(op, grid))
                .attributes(op.attributes().without(ValueRange.ATTRIBUTE))
                .results(((TensorType) op.result().type()).withElement(grid));
        return rewriter.create(op.def(), state).result(0);
    }

    private UniformType grid(Value value) {
        return policy.grid(range(value));
    }

    private static ValueRange range(Value value) {
        return ValueRange.of(value).orElseThrow(() -> new QuantizationException(user(value), value.definingOp() == null
                ? "has an argument without a '" + ValueRange.ATTRIBUTE + "': run calibrate first"
                : "has no '" + ValueRange.ATTRIBUTE + "': run calibrate first"));
    }

    private void removeRanges(Op function) {
        function.region(0).entry().arguments().forEach(argument -> ValueRange.remove(rewriter, argument));
        function.walk(op -> {
            if (op.attributes().contains(ValueRange.ATTRIBUTE)) {
                rewriter.setAttribute(op, ValueRange.ATTRIBUTE, null);
            }
        });
    }

    private void eraseUnusedConstants(Op function) {
        for (var block : function.region(0)) {
            for (var op : block) {
                if (op instanceof ConstantOp && !op.hasUses()) {
                    rewriter.erase(op);
                }
            }
        }
    }
}
