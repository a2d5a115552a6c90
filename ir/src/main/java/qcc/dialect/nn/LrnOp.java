package qcc.dialect.nn;

import java.util.List;
import qcc.ir.FloatAttr;
import qcc.ir.IntegerAttr;
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

/** Local response normalization: {@code x / (bias + alpha / size * sum(x^2))^beta}, the sum over neighboring channels. */
public final class LrnOp extends Op implements NnReduction, Pure, InferredTypes {
    public static final OpDef<LrnOp> DEF = OpDef.of("nn.lrn", LrnOp.class, LrnOp::new)
            .summary("normalization over neighboring channels")
            .description("""
                    `x / (bias + alpha / size * sum)^beta`, where `sum` adds the squares of the elements at the same place in the
                    channels from `c - floor((size - 1) / 2)` to `c + ceil((size - 1) / 2)` that exist. The channels are axis 1.""")
            .example("""
                    %y = nn.lrn %x {alpha = 1.000000e-04 : f64, beta = 7.500000e-01 : f64, bias = 1.000000e+00 : f64, size = 5 : i64}
                        : (tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>""")
            .operand("input", Types.REAL_PHRASE, Types.REAL)
            .attribute("alpha", FloatAttr.class, "the factor of the mean of squares, f64")
            .attribute("beta", FloatAttr.class, "the exponent, f64")
            .attribute("bias", FloatAttr.class, "what is added to the mean, f64")
            .attribute("size", IntegerAttr.class, "the number of channels in a sum, from 1")
            .result("result", Types.REAL_PHRASE, Types.REAL)
            .format("operands attr-dict `:` functional-type");

    private LrnOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static LrnOp create(OpBuilder builder, Location location, Value input, double alpha, double beta, double bias, long size) {
        return builder.create(DEF, new OpState(location).operands(input).property("alpha", FloatAttr.of(alpha))
                .property("beta", FloatAttr.of(beta)).property("bias", FloatAttr.of(bias)).property("size", IntegerAttr.of(size))
                .results(input.type()));
    }

    public Value input() {
        return operand(0);
    }

    public double alpha() {
        return property("alpha", FloatAttr.class).value();
    }

    public double beta() {
        return property("beta", FloatAttr.class).value();
    }

    public double bias() {
        return property("bias", FloatAttr.class).value();
    }

    public long size() {
        return longProperty("size");
    }

    @Override
    public List<Shape> inferShapes() {
        var shape = ((TensorType) input().type()).shape();
        if (shape.rank() < 2) {
            throw new IllegalArgumentException("normalizes over channels, which are axis 1, but the input has rank " + shape.rank());
        }
        if (size() < 1) {
            throw new IllegalArgumentException("sums over %d channels; at least 1 is needed".formatted(size()));
        }
        return List.of(shape);
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}
