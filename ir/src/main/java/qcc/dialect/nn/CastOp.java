package qcc.dialect.nn;

import java.util.List;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Converts numbers to the element type of the result, as ONNX does: floating-point to integer truncates toward zero. */
public final class CastOp extends Op implements NnElementwise, Pure, InferredTypes {
    public static final OpDef<CastOp> DEF = OpDef.of("nn.cast", CastOp.class, CastOp::new)
            .summary("converts numbers to another element type")
            .description("""
                    The element type of the result says what to convert to. Reals become integers by truncation toward zero,
                    everything but zero becomes true, and an integer too wide for the result keeps its low bits. Reals that are too
                    large for a floating-point type of 8 bits or less become its largest finite number, infinities too, or, if
                    `saturate` is false, its infinity or, where it has none, NaN. Quantized tensors are not converted: see
                    `nn.requantize` and `quant.qcast`.""")
            .example("%y = nn.cast %x : (tensor<4xi64>) -> tensor<4xf32>")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .attribute("saturate", IntegerAttr.TRUE, "whether 8-bit floating-point results stay finite")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private CastOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the conversion to an element type. */
    public static CastOp create(OpBuilder builder, Location location, Value input, Type element) {
        return create(builder, location, input, element, true);
    }

    /**
     * Makes the conversion to an element type.
     *
     * @param saturate whether results of a floating-point type of 8 bits or less stay finite
     */
    public static CastOp create(OpBuilder builder, Location location, Value input, Type element, boolean saturate) {
        return builder.create(DEF, new OpState(location).operands(input).property("saturate", saturate ? null : IntegerAttr.FALSE)
                .results(((TensorType) input.type()).withElement(element)));
    }

    public Value input() {
        return operand(0);
    }

    public boolean saturate() {
        return property("saturate", IntegerAttr.class).isTrue();
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(((TensorType) input().type()).shape());
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}
