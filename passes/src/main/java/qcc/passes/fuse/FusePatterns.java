package qcc.passes.fuse;

import java.util.Optional;
import java.util.stream.LongStream;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.LinearOp;
import qcc.dialect.nn.MatMulOp;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.SubOp;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.rewrite.Outcome;
import qcc.ir.rewrite.Pattern;
import qcc.ir.rewrite.Rewriter;
import qcc.passes.ConstantData;
import qcc.passes.ProductOperands;

/** Merges operations on reals into the products and sums before them. */
final class FusePatterns {
    private FusePatterns() {}

    /**
     * The sum of a product and another value is the product with a residual.
     *
     * <pre>
     * %a = conv %x, %w          %r = conv %x, %w residual %y
     * %r = add %a, %y
     * </pre>
     *
     * Of two products the later takes the sum over. It moves to the place of the sum, so that the other operand is known there; nothing between
     * can read its result, whose only use is the sum.
     */
    static final Pattern<AddOp> ADD_INTO_PRODUCT = Pattern.on(AddOp.class, "add-into-product", (op, rewriter) -> {
        if (op.result().type().elementType() != FloatType.F32 || !op.lhs().type().equals(op.rhs().type())) {
            return rewriter.noMatch("the operands are not f32 tensors of one shape");
        }
        if (ConstantData.of(op.lhs()).isPresent() || ConstantData.of(op.rhs()).isPresent()) {
            return rewriter.noMatch("an operand is constant");
        }
        var chosen = later(candidate(op.lhs(), op), candidate(op.rhs(), op));
        if (chosen.isEmpty()) {
            return rewriter.noMatch("no operand is a product without residual, activation and other uses");
        }
        var product = chosen.get();
        var residual = product.result() == op.lhs() ? op.rhs() : op.lhs();
        rewriter.moveBefore(product, op);
        ProductOperands.of(product).orElseThrow().withResidual(residual).assign(rewriter, product);
        Clamp.of(op).ifPresent(clamp -> rewriter.setProperty(product, Clamp.PROPERTY, clamp));
        rewriter.setLocation(product, rewriter.fusedLocation(product, op));
        return rewriter.replace(op, product.result());
    });

    private static Optional<Op> candidate(Value operand, Op sum) {
        var product = operand.definingOp();
        boolean free = ProductOperands.of(product).map(p -> p.residual().isEmpty()).orElse(false) && Clamp.of(product).isEmpty();
        return free && operand.hasOneUse() && product.parentBlock() == sum.parentBlock() ? Optional.of(product) : Optional.empty();
    }

