package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import qcc.chip.Chip;
import qcc.dialect.func.FuncOp;
import qcc.dialect.host.LaunchOp;
import qcc.ir.SymbolTable;
import qcc.ir.Value;

/**
 * Where values lie in global memory that several segments need, over a whole network.
 *
 * <p>Global memory holds from address 0 the constants of the segment that is loaded, then the values that cross segments, then the segment's
 * own feature maps. A crossing value has one address from the launch that makes it, or the first that takes it from the host, to the last that
 * takes it; addresses are shared by values that never live together. A segment's own maps begin behind the crossing values that live while it
 * runs. Where a segment does not fit beside them, the largest that it does not need itself go through the host, then the largest
 * that it needs.
 */
public final class NetworkMemory {
    /** Values that are the same bytes in the launches from one to another, both included. */
    private static final class Crossing {
        private final long bytes;
        private final List<Integer> launches = new ArrayList<>();
        private long address;

        Crossing(long bytes) {
            this.bytes = bytes;
        }

        void use(int launch) {
            if (launches.isEmpty() || launches.getLast() != launch) {
                launches.add(launch);
            }
        }

        LiveRange range() {
            return new LiveRange(bytes, launches.getFirst(), launches.getLast());
        }

        boolean lives(int launch) {
            return launches.getFirst() <= launch && launch <= launches.getLast();
        }

        long end() {
            return address + bytes;
        }
    }

    private final List<LaunchOp> launches = new ArrayList<>();
    private final List<FuncOp> functions = new ArrayList<>();
    private final List<SegmentPlan> plans;
    private final Map<Value, Value> first = new LinkedHashMap<>();
    private final Map<Value, Crossing> crossings = new LinkedHashMap<>();
    private final long capacity;
    private long base;

    private NetworkMemory(FuncOp main, Chip chip) {
        this.capacity = chip.chip().globalMem().bytes();
        var symbols = new SymbolTable(SymbolTable.nearest(main.parentOp()));
        for (var op : main.entry()) {
            if (op instanceof LaunchOp launch) {
                launches.add(launch);
                functions.add(symbols.lookup(launch.callee(), FuncOp.class)
                        .orElseThrow(() -> new CodegenException(launch, "there is no function @" + launch.callee())));
            }
        }
        this.plans = functions.stream().map(function -> SegmentPlan.of(function, chip)).toList();
    }

    /**
     * Plans a network's memory.
     *
     * @param main the network's function, which launches each segment once
     * @throws CodegenException if a launched function does not exist
     */
    public static NetworkMemory plan(FuncOp main, Chip chip) {
        var memory = new NetworkMemory(main, chip);
        memory.findCrossings();
        memory.base = memory.plans.stream().mapToLong(SegmentPlan::constantBytes).max().orElse(0);
        memory.place();
        while (memory.makeRoom()) {
            memory.place();
        }
        return memory;
    }

    /** What a segment is told. */
    public SegmentMemory of(int segment) {
        for (int i = 0; i < launches.size(); i++) {
            if (launches.get(i).segment() == segment) {
                return at(i);
            }
        }
        throw new IllegalArgumentException("no launch of segment " + segment);
    }

    /** The values of the network's function that stay in global memory, each with the first of those that are the same bytes. */
    public Map<Value, Value> kept() {
        var kept = new HashMap<Value, Value>();
        first.forEach((value, same) -> {
            if (crossings.containsKey(same)) {
                kept.put(value, same);
            }
        });
        return kept;
    }

    private void findCrossings() {
        for (int i = 0; i < launches.size(); i++) {
            findSameBytes(launches.get(i), functions.get(i));
            int launch = i;
            launches.get(i).operands().forEach(operand -> crossing(operand).use(launch));
            launches.get(i).results().forEach(result -> crossing(result).use(launch));
        }
        crossings.values().removeIf(crossing -> crossing.launches.size() < 2 || crossing.launches.stream().anyMatch(this::isRepeated));
    }

    /** Results of a launch may be views of its arguments or of one another. */
    private void findSameBytes(LaunchOp launch, FuncOp function) {
        var storages = new HashMap<Value, Value>();
        for (int i = 0; i < launch.operandCount(); i++) {
            first.putIfAbsent(launch.operand(i), launch.operand(i));
            storages.put(function.entry().argument(i), first.get(launch.operand(i)));
        }
        var results = CodeGenerator.results(function);
        for (int i = 0; i < launch.resultCount(); i++) {
            var storage = GlobalMemory.storage(results.get(i));
            storages.putIfAbsent(storage, launch.result(i));
            first.put(launch.result(i), storages.get(storage));
        }
    }

    /** A program that runs more than once has its arguments at the same places each time. */
    private boolean isRepeated(int launch) {
        return launches.stream().filter(other -> other.segment() == launches.get(launch).segment()).count() > 1;
    }

    private Crossing crossing(Value value) {
        return crossings.computeIfAbsent(first.get(value), v -> new Crossing(GlobalMemory.bytes(v)));
    }

    private void place() {
        var list = List.copyOf(crossings.values());
        var addresses = MemoryAllocator.allocate(list.stream().map(Crossing::range).toList(), base);
        for (int i = 0; i < addresses.length; i++) {
            list.get(i).address = addresses[i];
        }
    }

    /** Sends one crossing value through the host if a segment does not fit; false if all fit or nothing helps. */
    private boolean makeRoom() {
        for (int i = 0; i < launches.size(); i++) {
            int launch = i;
            if (plans.get(i).place(at(i)).bytes() > capacity) {
                var largest = crossings.entrySet().stream().filter(e -> e.getValue().lives(launch))
                        .max(Comparator.<Map.Entry<Value, Crossing>>comparingInt(e -> e.getValue().launches.contains(launch) ? 0 : 1)
                                .thenComparingLong(e -> e.getValue().bytes));
                if (largest.isPresent()) {
                    crossings.remove(largest.get().getKey());
                    return true;
                }
            }
        }
        return false;
    }

    private SegmentMemory at(int launch) {
        long end = crossings.values().stream().filter(c -> c.lives(launch)).mapToLong(Crossing::end).max().orElse(0);
        var op = launches.get(launch);
        return new SegmentMemory(end, op.operands().stream().map(this::address).toList(),
                op.results().stream().map(this::address).toList());
    }

    private OptionalLong address(Value value) {
        var crossing = crossings.get(first.get(value));
        return crossing == null ? OptionalLong.empty() : OptionalLong.of(crossing.address);
    }
}
