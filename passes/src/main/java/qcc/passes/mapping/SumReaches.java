package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.host.LaunchOp;
import qcc.ir.Value;

/** How far sums can go, whatever the input, that one device function keeps for another. */
final class SumReaches {
    private final Map<String, List<LaunchOp>> launches = new HashMap<>();
    private final Map<Value, long[]> reaches = new HashMap<>();

    /** Finds which launch takes what another one leaves. */
    SumReaches(ModuleOp module) {
        module.walk(LaunchOp.class, launch -> launches.computeIfAbsent(launch.callee(), _ -> new ArrayList<>()).add(launch));
    }

    /** Notes for a function's result how far the sums of each output channel go. */
    void leave(FuncOp function, int result, long[] reach) {
        launches.getOrDefault(function.symbolName().orElseThrow(), List.of()).forEach(launch -> reaches.put(launch.result(result), reach));
    }

    /**
     * How far the sums of each output channel go that a function takes as an argument.
     *
     * @throws IllegalArgumentException if no function lowered before makes them; the message completes {@code 'name' op ...}
     */
    long[] of(FuncOp function, int argument) {
        var reach = launches.getOrDefault(function.symbolName().orElseThrow(), List.of()).stream()
                .map(launch -> reaches.get(launch.operand(argument)))
                .toList();
        if (reach.size() != 1 || reach.getFirst() == null) {
            throw new IllegalArgumentException(
                    "takes sums that no segment launched before has left, so that nobody knows how large they are");
        }
        return reach.getFirst();
    }
}
