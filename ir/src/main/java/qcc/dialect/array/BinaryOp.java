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

/** A function of two elements, broadcast. */
public final class BinaryOp extends Op implements ArrayElementwise {
    public static final OpDef<BinaryOp> DEF = OpDef.of("array.binary", BinaryOp.class, BinaryOp::new)
            .summary("a function of two elements")
            .description("""
                    Operands are broadcast as NumPy does. `function` is one of

                    - `pow`: the power; the exponent may have another element type;
                    - `mod`, `fmod`: the remainder with the sign of the divisor, and with that of the dividend;
                    - `min`, `max`: NaN if one of them is;
                    - `and`, `or`, `xor`: of all bits of integers, or of booleans;
                    - `shift_left`, `shift_right`: integers moved by bits, zeros or copies of the sign moving in;
                    - `prelu`: `x` where it is not negative, `x * y` elsewhere.

                    Integers are two's complement numbers; division by zero is an error.""")
            .example("""
                    %y = array.binary %a, %b {function = "max"} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>""")
            .operand("lhs", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("rhs", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .attribute("function", StringAttr.class, "the name of the function")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private BinaryOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the result has the element type of the left operand. */
    public static BinaryOp create(OpBuilder builder, Location location, Value lhs, Value rhs, BinaryFunction function) {
        var shape = Broadcast.shapes(ArrayTypes.shape(lhs), ArrayTypes.shape(rhs));
        return builder.create(DEF, new OpState(location).operands(lhs, rhs).property("function", new StringAttr(function.text()))
                .results(new TensorType(shape, lhs.type().elementType())));
    }

    public BinaryFunction function() {
        return BinaryFunction.of(stringProperty("function"));
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(Broadcast.shapes(ArrayTypes.shape(operand(0)), ArrayTypes.shape(operand(1))));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyName(check, this, "function", BinaryFunction.NAMES);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
        if (!stringProperty("function").equals(BinaryFunction.POW.text())) {
            ArrayTypes.verifyOneElementType(check, operand(0), operand(1));
        }
        boolean integers = operand(0).type().elementType() instanceof IntegerType;
        if (!integers && BinaryFunction.ON_BITS.contains(stringProperty("function"))) {
            check.error("expects integers for %s", stringProperty("function"));
        }
    }
}
