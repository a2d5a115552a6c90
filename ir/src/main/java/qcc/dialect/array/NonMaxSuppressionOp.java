package qcc.dialect.array;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The best boxes of those that overlap. */
public final class NonMaxSuppressionOp extends Op implements ArraySampling {
    public static final OpDef<NonMaxSuppressionOp> DEF = OpDef
            .of("array.non_max_suppression", NonMaxSuppressionOp.class, NonMaxSuppressionOp::new)
            .summary("the best boxes of those that overlap")
            .description(
                    """
                            `boxes` [B, N, 4] hold y1, x1, y2, x2, or x and y of the center, width and height if `centers` holds; `scores` have shape [B, C, N]. For each entry of the
                            batch and class boxes are taken by descending score, at most `limit` of them; a box that shares more than `overlap` of the union with
                            one that was taken, or whose score is not above `threshold`, is left out. A row of the result is batch, class and box.""")
            .example("""
                    %y = array.non_max_suppression %boxes, %scores, %limit, %overlap, %threshold
                        : (tensor<1x6x4xf32>, tensor<1x2x6xf32>, tensor<1xi64>, tensor<1xf32>, tensor<1xf32>) -> tensor<?x3xi64>""")
            .operand("boxes", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .operand("scores", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .operand("limit", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .operand("overlap", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .operand("threshold", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .attribute("centers", IntegerAttr.FALSE, "whether boxes are given by center and size")
            .result("result", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .format("operands attr-dict `:` functional-type");

    private NonMaxSuppressionOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the last three operands have one element each. */
    public static NonMaxSuppressionOp create(OpBuilder builder, Location location, Value boxes, Value scores, Value limit, Value overlap,
            Value threshold, boolean centers) {
        return builder.create(DEF, new OpState(location).operands(boxes, scores, limit, overlap, threshold)
                .property("centers", IntegerAttr.ofBoolean(centers)).results(TensorType.of(IntegerType.I64, Shape.DYNAMIC, 3)));
    }

    public boolean centers() {
        return property("centers", IntegerAttr.class).isTrue();
    }

    @Override
    public List<Shape> inferShapes() {
        ArrayTypes.requireRank(ArrayTypes.shape(operand(0)), 3, "boxes");
        ArrayTypes.requireRank(ArrayTypes.shape(operand(1)), 3, "scores");
        return List.of(Shape.of(Shape.DYNAMIC, 3));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}
