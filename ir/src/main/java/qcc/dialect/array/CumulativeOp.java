package qcc.dialect.array;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Running sums or products along an axis. */
public final class CumulativeOp extends Op implements ArrayReduction {
    public static final OpDef<CumulativeOp> DEF = OpDef.of("array.cumulative", CumulativeOp.class, CumulativeOp::new)
            .summary("running sums or products along an axis")
            .description(
                    """
                            Element i along `axis`, which may be counted from the end, is the sum (`function` is `sum`) or the product (`product`) of elements
                            0 to i, or 0 to i - 1 if `exclusive` holds; from the end instead of from the start if `reverse` holds.""")
            .example("""
                    %y = array.cumulative %x, %axis {function = "sum"} : (tensor<2x3xf32>, tensor<i64>) -> tensor<2x3xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("axis", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("function", StringAttr.class, "sum or product")
            .attribute("exclusive", IntegerAttr.FALSE, "whether an element is left out of its own result")
            .attribute("reverse", IntegerAttr.FALSE, "whether the end comes first")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private CumulativeOp(OpState state) {
        super(DEF, state);
    }

    private static final List<String> FUNCTIONS = List.of("sum", "product");

    /** Makes the operation. */
    public static CumulativeOp create(OpBuilder builder, Location location, Value input, Value axis, String function, boolean exclusive,
            boolean reverse) {
        return builder.create(DEF, new OpState(location).operands(input, axis).property("function", new StringAttr(function))
                .property("exclusive", IntegerAttr.ofBoolean(exclusive)).property("reverse", IntegerAttr.ofBoolean(reverse))
                .results(input.type()));
    }

    /** Whether elements are multiplied instead of added. */
    public boolean multiplies() {
        return stringProperty("function").equals("product");
    }

    public boolean exclusive() {
        return property("exclusive", IntegerAttr.class).isTrue();
    }

    public boolean reverse() {
        return property("reverse", IntegerAttr.class).isTrue();
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(ArrayTypes.shape(operand(0)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
        ArrayTypes.verifyName(check, this, "function", FUNCTIONS);
    }
}
