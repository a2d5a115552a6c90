package qcc.passes.shape;

import java.util.List;
import java.util.Optional;
import qcc.dialect.array.ArrayOp;
import qcc.dialect.nn.ConstantOfShapeOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.NnDynamic;
import qcc.dialect.nn.NnOp;
import qcc.ir.Attribute;
import qcc.ir.DenseElementsAttr;
import qcc.ir.Op;
import qcc.ir.Pure;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.ValuePreserving;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Option;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.rewrite.Rewriter;
import qcc.passes.ConstantData;
import qcc.passes.ConstantEvaluator;

/**
 * Evaluates operations whose operands are constants.
 *
 * <pre>
 * %c = nn.constant {value = dense&lt;2.0&gt; : tensor&lt;4xf32&gt;}
 * %r = nn.sigmoid %c                                          becomes   %r = nn.constant {value = dense&lt;0.880797&gt; ...}
 * </pre>
 *
 * Results of more than {@code max-elements} elements are left, except splats of computed shape, which cost nothing: a
 * {@code constant_of_shape} or a reshaped splat stays a splat.
 */
@PassInfo(name = "constant-fold", summary = "evaluates operations whose operands are constants", effect = NumericEffect.EXACT, anchor = "func.func")
public record ConstantFoldPass(@Option("elements of a result at most") long maxElements) implements Pass {
    public ConstantFoldPass {
        if (maxElements < 0) {
            throw new IllegalArgumentException("max-elements must not be negative: " + maxElements);
        }
    }

    public ConstantFoldPass() {
        this(1L << 24);
    }

    @Override
    public Result run(Op root, PassContext context) {
        var rewriter = new Rewriter(info().name());
        var evaluator = new ConstantEvaluator();
        for (var region : root.regions()) {
            for (var block : region) {
                for (var op : block) {
                    if (!isCandidate(op)) {
                        continue;
                    }
                    try {
                        value(op, rewriter, evaluator).ifPresent(value -> replace(op, value, rewriter, context));
                    } catch (IllegalArgumentException e) {
                        return context.error(op, "%s", e.getMessage());
                    }
                }
            }
        }
        return Result.changedIf(rewriter.changeCount() > 0);
    }

    private static boolean isCandidate(Op op) {
        return (op instanceof NnOp || op instanceof ArrayOp) && op instanceof Pure && op.operandCount() > 0 && op.resultCount() == 1
                && ConstantEvaluator.hasConstantOperands(op);
    }

    private Optional<Attribute> value(Op op, Rewriter rewriter, ConstantEvaluator evaluator) {
        if (op instanceof ConstantOfShapeOp fill) {
            rewriter.setInsertionPoint(op);
            return new DynamicOps(rewriter).toStatic(fill).map(v -> takeValue(v, rewriter));
        }
        var first = (ConstantOp) op.operand(0).definingOp();
        if (op instanceof ValuePreserving && ConstantData.isSplat(first) && op.result().type() instanceof TensorType type
                && type.shape().isStatic()) {
            return Optional.of(resized(first, type));
        }
        boolean small = ConstantEvaluator.resultElements(op).orElse(Long.MAX_VALUE) <= maxElements;
        return small && !(op instanceof NnDynamic dynamic && !isEvaluable(dynamic))
                ? Optional.of(evaluator.evaluate(op, ConstantData.nameOf(first)))
                : Optional.empty();
    }

    private static boolean isEvaluable(NnDynamic dynamic) {
        return ConstantEvaluator.resultElements((Op) dynamic).isPresent();
    }

    private static Attribute takeValue(Value value, Rewriter rewriter) {
        var constant = (ConstantOp) value.definingOp();
        var data = constant.value();
        rewriter.erase(constant);
        return data;
    }

    private static DenseElementsAttr resized(ConstantOp splat, TensorType type) {
        var data = (DenseElementsAttr) splat.value();
        var bytes = new byte[data.rawBytes().remaining()];
        data.rawBytes().get(bytes);
        return DenseElementsAttr.ofBytes(((TensorType) data.type()).withShape(type.shape()), bytes);
    }

    private static void replace(Op op, Attribute value, Rewriter rewriter, PassContext context) {
        rewriter.setInsertionPoint(op);
        var constant = ConstantOp.create(rewriter, op.location(), value, op.result().type());
        rewriter.replace(op, List.of(constant.result()));
        context.count("ops-folded", 1);
    }
}
