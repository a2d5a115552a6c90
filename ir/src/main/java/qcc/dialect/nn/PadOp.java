package qcc.dialect.nn;

import java.util.Arrays;
import java.util.List;
import qcc.ir.Attribute;
import qcc.ir.DenseArrayAttr;
import qcc.ir.FloatAttr;
import qcc.ir.FoldResult;
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

/** Adds elements of one value, or removes elements where a count is negative, at both ends of every axis.
 *
 * <p>The value is a real also for a quantized tensor, where its integer on the grid is used.
 */
public final class PadOp extends Op implements NnShape, Pure, InferredTypes {
    public static final OpDef<PadOp> DEF = OpDef.of("nn.pad", PadOp.class, PadOp::new)
            .summary("a tensor with a border")
            .description("""
                    `low[i]` elements before and `high[i]` after those of axis i hold `value`; a negative count removes elements.
                    The value is a real also for a quantized tensor, where its integer on the grid is used. Input and result share
                    one element type.""")
            .example("""
                    %y = nn.pad %x {high = array<i64: 0, 0, 1, 1>, low = array<i64: 0, 0, 1, 1>, value = 0.000000e+00 : f64}
                        : (tensor<1x3x8x8xf32>) -> tensor<1x3x10x10xf32>""")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .attribute("low", DenseArrayAttr.class, "elements added before the first, for every axis")
            .attribute("high", DenseArrayAttr.class, "elements added after the last, for every axis")
            .attribute("value", FloatAttr.of(0), "the value of the added elements, f64")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private PadOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static PadOp create(OpBuilder builder, Location location, Value input, long[] low, long[] high, double value) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input).property("low", DenseArrayAttr.ofLongs(low))
                .property("high", DenseArrayAttr.ofLongs(high)).property("value", FloatAttr.of(value))
                .results(type.withShape(inferShape(type.shape(), low, high))));
    }

    public Value input() {
        return operand(0);
    }

    public long[] low() {
        return longsProperty("low");
    }

    public long[] high() {
        return longsProperty("high");
    }

    public double value() {
        return property("value", FloatAttr.class).value();
    }

    private static Shape inferShape(Shape input, long[] low, long[] high) {
        if (low.length != input.rank() || high.length != input.rank()) {
            throw new IllegalArgumentException("expects two pads for each of " + input.rank() + " axes");
        }
        var dimensions = input.toArray();
        for (int i = 0; i < dimensions.length; i++) {
            if (dimensions[i] != Shape.DYNAMIC) {
                dimensions[i] += low[i] + high[i];
                if (dimensions[i] < 0) {
                    throw new IllegalArgumentException("removes more elements than axis " + i + " has");
                }
            }
        }
        return Shape.of(dimensions);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(((TensorType) input().type()).shape(), low(), high()));
    }

    /** A border of nothing does nothing. */
    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        boolean empty = Arrays.stream(low()).allMatch(p -> p == 0) && Arrays.stream(high()).allMatch(p -> p == 0);
        return empty && input().type().equals(result().type()) ? new FoldResult.To(input()) : FoldResult.NONE;
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        if (!input().type().elementType().equals(result().type().elementType())) {
            check.error("expects input and result of one element type");
        }
    }
}
