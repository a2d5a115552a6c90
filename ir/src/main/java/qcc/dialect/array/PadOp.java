package qcc.dialect.array;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
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

/** A border around an array, made of its own elements or of one value. */
public final class PadOp extends Op implements ArrayMove {
    public static final OpDef<PadOp> DEF = OpDef.of("array.pad", PadOp.class, PadOp::new)
            .summary("a border around an array")
            .description(
                    """
                            `pads` counts the elements before each of the `axes`, then those after each of them; a negative count removes elements. What is
                            added holds `value` in mode `constant`, the nearest element in mode `edge`, the elements mirrored at the first or last
                            one in mode `reflect`, and in mode `wrap` those of the other end. Axes may be counted from the end.""")
            .example("""
                    %y = array.pad %x, %pads, %value, %axes {mode = "reflect"}
                        : (tensor<2x3xf32>, tensor<2xi64>, tensor<f32>, tensor<1xi64>) -> tensor<2x5xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("pads", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .operand("value", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("axes", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("mode", StringAttr.class, "what the border holds: constant, edge, reflect or wrap")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private PadOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; {@code value} is one element of the type of the input. */
    public static PadOp create(OpBuilder builder, Location location, Value input, Value pads, Value value, Value axes, PadMode mode) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, pads, value, axes)
                .property("mode", new StringAttr(mode.text())).results(type.withShape(inferShape(type.shape(), pads, axes))));
    }

    public PadMode mode() {
        return PadMode.of(stringProperty("mode"));
    }

    private static Shape inferShape(Shape input, Value pads, Value axes) {
        var counts = ConstantOperand.longs(pads);
        var where = ConstantOperand.longs(axes);
        if (counts.isEmpty() || where.isEmpty()) {
            return ArrayTypes.unknown(input.rank());
        }
        int padded = where.get().length;
        if (counts.get().length != 2 * padded) {
            throw new IllegalArgumentException("has " + counts.get().length + " pads for " + padded + " axes");
        }
        var dimensions = input.toArray();
        for (int i = 0; i < padded; i++) {
            int axis = ArrayTypes.axis(where.get()[i], input.rank());
            if (!input.isDynamic(axis)) {
                dimensions[axis] = Math.addExact(dimensions[axis], Math.addExact(counts.get()[i], counts.get()[padded + i]));
                if (dimensions[axis] < 0) {
                    throw new IllegalArgumentException("removes more elements than axis " + axis + " has");
                }
            }
        }
        return Shape.of(dimensions);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(operand(0)), operand(1), operand(3)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), operand(2));
        ArrayTypes.verifyOneElementType(check, operand(0), result());
        ArrayTypes.verifyName(check, this, "mode", EnumNames.of(PadMode.class));
    }
}
