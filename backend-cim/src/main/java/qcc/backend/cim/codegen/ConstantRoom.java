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
    static long bytes(List<PlannedStep> steps) {
        long bytes = 0;
        for (var planned : steps) {
            bytes += switch (planned.step()) {
                case Step.Product p -> p.requantize().isPresent() ? products(planned.teams()) : p.keepsBias() ? biases(planned.teams()) : 0;
                case Step.Sum s -> tables(channels(s), channels(s));
                case Step.Elementwise _ -> MemoryAllocator.align(Machine.TABLE_BYTES);
                case Step.Pool _,Step.Move _ -> 0;
            };
        }
        return bytes;
    }

    /** Teams that make the same columns of different rows share a table. */
    private static long products(List<ProductTeam> teams) {
        return teams.stream().map(team -> List.of(team.home().firstColumn(), team.home().columns())).distinct()
                .mapToLong(columns -> tables(columns.getLast(), 1)).sum();
    }

    private static long biases(List<ProductTeam> teams) {
        return teams.stream().map(ProductTeam::home).map(home -> List.of(home.firstColumn(), home.columns())).distinct()
                .mapToLong(columns -> MemoryAllocator.align((long) Integer.BYTES * columns.getLast())).sum();
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
