package qcc.dialect.nn;

import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** A reshape to a shape given by an operand, in ONNX's terms: -1 is what is left, 0 the input's dimension unless {@code allow_zero}.
 */
public final class DynamicReshapeOp extends Op implements NnDynamic, Pure {
    public static final OpDef<DynamicReshapeOp> DEF = OpDef.of("nn.dynamic_reshape", DynamicReshapeOp.class, DynamicReshapeOp::new)
            .summary("a reshape to a computed shape")
            .description("""
                    `shape` is read as ONNX's `Reshape` does: -1, at most once, stands for what is left, and 0 for the dimension of
                    the input at that place unless `allow_zero` holds. `resolve-shapes` turns it into `nn.reshape`.""")
            .example("%y = nn.dynamic_reshape %x, %shape : (tensor<1x16x4x4xf32>, tensor<2xi64>) -> tensor<?x?xf32>")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .operand("shape", Types.INDICES_PHRASE, Types.INDICES)
            .attribute("allow_zero", IntegerAttr.FALSE, "whether 0 means an empty axis")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private DynamicReshapeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the rank of the result is the length of the shape. */
    public static DynamicReshapeOp create(OpBuilder builder, Location location, Value input, Value shape, boolean allowZero,
            TensorType type) {
        return builder.create(DEF,
                new OpState(location).operands(input, shape).property("allow_zero", IntegerAttr.ofBoolean(allowZero)).results(type));
    }

    public Value input() {
        return operand(0);
    }

    public Value shape() {
        return operand(1);
    }

    public boolean allowZero() {
        return property("allow_zero", IntegerAttr.class).isTrue();
    }
}
