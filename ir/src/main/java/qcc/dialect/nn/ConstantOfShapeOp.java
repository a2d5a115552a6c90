package qcc.dialect.nn;

import qcc.ir.DenseElementsAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** A tensor of a shape given by an operand, every element of which is {@code value}. */
public final class ConstantOfShapeOp extends Op implements NnDynamic, Pure {
    public static final OpDef<ConstantOfShapeOp> DEF = OpDef.of("nn.constant_of_shape", ConstantOfShapeOp.class, ConstantOfShapeOp::new)
            .summary("a computed shape filled with one value")
            .description("""
                    `shape` holds the dimensions of the result, `value` one element. Part of shape subgraphs: `constant-fold`
                    evaluates it once its operand is known.""")
            .example("""
                    %y = nn.constant_of_shape %shape {value = dense<0.000000e+00> : tensor<1xf32>} : (tensor<2xi64>) -> tensor<?x?xf32>""")
            .operand("shape", Types.INDICES_PHRASE, Types.INDICES)
            .attribute("value", DenseElementsAttr.class, "one element")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private ConstantOfShapeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static ConstantOfShapeOp create(OpBuilder builder, Location location, Value shape, DenseElementsAttr value, TensorType type) {
        return builder.create(DEF, new OpState(location).operands(shape).property("value", value).results(type));
    }

    public Value shape() {
        return operand(0);
    }

    public DenseElementsAttr value() {
        return property("value", DenseElementsAttr.class);
    }
}