    private static Optional<Op> later(Optional<Op> a, Optional<Op> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.or(() -> b);
        }
        return a.get().isBeforeInBlock(b.get()) ? b : a;
    }

    /** {@code relu} behind a product, sum, difference or elementwise product is its clamp {@code [0, inf]}. */
    static final Pattern<ReluOp> RELU_INTO_PRODUCER = Pattern.on(ReluOp.class, "relu-into-producer",
            (op, rewriter) -> clamp(op, op.input(), 0, Double.POSITIVE_INFINITY, rewriter));

    /** {@code clamp} behind a product, sum, difference or elementwise product is its clamp. */
    static final Pattern<ClampOp> CLAMP_INTO_PRODUCER = Pattern.on(ClampOp.class, "clamp-into-producer",
            (op, rewriter) -> clamp(op, op.input(), op.min(), op.max(), rewriter));

    /** {@code relu(max_pool(conv))} is {@code max_pool(relu(conv))}, whose activation the convolution takes over. */
    static final Pattern<ReluOp> RELU_BEFORE_MAX_POOL = Pattern.on(ReluOp.class, "relu-before-max-pool", (op, rewriter) -> {
        if (!(op.input().definingOp() instanceof MaxPoolOp pool) || !op.input().hasOneUse()) {
            return rewriter.noMatch("the input is no max_pool, or something else reads it");
        }
        if (!takesActivation(pool.input())) {
            return rewriter.noMatch("no producer before the pool takes the activation over");
        }
        rewriter.setInsertionPoint(pool);
        rewriter.setOperand(pool, 0, ReluOp.create(rewriter, op.location(), pool.input()).result());
        return rewriter.replace(op, pool.result());
    });

    /** {@code relu(concat(a, conv))} is {@code concat(relu(a), relu(conv))}, if something before the concat takes its activation over. */
    static final Pattern<ReluOp> RELU_BEFORE_CONCAT = Pattern.on(ReluOp.class, "relu-before-concat", (op, rewriter) -> {
        if (!(op.input().definingOp() instanceof ConcatOp concat) || !op.input().hasOneUse()) {
            return rewriter.noMatch("the input is no concat, or something else reads it");
        }
        if (concat.operands().stream().noneMatch(FusePatterns::takesActivation)) {
            return rewriter.noMatch("no producer before the concat takes the activation over");
        }
        rewriter.setInsertionPoint(concat);
        for (int i = 0; i < concat.operandCount(); i++) {
            rewriter.setOperand(concat, i, ReluOp.create(rewriter, op.location(), concat.operand(i)).result());
        }
        return rewriter.replace(op, concat.result());
    });

    /** Whether a value comes from an operation with an activation and nothing else reads it. */
    private static boolean takesActivation(Value value) {
        return value.hasOneUse() && value.type().elementType() instanceof FloatType && hasActivation(value.definingOp());
    }

    private static boolean hasActivation(Op op) {
        return op instanceof ConvOp || op instanceof LinearOp || op instanceof AddOp || op instanceof SubOp || op instanceof MulOp;
    }

    private static Outcome clamp(Op op, Value input, double low, double high, Rewriter rewriter) {
        var producer = input.definingOp();
        if (!hasActivation(producer)) {
            return rewriter.noMatch("the input's producer has no activation");
        }
        if (!(input.type().elementType() instanceof FloatType) || !input.hasOneUse()) {
            return rewriter.noMatch("the input is quantized or has another use");
        }
        var before = Clamp.of(producer).map(c -> c.toDoubles()).orElse(new double[]{Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY});
        double min = Math.max(low, before[0]);
        double max = Math.min(high, before[1]);
        if (!(min <= max)) {
            return rewriter.noMatch("the ranges [%s, %s] and [%s, %s] do not meet", low, high, before[0], before[1]);
        }
        rewriter.setProperty(producer, Clamp.PROPERTY, Clamp.ofReals(min, max));
        rewriter.setLocation(producer, rewriter.fusedLocation(producer, op));
        return rewriter.replace(op, input);
    }

    /** {@code matmul(x, w)} with a constant matrix w is {@code linear(x, transposed w)}. */
    static final Pattern<MatMulOp> MATMUL_TO_LINEAR = Pattern.on(MatMulOp.class, "matmul-to-linear", (op, rewriter) -> {
        var constant = ConstantData.ofReals(op.rhs()).filter(c -> c.type().rank() == 2);
        if (constant.isEmpty()) {
            return rewriter.noMatch("the right operand is no constant matrix of f32");
        }
        var type = constant.get().type();
        var transposed = TensorType.of(FloatType.F32, type.dimension(1), type.dimension(0));
        var data = transposed(ConstantData.floats(constant.get()), (int) type.dimension(0), (int) type.dimension(1));
        var value = ConstantData.ofFloats(op, ConstantData.nameOf(constant.get()), transposed, data);
        var weights = ConstantOp.create(rewriter, constant.get().location(), value);
        return rewriter.replace(op, LinearOp.create(rewriter, op.location(), op.lhs(), weights.result(), Optional.empty()).result());
    });

    private static float[] transposed(float[] matrix, int rows, int columns) {
        var result = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = matrix[row * columns + column];
            }
        }
        return result;
    }

    /** An {@code avg_pool} whose only window covers the whole map is a {@code mean}, whose quantized result has a scale of its own. */
    static final Pattern<AvgPoolOp> AVG_POOL_TO_MEAN = Pattern.on(AvgPoolOp.class, "avg-pool-to-mean", (op, rewriter) -> {
        var window = op.window();
        var input = (TensorType) op.input().type();
        int first = op.layout().firstSpatialAxis();
        for (int i = 0; i < window.rank(); i++) {
            boolean whole = window.kernel().get(i) == input.dimension(first + i) && window.dilations().get(i) == 1;
            if (!whole || window.padBefore(i) != 0 || window.padAfter(i) != 0) {
                return rewriter.noMatch("the window does not cover spatial axis %d, or pads it", i);
            }
        }
        var axes = LongStream.range(first, first + window.rank()).toArray();
        return rewriter.replace(op, MeanOp.create(rewriter, op.location(), op.input(), axes, true).result());
    });
}
