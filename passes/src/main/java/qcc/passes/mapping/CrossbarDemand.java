package qcc.passes.mapping;

import java.util.Optional;
import qcc.chip.Chip;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.LinearOp;
import qcc.ir.Op;
import qcc.ir.TensorType;

/**
 * What a product with weights needs of a chip's crossbars.
 *
 * @param units parts that may lie on cores of their own: column blocks, or crossbars of packed groups
 * @param crossbarsPerUnit crossbars of one part, all on one core
 * @param columnsPerUnit output channels of one part
 * @param packed groups of channels that share one crossbar, 1 for whole column blocks
 * @param unitProgramNs time to program one part, crossbar after crossbar, in ns
 */
public record CrossbarDemand(int units, int crossbarsPerUnit, int columnsPerUnit, int packed, double unitProgramNs) {
    /** The demand of an operation; empty if it has no weights in crossbars. */
    public static Optional<CrossbarDemand> of(Op op, Chip chip) {
        return switch (op) {
            case ConvOp c -> {
                var shape = ((TensorType) c.weights().type()).shape();
                long inputs = c.inputChannels() / c.groups();
                yield Optional.of(of(shape.dimension(0), shape.elements() / (shape.dimension(0) * inputs), inputs, c.groups(), chip));
            }
            case LinearOp l -> Optional.of(of(l.outputChannels(), 1, ((TensorType) l.weights().type()).dimension(1), 1, chip));
            default -> Optional.empty();
        };
    }

    /**
     * The demand of a matrix of weights.
     *
     * @param taps elements of the window
     * @param inputs input channels of one group
     * @param groups groups of channels
     */
    static CrossbarDemand of(long outputs, long taps, long inputs, long groups, Chip chip) {
        var xbar = chip.xbar();
        int weightColumns = weightColumns(chip);
        int rows = Math.toIntExact(taps * inputs);
        int perGroup = Math.toIntExact(outputs / groups);
        int packed = (int) Math.min(groups, Math.min(xbar.rows() / rows, weightColumns / perGroup));
        if (packed > 1) {
            int units = Math.toIntExact(Math.ceilDiv(groups, packed));
            return new CrossbarDemand(units, 1, packed * perGroup, packed, programNs(packed * rows, chip));
        }
        int units = Math.toIntExact(groups * Math.ceilDiv(perGroup, weightColumns));
        return new CrossbarDemand(units, Math.ceilDiv(rows, xbar.rows()), Math.min(weightColumns, perGroup), 1,
                programNs(rows, chip));
    }

    private static double programNs(int rows, Chip chip) {
        var xbar = chip.xbar();
        double full = rows / xbar.rows() * xbar.write().programNs(xbar.rows(), xbar.cols());
        int rest = rows % xbar.rows();
        return rest == 0 ? full : full + xbar.write().programNs(rest, xbar.cols());
    }

    /** Crossbars of all parts. */
    public long crossbars() {
        return (long) units * crossbarsPerUnit;
    }

    /** Parts that one core can take at most, whatever its crossbars: its accumulators hold the sums of one position. */
    int unitsPerCore(Chip chip) {
        return accumulators(chip) / columnsPerUnit;
    }

    /** Weights side by side in one crossbar, as far as a core has accumulators for their sums. */
    static int weightColumns(Chip chip) {
        return Math.min(chip.xbar().weightColumns(CimLegality.weightBits()), accumulators(chip));
    }

    private static int accumulators(Chip chip) {
        int entries = Integer.MAX_VALUE;
        for (int core = 0; core < chip.coreCount(); core++) {
            entries = Math.min(entries, chip.typeOf(core).core().accumulators().entries());
        }
        return entries;
    }

    /** Parts that the whole chip can take at once. */
    public int unitsPerChip(Chip chip) {
        int most = unitsPerCore(chip);
        long sum = 0;
        for (int core = 0; core < chip.coreCount(); core++) {
            sum += Math.min(most, chip.typeOf(core).core().xbars() / crossbarsPerUnit);
        }
        return Math.toIntExact(sum);
    }
}
