package qcc.passes.shape;

import java.util.Arrays;
import java.util.List;
import qcc.dialect.array.ArrayOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.FlattenOp;
import qcc.dialect.nn.InferredTypes;
import qcc.dialect.nn.NnDynamic;
import qcc.dialect.nn.NnOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.ShapeOfOp;
import qcc.dialect.nn.SqueezeOp;
import qcc.dialect.nn.UnsqueezeOp;
import qcc.ir.Attribute;
import qcc.ir.DenseElementsAttr;
import qcc.ir.Op;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.pass.PassContext;
import qcc.ir.rewrite.Rewriter;
import qcc.passes.ConstantEvaluator;
import qcc.passes.ConstantData;

/** Resolves the shapes of operations one after the other, each after those that make its operands. */
final class StaticShapes {
    /** Larger constants are no shapes: constant folding decides about them. */
    private static final long MAX_SHAPE_ELEMENTS = 4096;

    private final Rewriter rewriter;
    private final PassContext context;
    private final ConstantEvaluator evaluator = new ConstantEvaluator();
    private long evaluated;

    StaticShapes(Rewriter rewriter, PassContext context) {
        this.rewriter = rewriter;
        this.context = context;
    }

    /** How many operations became constants. */
    long evaluated() {
        return evaluated;
    }

    /** Makes the results of an operation static; false if an error was reported. */
    boolean resolve(Op op) {
        if (!(op instanceof NnOp || op instanceof ArrayOp) || op instanceof ConstantOp) {
            return true;
        }
        try {
            inferResults(op);
            rewriter.setInsertionPoint(op);
            if (op instanceof ShapeOfOp shapeOf && operandsAreStatic(op)) {
                replaceByConstant(op, dimensions(shapeOf));
            } else if (isShapeArithmetic(op)) {
                evaluate(op);
            } else if (op instanceof NnDynamic dynamic) {
                resolveDynamic(dynamic, op);
            } else if ((op instanceof FlattenOp || op instanceof SqueezeOp || op instanceof UnsqueezeOp) && operandsAreStatic(op)) {
                replace(op, reshape(op));
            }
            return true;
        } catch (IllegalArgumentException e) {
            context.error(op, "%s", e.getMessage());
            return false;
        }
    }

    /** What the operation becomes may be a computation on shapes itself. */
    private void resolveDynamic(NnDynamic dynamic, Op op) {
        var replacement = new DynamicOps(rewriter).toStatic(dynamic);
        if (replacement.isEmpty()) {
            return;
        }
        var made = replacement.get().definingOp();
        replace(op, replacement.get());
        if (made != null && !(made instanceof ConstantOp) && isShapeArithmetic(made)) {
            rewriter.setInsertionPoint(made);
            evaluate(made);
        }
    }

    private void evaluate(Op op) {
        var name = ConstantData.nameOf((ConstantOp) op.operand(0).definingOp());
        replaceByConstant(op, evaluator.evaluate(op, name));
    }

    private void inferResults(Op op) {
        if (op instanceof InferredTypes inferred && operandsAreStatic(op)) {
            var shapes = inferred.inferShapes();
            for (int i = 0; i < op.resultCount(); i++) {
                setShape(op.result(i), shapes.get(i));
            }
        } else if (op instanceof ReshapeOp reshape && operandsAreStatic(op)) {
            var input = ((TensorType) reshape.input().type()).shape();
            setShape(op.result(), DynamicOps.completed(((TensorType) op.result().type()).shape(), input.elements()));
        }
    }

    private static boolean operandsAreStatic(Op op) {
        return op.operandTypes().stream().allMatch(t -> t instanceof TensorType tensor && tensor.shape().isStatic());
    }

    /** An inferred shape must not contradict what the result states. */
    private void setShape(Value result, Shape shape) {
        var type = (TensorType) result.type();
        if (!InferredTypes.agree(type.shape(), shape)) {
            throw new IllegalArgumentException("states the result shape " + type.shape() + " but " + shape + " follows from its operands");
        }
        var known = merged(type.shape(), shape);
        if (!type.shape().equals(known)) {
            rewriter.setType(result, type.withShape(known));
        }
    }

    /** What either of two shapes that agree knows. */
    private static Shape merged(Shape stated, Shape inferred) {
        var dimensions = inferred.toArray();
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = inferred.isDynamic(i) ? stated.dimension(i) : dimensions[i];
        }
        return Shape.of(dimensions);
    }

    private static DenseElementsAttr dimensions(ShapeOfOp op) {
        var all = ((TensorType) op.input().type()).shape().toArray();
        var taken = Arrays.copyOfRange(all, (int) op.start(), (int) op.end());
        return DenseElementsAttr.ofLongs(((TensorType) op.result().type()).withShape(Shape.of(taken.length)), taken);
    }

    private static boolean isShapeArithmetic(Op op) {
        return op.operandCount() > 0 && ConstantEvaluator.hasConstantOperands(op)
                && ConstantEvaluator.resultElements(op).orElse(Long.MAX_VALUE) <= MAX_SHAPE_ELEMENTS;
    }

    private void replaceByConstant(Op op, Attribute value) {
        evaluated++;
        replace(op, ConstantOp.create(rewriter, op.location(), value).result());
    }

    private Value reshape(Op op) {
        return ReshapeOp.create(rewriter, op.location(), op.operand(0), ((TensorType) op.result().type()).shape()).result();
    }

    private void replace(Op op, Value value) {
        rewriter.replace(op, List.of(value));
    }
}
