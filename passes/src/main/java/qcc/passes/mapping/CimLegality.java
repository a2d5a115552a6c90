package qcc.passes.mapping;

import java.util.Arrays;
import java.util.Optional;
import qcc.chip.Chip;
import qcc.chip.VectorOp;
import qcc.chip.Xbar;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.BatchNormOp;
import qcc.dialect.nn.CastOp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.DropoutOp;
import qcc.dialect.nn.FlattenOp;
import qcc.dialect.nn.IdentityOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.LinearOp;
import qcc.dialect.nn.MatMulOp;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.NnDynamic;
import qcc.dialect.nn.NnElementwise;
import qcc.dialect.nn.NnOp;
import qcc.dialect.nn.NnPool;
import qcc.dialect.nn.NnProduct;
import qcc.dialect.nn.NnReduction;
import qcc.dialect.nn.NnShape;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.RequantizeOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.SigmoidOp;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.nn.SoftmaxOp;
import qcc.dialect.nn.SqueezeOp;
import qcc.dialect.nn.SubOp;
import qcc.dialect.nn.TanhOp;
import qcc.dialect.nn.TransposeOp;
import qcc.dialect.nn.UnsqueezeOp;
import qcc.dialect.quant.UniformType;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * What a compute-in-memory chip can execute, and for everything else the reason why not.
 *
 * <p>Feature maps are 8-bit signed integers on one grid each; windows slide over two axes, channels last.
 */
public final class CimLegality {
    private static final int WEIGHT_BITS = 8;
    private static final int MAX_WINDOW = 255;

    private final Chip chip;

    public CimLegality(Chip chip) {
        this.chip = chip;
    }

    /** Why the chip cannot execute an operation; empty if it can. */
    public Optional<String> refusal(Op op) {
        if (!(op instanceof NnOp nn)) {
            return Optional.of("it is not an operation of a network");
        }
        if (op instanceof ConstantOp) {
            return Optional.of("constants are not executed");
        }
        var type = types(op);
        return type.isPresent() ? type : refusalOf(nn);
    }

    private static Optional<String> types(Op op) {
        for (var result : op.results()) {
            if (!isByteMap(result)) {
                return Optional.of("its result is not a static tensor of signed 8-bit integers on one grid");
            }
        }
        return Optional.empty();
    }

    private static boolean isByteMap(Value value) {
        return value.type() instanceof TensorType t && t.shape().isStatic() && t.shape().elements() > 0
                && t.element() instanceof UniformType u
                && u.storageType().width() == 8 && u.isSigned() && u.storageMin() >= Byte.MIN_VALUE;
    }

    private static boolean isConstant(Value value) {
        return value.definingOp() instanceof ConstantOp;
    }

    private Optional<String> refusalOf(NnOp op) {
        return switch (op) {
            case ConstantOp _ -> Optional.of("constants are not executed");
            case NnProduct p -> product(p);
            case NnElementwise e -> elementwise(e);
            case NnPool p -> pool(p);
            case NnReduction r -> reduction(r);
            case NnShape s -> shape(s);
            case NnDynamic _ -> Optional.of("its shape is computed at run time");
        };
    }

    private Optional<String> product(NnProduct op) {
        return switch (op) {
            case ConvOp c -> convolution(c);
            case LinearOp l -> weights(l, l.input(), l.weights(), l.bias(), l.residual());
            case MatMulOp _ -> Optional.of("crossbars multiply with constant weights only");
        };
    }

    private Optional<String> convolution(ConvOp op) {
        var window = op.window();
        if (window.rank() != 2 || op.layout() != Layout.NHWC) {
            return Optional.of("windows slide over two axes, channels last");
        }
        if (batch(op.input()) != 1) {
            return Optional.of("a map holds one sample");
        }
        if (window.kernel().stream().anyMatch(k -> k > MAX_WINDOW)) {
            return Optional.of("a window has at most " + MAX_WINDOW + " rows and columns");
        }
        return weights(op, op.input(), op.weights(), op.bias(), op.residual());
    }

    private static long batch(Value value) {
        return ((TensorType) value.type()).dimension(0);
    }

    private Optional<String> weights(Op op, Value input, Value weights, Optional<Value> bias, Optional<Value> residual) {
        if (!isByteMap(input) || residual.isPresent() && !isByteMap(residual.get())) {
            return Optional.of("its operands are not 8-bit integers on one grid");
        }
        if (!isConstant(weights) || bias.isPresent() && !isConstant(bias.get())) {
            return Optional.of("crossbars multiply with constant weights only");
        }
        if (!WeightScales.of(weights).map(WeightScales::isSymmetricByte).orElse(false)) {
            return Optional.of("weights are symmetric 8-bit integers");
        }
        if (chip.xbar().kind() != Xbar.Kind.DIGITAL) {
            return Optional.of("products of analog crossbars are not generated");
        }
        return mode(op);
    }

