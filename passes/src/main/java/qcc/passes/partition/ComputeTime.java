package qcc.passes.partition;

import qcc.chip.Chip;
import qcc.chip.CoreType;
import qcc.chip.ProductCost;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.LinearOp;
import qcc.ir.Op;
import qcc.ir.TensorType;

/**
 * How long the chip computes an operation, as far as that can be told before mapping: a product takes an interval of the slowest crossbars for each position, with one
 * copy of the weights and all its crossbars at the same time; anything else the vector unit of one core; nothing less than its result takes to pass the
 * port of global memory.
 */
final class ComputeTime {
    private static final int BITS = 8;

    private final Chip chip;
    private final double productNs;
    private final long lanes;

    ComputeTime(Chip chip) {
        this.chip = chip;
        var types = chip.census().keySet();
        this.productNs = types.stream().map(CoreType::xbar).filter(xbar -> xbar.weightColumns(BITS) > 0 && xbar.input().bits() >= BITS)
                .mapToDouble(xbar -> ProductCost.full(chip, xbar, BITS, BITS).intervalNs()).max().orElse(0);
        this.lanes = types.stream().mapToLong(type -> type.core().vector().lanes()).min().orElse(1);
    }

    /** Time of an operation for one sample in ns. */
    double of(Op op) {
        var shape = ((TensorType) op.result(0).type()).shape();
        double cycleNs = 1e3 / chip.clockMhz();
        double move = shape.elements() / chip.chip().globalMem().bytesPerCycle() * cycleNs;
        return Math.max(move, switch (op) {
            case ConvOp c -> productNs * shape.elements() / ((TensorType) c.weights().type()).dimension(0);
            case LinearOp l -> productNs * shape.elements() / l.outputChannels();
            default -> Math.ceilDiv(shape.elements(), lanes) * cycleNs;
        });
    }
}
