package qcc.interpreter;

import java.util.Arrays;
import qcc.dialect.cim.AddOp;
import qcc.dialect.cim.AvgPoolOp;
import qcc.dialect.cim.CimComputeOp;
import qcc.dialect.cim.CimMoveOp;
import qcc.dialect.cim.ConcatOp;
import qcc.dialect.cim.MaxPoolOp;
import qcc.dialect.cim.MulOp;
import qcc.dialect.cim.PadOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.RequantizeOp;
import qcc.dialect.cim.RescaleOp;
import qcc.dialect.cim.SliceOp;
import qcc.dialect.cim.SubOp;
import qcc.dialect.cim.SumOp;
import qcc.dialect.cim.TableOp;
import qcc.dialect.cim.TransposeOp;
import qcc.dialect.cim.ViewOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.Window;
import qcc.tensor.ByteTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** The compute-in-memory device's level: sums of storage integers, exact or as the converters of analog crossbars give them. */
final class CimOps {
    private CimOps() {}

    static Tensor compute(CimComputeOp op, Invocation invocation, Symbols symbols, Constants constants) {
        return switch (op) {
            case AddOp add -> sum(invocation, add.mode(), 1,
                    new Term(add.lhsZeroPoint(), add.lhsMultiplier(), add.lhsShift()),
                    new Term(add.rhsZeroPoint(), add.rhsMultiplier(), add.rhsShift()),
                    new Term(add.outputZeroPoint(), add.outputMultiplier(), add.outputShift()), add.clampMin(), add.clampMax());
            case SubOp sub -> sum(invocation, sub.mode(), -1,
                    new Term(sub.lhsZeroPoint(), sub.lhsMultiplier(), sub.lhsShift()),
                    new Term(sub.rhsZeroPoint(), sub.rhsMultiplier(), sub.rhsShift()),
                    new Term(sub.outputZeroPoint(), sub.outputMultiplier(), sub.outputShift()), sub.clampMin(), sub.clampMax());
            case MulOp mul -> new QuantizedArithmetic.Product(mul.lhsZeroPoint(), mul.rhsZeroPoint(),
                    Requantizer.ofParameters(mul.mode(), mul.multiplier(), mul.shift()),
                    new IntegerEpilogue.OutputRange(mul.outputZeroPoint(), mul.clampMin(), mul.clampMax())).execute(invocation);
            case AvgPoolOp pool -> average(pool, invocation);
            case MaxPoolOp pool -> max(pool, invocation);
            case ProductOp product -> CimProduct.execute(product, invocation, symbols, constants);
            case RequantizeOp requantize -> CimRequantization.execute(requantize, invocation);
            case RescaleOp rescale -> rescale(rescale, invocation);
            case SumOp _ -> sumOverPositions(invocation);
            case TableOp table -> {
                var entries = table.table();
                yield QuantizedElementwise.mapped(invocation, q -> entries[q + 128]);
            }
        };
    }

    static Tensor move(CimMoveOp op, Invocation invocation) {
        var first = invocation.operand(0);
        return switch (op) {
            case ConcatOp concat -> ShapeOps.concat(invocation, concat.axis() + 1);
            case PadOp pad -> ShapeOps.pad(invocation, first, pad.low(), pad.high(), pad.value());
            case SliceOp slice -> ShapeOps.slice(invocation, first, slice.starts(), resultSizes(invocation), slice.steps());
            case TransposeOp transpose ->
                ShapeOps.transpose(invocation, first, Arrays.stream(transpose.permutation()).asLongStream().toArray());
            case ViewOp _ -> first.reshape(invocation.resultShape(first.samples()));
        };
    }

    private static long[] resultSizes(Invocation invocation) {
        var dimensions = invocation.resultShape(1).sample().dimensions();
        var sizes = new long[dimensions.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = dimensions[i];
        }
        return sizes;
    }

    /** What a sum knows of an operand or of its result. */
    private record Term(int zeroPoint, int multiplier, int shift) {
        Requantizer requantizer(RequantizeMode mode) {
            return Requantizer.ofParameters(mode, multiplier, shift);
        }

        float scale() {
            return Float.intBitsToFloat(multiplier);
        }
    }

    private static Tensor sum(Invocation invocation, RequantizeMode mode, int sign, Term left, Term right, Term output, int min, int max) {
        var range = new IntegerEpilogue.OutputRange(output.zeroPoint, min, max);
        QuantizedArithmetic arithmetic = switch (mode) {
            case DOUBLE, SINGLE -> new QuantizedArithmetic.ScaledSum(left.zeroPoint, left.requantizer(mode), right.zeroPoint,
                    right.requantizer(mode), sign, output.requantizer(mode), range);
            case FLOAT ->
                new QuantizedArithmetic.FloatSum(left.zeroPoint, left.scale(), right.zeroPoint, right.scale(), sign, output.scale(),
                        range);
            case SHIFT -> QuantizedArithmetic.ShiftedSum.of(sign, left.zeroPoint, left.shift, right.zeroPoint, right.shift, range);
        };
        return arithmetic.execute(invocation);
    }

    private static WindowedMaps maps(Window window, Tensor input) {
        return new WindowedMaps(new WindowGeometry(window, Layout.NHWC, input.shape()), 1, 1);
    }

    private static QuantizedPools.Target target(WindowedMaps maps) {
        var geometry = maps.geometry();
        var shape = geometry.resultShape(geometry.channels());
        return new QuantizedPools.Target(ResultRows.of(Layout.NHWC, geometry.positions(), geometry.channels()), 0,
                new ByteTensor(shape, new byte[shape.elements()]));
    }

    private static Tensor max(MaxPoolOp op, Invocation invocation) {
        var input = (ByteTensor) invocation.operand(0);
        var maps = maps(op.window(), input);
        var target = target(maps);
        QuantizedPools.max(invocation, maps, input.data(), Byte.MIN_VALUE, target);
        return target.result();
    }

    private static Tensor average(AvgPoolOp op, Invocation invocation) {
        var input = (ByteTensor) invocation.operand(0);
        var maps = maps(op.window(), input);
        var target = target(maps);
        QuantizedPools.average(invocation, maps, input.data(), op.countIncludePad(), (byte) op.padValue(), target);
        return target.result();
    }

    private static Tensor rescale(RescaleOp op, Invocation invocation) {
        var requantizer = Requantizer.ofParameters(op.mode(), op.multiplier(), op.shift());
        int from = op.inputZeroPoint();
        int to = op.outputZeroPoint();
        int min = op.clampMin();
        int max = op.clampMax();
        return QuantizedElementwise.mapped(invocation, q -> requantizer.requantize(q - from, to, min, max));
    }

    private static Tensor sumOverPositions(Invocation invocation) {
        var input = (ByteTensor) invocation.operand(0);
        int channels = input.shape().dimension(4);
        int positions = input.shape().sampleElements() / Math.max(1, channels);
        var result = new IntTensor(Shape.of(input.samples(), 1, 1, 1, channels), new int[input.samples() * channels]);
        invocation.parallel().forEach(input.samples(), sample -> {
            for (int p = 0; p < positions; p++) {
                ByteRows.add(input.data(), (sample * positions + p) * channels, result.data(), sample * channels, channels);
            }
        });
        return result;
    }
}
