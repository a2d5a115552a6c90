package qcc.backend.cim.codegen;

import java.util.List;
import qcc.backend.cim.isa.Machine;
import qcc.ir.TensorType;

/** How much global memory the parameter tables of a segment may take at most: known before they are made, so that values lie behind them. */
final class ConstantRoom {
    private ConstantRoom() {}

    /**
     * An upper bound in bytes.
     */
    static long bytes(List<Step> steps) {
        long bytes = 0;
        for (var step : steps) {
            bytes += switch (step) {
                case Step.Product p -> tables(channels(p), p.product().shares().size());
                case Step.Sum s -> tables(channels(s), channels(s));
                case Step.Elementwise _ -> MemoryAllocator.align(Machine.TABLE_BYTES);
                case Step.Pool _,Step.Move _ -> 0;
            };
        }
        return bytes;
    }

    private static int channels(Step step) {
        return WindowedMap.dimension((TensorType) step.writes().type(), 3);
    }

    /** The channels shared between a number of tables, each with a header and aligned. */
    private static long tables(int channels, int count) {
        long header = Parameters.requantizeBytes(0) + MemoryAllocator.ALIGNMENT;
        return Parameters.requantizeBytes(channels) + count * header;
    }
}
