package qcc.interpreter;

import qcc.dialect.cim.RequantizeOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.tensor.ByteTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.Tensor;

/** Sums to storage integers, channel by channel; sums that leave 32 bits are errors, as they are on the device. */
final class CimRequantization {
    private final RequantizeOp op;
    private final int[] bias;
    private final Requantizer[] requantizers;
    private final Requantizer[] residualScales;
    private final IntegerEpilogue.OutputRange output;
    private final int residualZeroPoint;

    private CimRequantization(RequantizeOp op) {
        this.op = op;
        this.bias = op.bias();
        this.requantizers = requantizers(op.mode(), op.multiplier(), op.shift());
        this.residualScales = requantizers(op.mode(), op.residualMultiplier(), op.residualShift());
        this.output = new IntegerEpilogue.OutputRange(op.outputZeroPoint(), op.clampMin(), op.clampMax());
        this.residualZeroPoint = op.residualZeroPoint();
    }

    private static Requantizer[] requantizers(RequantizeMode mode, int[] multipliers, int[] shifts) {
        var result = new Requantizer[multipliers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Requantizer.ofParameters(mode, multipliers[i], shifts[i]);
        }
        return result;
    }

    static Tensor execute(RequantizeOp op, Invocation invocation) {
        return new CimRequantization(op).run(invocation);
    }

    private Tensor run(Invocation invocation) {
        int samples = invocation.samples();
        var sums = ((IntTensor) invocation.operand(0)).data();
        var residual = op.residual().map(_ -> ((ByteTensor) invocation.operand(1)).data()).orElse(null);
        var result = Tensor.zeros(Elements.kind(invocation.resultElement()), invocation.resultShape(samples));
        int channels = bias.length;
        Elementwise.forPieces(channels == 0 ? 0 : result.elements() / channels, invocation.parallel(), (from, count) -> {
            var row = new int[channels];
            for (int r = from; r < from + count; r++) {
                addBias(sums, r * channels % sums.length, row);
                if (residual != null) {
                    addResidual(residual, r * channels % residual.length, row);
                }
                for (int c = 0; c < channels; c++) {
                    row[c] = requantizers[c].requantize(row[c], output.zeroPoint(), output.min(), output.max());
                }
                Elements.writeInts(row, channels, result, r * channels);
            }
        });
        return result;
    }

    private void addBias(int[] sums, int from, int[] row) {
        for (int c = 0; c < row.length; c++) {
            row[c] = Math.addExact(sums[from + c], bias[c]);
        }
    }

    private void addResidual(byte[] residual, int from, int[] row) {
        for (int c = 0; c < row.length; c++) {
            row[c] = Math.addExact(row[c], Math.toIntExact(residualScales[c].rescale(residual[from + c] - residualZeroPoint)));
        }
    }
}
