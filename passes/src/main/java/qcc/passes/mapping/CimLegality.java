package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import qcc.chip.Chip;
import qcc.chip.InputDrive;
import qcc.chip.LegalOperations;
import qcc.chip.VectorOp;
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
import qcc.dialect.nn.LrnOp;
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
import qcc.dialect.nn.PartialSums;
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
import qcc.dialect.nn.UnaryOp;
import qcc.dialect.nn.UnsqueezeOp;
import qcc.dialect.nn.Window;
import qcc.dialect.quant.QuantizedType;
import qcc.dialect.quant.UniformType;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.passes.ProductOperands;

/**
 * What a compute-in-memory chip can execute, and for everything else the reason why not.
 *
 * <p>Feature maps are 8-bit signed integers on one grid each; windows slide over two axes, channels last.
 */
public final class CimLegality {
    private static final int WEIGHT_BITS = 8;
    private static final int BIAS_BITS = 32;
    private static final int MAX_WINDOW = 255;
    private static final int LEAST_INPUT = -128;
    private static final long[] SPATIAL_AXES = {1, 2};

    private final Chip chip;
    private final LegalOperations legal;
    private final List<CoreKind> kinds;

    public CimLegality(Chip chip) {
        this.chip = chip;
        this.legal = chip.legalOperations();
        this.kinds = CoreKind.of(chip);
    }

    /** Why the chip cannot execute an operation; empty if it can. */
    public Optional<String> refusal(Op op) {
        if (!(op instanceof NnOp nn)) {
            return Optional.of("it is not an operation of a network");
        }
        return switch (nn) {
            case ConstantOp _ -> Optional.of("constants are not executed");
            case NnDynamic _ -> Optional.of("its shape is computed at run time");
            case NnElementwise e -> result(op).or(() -> elementwise(e));
            case NnPool p -> result(op).or(() -> pool(p));
            case NnProduct p -> PartialSums.are(op.result()) ? product(p) : result(op).or(() -> product(p));
            case NnReduction r -> result(op).or(() -> reduction(r));
            case NnShape s -> result(op).or(() -> shape(s));
        };
    }

    private static Optional<String> result(Op op) {
        return isByteMap(op.result())
                ? Optional.empty()
                : Optional.of("its result is not a static tensor of signed 8-bit integers on one grid");
    }

    private static boolean isByteMap(Value value) {
        return value.type() instanceof TensorType t && t.shape().isStatic() && t.shape().elements() > 0
                && t.element() instanceof UniformType u && u.storageWidth() == 8 && u.isSigned();
    }

    private static boolean isConstant(Value value) {
        return value.definingOp() instanceof ConstantOp;
    }

    /** Why values cannot be feature maps on the device. */
    private static Optional<String> maps(List<Value> values) {
        if (values.stream().anyMatch(CimLegality::isConstant)) {
            return Optional.of("the device takes no constant feature maps");
        }
        return values.stream().allMatch(CimLegality::isByteMap)
                ? Optional.empty()
                : Optional.of("its operands are not static tensors of signed 8-bit integers on one grid");
    }

    private Optional<String> vector(Op op, VectorOp needed) {
        return maps(op.operands()).or(() -> legal.refusal(needed));
    }

    private Optional<String> mode(Op op) {
        return legal.refusal(switch (RequantizeMode.of(op)) {
            case DOUBLE -> qcc.chip.RequantizeMode.DOUBLE;
            case SINGLE -> qcc.chip.RequantizeMode.SINGLE;
            case FLOAT -> qcc.chip.RequantizeMode.FLOAT;
            case SHIFT -> qcc.chip.RequantizeMode.SHIFT;
        });
    }

    private Optional<String> product(NnProduct op) {
        return switch (op) {
            case ConvOp c -> window(c.window(), c.layout(), c.input()).or(() -> weights(c));
            case LinearOp l -> weights(l);
            case MatMulOp _ -> Optional.of("crossbars multiply with constant weights only");
        };
    }

    private static Optional<String> window(Window window, Layout layout, Value input) {
        if (window.rank() != 2 || layout != Layout.NHWC) {
            return Optional.of("windows slide over two axes, channels last");
        }
        if (((TensorType) input.type()).dimension(0) != 1) {
            return Optional.of("a map holds one sample");
        }
        return window.kernel().stream().anyMatch(k -> k > MAX_WINDOW)
                ? Optional.of("a window has at most " + MAX_WINDOW + " rows and columns")
                : Optional.empty();
    }

