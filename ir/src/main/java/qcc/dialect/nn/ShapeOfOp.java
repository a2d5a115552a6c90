package qcc.dialect.nn;

import java.util.List;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The dimensions {@code start} to {@code end} of a tensor, as i64. */
public final class ShapeOfOp extends Op implements NnDynamic, Pure, InferredTypes {
    public static final OpDef<ShapeOfOp> DEF = OpDef.of("nn.shape_of", ShapeOfOp.class, ShapeOfOp::new)
            .summary("the dimensions of a tensor")
            .description("""
                    Dimensions `start` up to but not including `end` of the input, counted from 0, as a vector; what ONNX's `Shape`
                    becomes. Known dimensions are constants to `resolve-shapes`.""")
            .example("%y = nn.shape_of %x {end = 2 : i64, start = 0 : i64} : (tensor<?x16x4x4xf32>) -> tensor<2xi64>")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .attribute("start", IntegerAttr.of(0), "the first axis")
            .optionalAttribute("end", IntegerAttr.class, "behind the last axis; the rank where it is absent")
            .result("result", Types.INDICES_PHRASE, Types.INDICES)
            .format("operands attr-dict `:` functional-type");

    private ShapeOfOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static ShapeOfOp create(OpBuilder builder, Location location, Value input, long start, long end) {
        return builder.create(DEF,
                new OpState(location).operands(input).property("start", IntegerAttr.of(start)).property("end", IntegerAttr.of(end))
                        .results(TensorType.of(IntegerType.I64, end - start)));
    }

    public Value input() {
        return operand(0);
    }

    public long start() {
        return longProperty("start");
    }

    public long end() {
        return optionalProperty("end", IntegerAttr.class).map(IntegerAttr::value).orElse((long) ((TensorType) input().type()).rank());
    }

    @Override
    public List<Shape> inferShapes() {
        long rank = ((TensorType) input().type()).rank();
        if (start() < 0 || start() > end() || end() > rank) {
            throw new IllegalArgumentException("asks for axes " + start() + " to " + end() + " of a tensor of rank " + rank);
        }
        return List.of(Shape.of(end() - start()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}
