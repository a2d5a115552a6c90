package qcc.backend.cim.codegen;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import qcc.dialect.func.FuncOp;
import qcc.ir.Value;

/**
 * What a segment is told about global memory.
 *
 * @param end where the segment's own feature maps may begin: behind all that others need while it runs
 * @param inputs for each argument the address at which it lies; empty where the segment chooses
 * @param outputs for each result the address at which it must be left; empty where the segment chooses
 */
public record SegmentMemory(long end, List<OptionalLong> inputs, List<OptionalLong> outputs) {
    public SegmentMemory {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The memory of a segment that shares nothing with others. */
    public static SegmentMemory alone(FuncOp function) {
        return new SegmentMemory(0, free(function.entry().arguments().size()), free(CodeGenerator.results(function).size()));
    }

    private static List<OptionalLong> free(int count) {
        return Collections.nCopies(count, OptionalLong.empty());
    }

    /** Gives a function's arguments and results their addresses. */
    void fix(FuncOp function, GlobalMemory memory) {
        fix(List.copyOf(function.entry().arguments()), inputs, memory);
        fix(CodeGenerator.results(function), outputs, memory);
    }

    private static void fix(List<? extends Value> values, List<OptionalLong> addresses, GlobalMemory memory) {
        for (int i = 0; i < addresses.size(); i++) {
            var value = values.get(i);
            addresses.get(i).ifPresent(address -> memory.fix(value, address));
        }
    }
}