    private Optional<String> weights(Op op) {
        var operands = ProductOperands.of(op).orElseThrow();
        var bias = operands.bias().filter(b -> !PartialSums.are(b));
        if (!isConstant(operands.weights()) || bias.isPresent() && !isConstant(bias.get())) {
            return Optional.of("crossbars multiply with constant weights only");
        }
        if (!WeightScales.of(operands.weights()).map(w -> w.areSymmetric(WEIGHT_BITS)).orElse(false)) {
            return Optional.of("its weights are not symmetric signed integers of at most " + WEIGHT_BITS + " bits");
        }
        if (bias.isPresent() && !isWideInteger(bias.get())) {
            return Optional.of("its bias does not hold signed " + BIAS_BITS + "-bit integers");
        }
        var maps = new ArrayList<>(List.of(operands.input()));
        operands.residual().ifPresent(maps::add);
        return maps(maps).or(() -> sign(operands.input())).or(() -> PartialSums.are(op.result()) ? Optional.empty() : mode(op));
    }

    /** Crossbars that take unsigned inputs are driven with {@code x + 128}, which is what it stands for only where that is 0 for zero. */
    private Optional<String> sign(Value input) {
        long zeroPoint = ((UniformType) ((TensorType) input.type()).element()).zeroPoint();
        boolean isUnsigned = kinds.stream().anyMatch(kind -> kind.xbar().input().signed() == InputDrive.Signed.NONE);
        return !isUnsigned || zeroPoint == LEAST_INPUT
                ? Optional.empty()
                : Optional.of(
                        "its input can be negative (its zero point is %d, not %d), but crossbars of chip '%s' take unsigned inputs only (xbar.input.signed)"
                                .formatted(zeroPoint, LEAST_INPUT, chip.arch()));
    }

    private static boolean isWideInteger(Value bias) {
        return switch (((TensorType) bias.type()).element()) {
            case QuantizedType q -> q.storageWidth() == BIAS_BITS && q.isSigned();
            case IntegerType i -> i.width() == BIAS_BITS && !i.isUnsigned();
            default -> false;
        };
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
            case UnaryOp u -> vector(u, VectorOp.TABLE);
            case IdentityOp i -> vector(i, VectorOp.COPY);
            case DropoutOp d -> vector(d, VectorOp.COPY);
            case BatchNormOp _ -> Optional.of("batch normalization must be folded into weights");
            case CastOp _ -> Optional.of("the device does not convert numbers");
            case DivOp _ -> Optional.of("the device does not divide");
        };
    }

    private Optional<String> binary(Op op, VectorOp needed) {
        var shape = ((TensorType) op.result().type()).shape();
        return vector(op, needed).or(() -> op.operands().stream().allMatch(v -> ((TensorType) v.type()).shape().equals(shape))
                ? mode(op)
                : Optional.of("the device does not broadcast"));
    }

    private Optional<String> pool(NnPool op) {
        return window(op.window(), op.layout(), ((Op) op).operand(0)).or(() -> vector((Op) op, VectorOp.POOL));
    }

    private Optional<String> reduction(NnReduction op) {
        return switch (op) {
            case MeanOp m when ((TensorType) m.input().type()).rank() != 4 || ((TensorType) m.input().type()).dimension(0) != 1
                    || !Arrays.equals(m.axes(), SPATIAL_AXES) ->
                Optional.of("the device takes means over both spatial axes of one sample, channels last");
            case MeanOp m -> vector(m, VectorOp.REDUCE).or(() -> mode(m));
            case LrnOp _ -> Optional.of("the device does not normalize over channels");
            case SoftmaxOp _ -> Optional.of("the device has no exponentials");
        };
    }

    private Optional<String> shape(NnShape op) {
        return switch (op) {
            case PadOp p when LongStream.concat(Arrays.stream(p.low()), Arrays.stream(p.high())).anyMatch(n -> n < 0) ->
                Optional.of("a pad that removes elements must be a slice");
            case ConcatOp _,FlattenOp _,PadOp _,ReshapeOp _,SliceOp _,SqueezeOp _,TransposeOp _,UnsqueezeOp _ ->
                vector((Op) op, VectorOp.COPY);
        };
    }

    /** The width of the weights that the mapping expects. */
    static int weightBits() {
        return WEIGHT_BITS;
    }
}
