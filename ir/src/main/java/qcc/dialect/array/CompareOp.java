package qcc.dialect.array;

import java.util.List;
import qcc.dialect.nn.Broadcast;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Compares two tensors element by element. */
public final class CompareOp extends Op implements ArrayElementwise {
    public static final OpDef<CompareOp> DEF = OpDef.of("array.compare", CompareOp.class, CompareOp::new)
            .summary("an element-wise comparison")
            .description("""
                    Operands are broadcast as NumPy does. `predicate` is `eq`, `lt`, `le`, `gt` or `ge`; unsigned integers are compared
                    as such, and a comparison with NaN is false.""")
            .example("""
                    %y = array.compare %a, %b {predicate = "lt"} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xi1>""")
            .operand("lhs", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("rhs", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .attribute("predicate", StringAttr.class, "what is asked: eq, lt, le, gt or ge")
            .result("result", ArrayTypes.BOOLEANS_PHRASE, ArrayTypes.BOOLEANS)
            .format("operands attr-dict `:` functional-type");

    private CompareOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the comparison of operands of one element type. */
    public static CompareOp create(OpBuilder builder, Location location, Value lhs, Value rhs, ComparePredicate predicate) {
        var shape = Broadcast.shapes(ArrayTypes.shape(lhs), ArrayTypes.shape(rhs));
        return builder.create(DEF, new OpState(location).operands(lhs, rhs).property("predicate", new StringAttr(predicate.text()))
                .results(new TensorType(shape, IntegerType.I1)));
    }

    public ComparePredicate predicate() {
        return ComparePredicate.of(stringProperty("predicate"));
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(Broadcast.shapes(ArrayTypes.shape(operand(0)), ArrayTypes.shape(operand(1))));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), operand(1));
        ArrayTypes.verifyName(check, this, "predicate", ComparePredicate.NAMES);
    }
}
