package qcc.interpreter;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import qcc.dialect.func.FuncOp;
import qcc.ir.Op;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.tensor.ElementType;
import qcc.tensor.Tensor;

/**
 * Executes functions and single operations.
 *
 * <p>A value of type {@code tensor<d...>} is a {@link Tensor} of shape [S, d...] for a block of S samples, with S = 1 for what does not depend on
 * a network input. Reals are f32 arrays, quantized values the arrays of their storage integers. The memory in use is that of the values alive
 * in one block; callers feed as many blocks as they like.
 *
 * <p>What has been derived from a function (its plan, its constants) is kept: after a function has been changed, use a new interpreter. Several
 * threads may use one interpreter. Results do not depend on the number of threads.
 */
public final class Interpreter {
    private final Operations operations;
    private final InterpreterOptions options;
    private final Map<FuncOp, FunctionPlan> plans = new ConcurrentHashMap<>();

    /** @param module holds the functions that calls name; only needed for those */
    public Interpreter(Op module, InterpreterOptions options) {
        this.options = options;
        this.operations = new Operations(module, options, this::run);
    }

    /**
     * Executes a function on a block of samples.
     *
     * @param arguments one tensor of shape [S, d...] for each argument; S is the same for all, or 1
     * @return one tensor for each value returned, of shape [S, d...], or [1, d...] if it does not depend on an argument with S samples
     * @throws InterpreterException naming the operation that cannot be executed
     */
    public List<Tensor> run(FuncOp function, List<Tensor> arguments) {
        var plan = plans.computeIfAbsent(function, FunctionPlan::of);
        var values = new Tensor[plan.slots()];
        bindArguments(function, arguments, values);
        for (var step : plan.steps()) {
            var operands = Arrays.stream(step.operands()).mapToObj(slot -> values[slot]).toList();
            var results = evaluate(step.op(), operands);
            options.observer().observe(step.op(), operands, results);
            for (int i = 0; i < results.size(); i++) {
                values[step.firstResult() + i] = results.get(i);
            }
            for (int slot : step.dead()) {
                values[slot] = null;
            }
        }
        return Arrays.stream(plan.returned()).mapToObj(slot -> values[slot]).toList();
    }

    /**
     * Executes one operation: what constant folding and the evaluation of shapes need. The observer is not told.
     *
     * @param operands one tensor of shape [S, d...] for each operand
     * @throws InterpreterException if the operation cannot be executed on them
     */
    public List<Tensor> evaluate(Op op, List<Tensor> operands) {
        if (operands.size() != op.operandCount()) {
            throw new InterpreterException(op, "has " + op.operandCount() + " operands but was given " + operands.size() + " values");
        }
        for (int i = 0; i < operands.size(); i++) {
            requireFit(op, "operand " + i, operands.get(i), op.operand(i));
        }
        requireOneBlock(op, operands);
        List<Tensor> results;
        try {
            results = operations.execute(op, operands);
        } catch (IllegalArgumentException e) {
            throw new InterpreterException(op, e.getMessage(), e);
        } catch (ArithmeticException e) {
            throw new InterpreterException(op, isOverflow(e) ? "needs a sum, a size or an index beyond 2^31-1" : e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new InterpreterException(op, "does not fit the memory for blocks of " + samples(operands)
                    + " samples; use smaller blocks or give Java more memory", e);
        }
        for (int i = 0; i < results.size(); i++) {
            requireFit(op, "result " + i, results.get(i), op.result(i));
        }
        return results;
    }

    /** Whether exact arithmetic of Java failed, whose message means nothing to a user. */
    private static boolean isOverflow(ArithmeticException failure) {
        return "integer overflow".equals(failure.getMessage()) || "long overflow".equals(failure.getMessage());
    }

    /**
     * The kind of array that holds values of an element type.
     *
     * @throws IllegalArgumentException if values of the type cannot be executed
     */
    public static ElementType arrayKind(Type element) {
        return Elements.kind(element);
    }

    private static void bindArguments(FuncOp function, List<Tensor> arguments, Tensor[] values) {
        var entry = function.entry();
        if (arguments.size() != entry.arguments().size()) {
            throw new InterpreterException(function,
                    "has " + entry.arguments().size() + " arguments but was given " + arguments.size() + " values");
        }
        for (int i = 0; i < arguments.size(); i++) {
            requireFit(function, "argument " + i, arguments.get(i), entry.argument(i));
            values[i] = arguments.get(i);
        }
        requireOneBlock(function, arguments);
    }

    private static void requireOneBlock(Op op, List<Tensor> operands) {
        int samples = samples(operands);
        for (var operand : operands) {
            if (operand.samples() != 1 && operand.samples() != samples) {
                throw new InterpreterException(op, "meets blocks of " + samples + " and of " + operand.samples() + " samples");
            }
        }
    }

    private static int samples(List<Tensor> operands) {
        return operands.stream().mapToInt(Tensor::samples).filter(s -> s != 1).findFirst().orElse(1);
    }

    private static void requireFit(Op op, String what, Tensor tensor, Value value) {
        if (!(value.type() instanceof TensorType type)) {
            throw new InterpreterException(op, "has the type " + value.type() + " as " + what + "; only ranked tensors are executed");
        }
        var kind = kind(op, type);
        if (tensor.elementType() != kind || !fits(tensor.shape(), type.shape())) {
            throw new InterpreterException(op, "expects " + what + " of type " + type + " as [samples, " + dimensions(type.shape())
                    + "] of " + kind + " but has " + tensor.typeText());
        }
    }

    private static ElementType kind(Op op, TensorType type) {
        try {
            return Elements.kind(type.element());
        } catch (IllegalArgumentException e) {
            throw new InterpreterException(op, e.getMessage(), e);
        }
    }

    private static String dimensions(Shape shape) {
        var text = shape.toString();
        return text.substring(1, text.length() - 1).replace("x", ", ");
    }

    private static boolean fits(qcc.tensor.Shape block, Shape shape) {
        if (block.rank() != shape.rank() + 1 || block.dimension(0) < 1) {
            return false;
        }
        for (int i = 0; i < shape.rank(); i++) {
            if (!shape.isDynamic(i) && shape.dimension(i) != block.dimension(i + 1)) {
                return false;
            }
        }
        return true;
    }
}
