package qcc.dialect.nn;

import java.util.List;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** A slice whose bounds are operands, in ONNX's terms: negative bounds count from the end and all are clamped.
 */
public final class DynamicSliceOp extends Op implements NnDynamic, Pure {
    public static final OpDef<DynamicSliceOp> DEF = OpDef.of("nn.dynamic_slice", DynamicSliceOp.class, DynamicSliceOp::new)
            .summary("a slice with computed bounds")
            .description("""
                    Elements `starts[i]` up to but not including `ends[i]` of axis `axes[i]`, `steps[i]` apart, as ONNX's `Slice`:
                    negative bounds and axes count from the end, and bounds are clamped to the axis. `resolve-shapes` turns it into
                    `nn.slice`.""")
            .example("""
                    %y = nn.dynamic_slice %x, %starts, %ends, %axes, %steps
                        : (tensor<1x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<?x?xf32>""")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .operand("starts", Types.INDICES_PHRASE, Types.INDICES)
            .operand("ends", Types.INDICES_PHRASE, Types.INDICES)
            .operand("axes", Types.INDICES_PHRASE, Types.INDICES)
            .operand("steps", Types.INDICES_PHRASE, Types.INDICES)
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private DynamicSliceOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static DynamicSliceOp create(OpBuilder builder, Location location, Value input, List<Value> bounds, TensorType type) {
        return builder.create(DEF, new OpState(location).operands(input).operands(bounds).results(type));
    }

    public Value input() {
        return operand(0);
    }

    public Value starts() {
        return operand(1);
    }

    public Value ends() {
        return operand(2);
    }

    public Value axes() {
        return operand(3);
    }

    public Value steps() {
        return operand(4);
    }
}