    private Optional<String> mode(Op op) {
        return switch (RequantizeMode.of(op)) {
            case DOUBLE -> chip.legalOperations().refusal(qcc.chip.RequantizeMode.DOUBLE);
            case SINGLE -> chip.legalOperations().refusal(qcc.chip.RequantizeMode.SINGLE);
            case FLOAT -> chip.legalOperations().refusal(qcc.chip.RequantizeMode.FLOAT);
            case SHIFT -> chip.legalOperations().refusal(qcc.chip.RequantizeMode.SHIFT);
        };
    }

    private Optional<String> vector(Op op, VectorOp needed) {
        if (!op.operands().stream().allMatch(CimLegality::isByteMap)) {
            return Optional.of("its operands are not 8-bit integers on one grid");
        }
        return chip.legalOperations().refusal(needed);
    }

    private Optional<String> elementwise(NnElementwise op) {
        return switch (op) {
            case AddOp a -> binary(a, VectorOp.ADD);
            case SubOp s -> binary(s, VectorOp.SUB);
            case MulOp m -> binary(m, VectorOp.MUL);
            case ReluOp r -> vector(r, VectorOp.CLIP);
            case ClampOp c -> vector(c, VectorOp.CLIP);
            case RequantizeOp r -> vector(r, VectorOp.REQUANTIZE).or(() -> mode(r));
            case SigmoidOp s -> vector(s, VectorOp.TABLE);
            case TanhOp t -> vector(t, VectorOp.TABLE);
            case IdentityOp i -> vector(i, VectorOp.COPY);
            case DropoutOp d -> vector(d, VectorOp.COPY);
            case BatchNormOp _ -> Optional.of("batch normalization must be folded into weights");
            case CastOp _ -> Optional.of("the device does not convert numbers");
            case DivOp _ -> Optional.of("the device does not divide");
        };
    }

    private Optional<String> binary(Op op, VectorOp needed) {
        if (op.operands().stream().anyMatch(CimLegality::isConstant)) {
            return Optional.of("the device takes no constant feature maps");
        }
        var shape = ((TensorType) op.result(0).type()).shape();
        if (!op.operands().stream().allMatch(v -> ((TensorType) v.type()).shape().equals(shape))) {
            return Optional.of("the device does not broadcast");
        }
        return vector(op, needed).or(() -> mode(op));
    }

    private Optional<String> pool(NnPool op) {
        var window = op.window();
        if (window.rank() != 2 || op.layout() != Layout.NHWC || batch(((Op) op).operand(0)) != 1) {
            return Optional.of("windows slide over two axes of one sample, channels last");
        }
        if (window.kernel().stream().anyMatch(k -> k > MAX_WINDOW)) {
            return Optional.of("a window has at most " + MAX_WINDOW + " rows and columns");
        }
        return switch (op) {
            case AvgPoolOp a -> vector(a, VectorOp.POOL);
            case MaxPoolOp m -> vector(m, VectorOp.POOL);
        };
    }

    private Optional<String> reduction(NnReduction op) {
        return switch (op) {
            case MeanOp m when ((TensorType) m.input().type()).rank() != 4 || batch(m.input()) != 1
                    || !Arrays.equals(m.axes(), new long[]{1, 2}) ->
                Optional.of("the device takes means over both spatial axes, channels last");
            case MeanOp m -> vector(m, VectorOp.REDUCE).or(() -> mode(m));
            case SoftmaxOp _ -> Optional.of("the device has no exponentials");
        };
    }

    private Optional<String> shape(NnShape op) {
        return switch (op) {
            case ConcatOp c when c.operands().stream().anyMatch(CimLegality::isConstant) ->
                Optional.of("the device takes no constant feature maps");
            case ConcatOp c -> vector(c, VectorOp.COPY);
            case PadOp p when Arrays.stream(p.low()).anyMatch(n -> n < 0) || Arrays.stream(p.high()).anyMatch(n -> n < 0) ->
                Optional.of("a pad that removes elements must be a slice");
            case PadOp p -> vector(p, VectorOp.COPY);
            case SliceOp s -> vector(s, VectorOp.COPY);
            case TransposeOp t -> vector(t, VectorOp.COPY);
            case ReshapeOp r -> vector(r, VectorOp.COPY);
            case FlattenOp f -> vector(f, VectorOp.COPY);
            case SqueezeOp s -> vector(s, VectorOp.COPY);
            case UnsqueezeOp u -> vector(u, VectorOp.COPY);
        };
    }

    /** The width of the weights that the mapping expects. */
    static int weightBits() {
        return WEIGHT_BITS;
    }
}
