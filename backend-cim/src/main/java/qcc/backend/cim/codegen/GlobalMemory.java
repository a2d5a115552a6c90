package qcc.backend.cim.codegen;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import qcc.backend.cim.isa.GlobalConstant;
import qcc.dialect.cim.ViewOp;
import qcc.dialect.quant.StorageCastOp;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * Where values and constants lie in global memory: constants first, what segments share behind them, then feature maps. Values that never live
 * together share places only where memory is short: a core that writes to a place must wait until others have ended their work on the older
 * value.
 */
final class GlobalMemory {
    /** So many launches keep the cores busy while each waits for its inputs; more room for launches is not worth a wait. */
    private static final int USEFUL_LAUNCHES = 4;

    private final List<GlobalConstant> constants = new ArrayList<>();
    private final Map<Value, LiveRange> ranges = new LinkedHashMap<>();
    private final Map<Value, Long> addresses = new HashMap<>();
    private final Map<ByteBuffer, Integer> known = new HashMap<>();
    private long constantBytes;
    private long end;

    /** The value whose bytes a value has: views and casts have those of their input. */
    static Value storage(Value value) {
        return switch (value.definingOp()) {
            case ViewOp view -> storage(view.input());
            case StorageCastOp cast -> storage(cast.input());
            case null, default -> value;
        };
    }

    /** The bytes of a value: one for a storage integer, four for a sum. */
    static long bytes(Value value) {
        var type = (TensorType) value.type();
        return type.shape().elements() * (type.element().equals(IntegerType.I32) ? Integer.BYTES : 1);
    }

    /** Notes that a value is written or read in a step; steps count from 0, the host's copies are at -1 and behind the last. */
    void use(Value value, int step) {
        if (addresses.containsKey(storage(value))) {
            return;
        }
        ranges.merge(storage(value), new LiveRange(bytes(value), step, step),
                (a, b) -> new LiveRange(a.bytes(), Math.min(a.from(), b.from()), Math.max(a.to(), b.to())));
    }

    /** Gives a value an address that is not the segment's to choose: it must lie below the base of {@link #allocate}. */
    void fix(Value value, long address) {
        addresses.put(storage(value), address);
        ranges.remove(storage(value));
    }

    /** Places a constant, unless the same bytes have a place already, and returns its address. */
    int constant(byte[] data) {
        return known.computeIfAbsent(ByteBuffer.wrap(data), _ -> {
            long address = MemoryAllocator.align(constantBytes);
            constants.add(new GlobalConstant(address, data));
            constantBytes = address + data.length;
            return Math.toIntExact(address);
        });
    }

    /**
     * Gives every value its address.
     *
     * @param base the lowest, behind the constants that will be placed
     * @param capacity bytes of global memory
     */
    void allocate(long base, long capacity) {
        var ranges = List.copyOf(this.ranges.values());
        var apart = MemoryAllocator.apart(ranges, base);
        var shared = MemoryAllocator.allocate(ranges, base);
        long room = capacity - base;
        long wanted = Math.clamp(launches(ranges, shared, base, room), 1, USEFUL_LAUNCHES);
        place(ranges, launches(ranges, apart, base, room) >= wanted ? apart : shared, base);
    }

    /** How many launches have room beside each other. */
    private static long launches(List<LiveRange> ranges, long[] addresses, long base, long room) {
        return room / Math.max(1, end(ranges, addresses, base) - base);
    }

    private static long end(List<LiveRange> ranges, long[] addresses, long base) {
        long end = base;
        for (int i = 0; i < addresses.length; i++) {
            end = Math.max(end, addresses[i] + ranges.get(i).bytes());
        }
        return end;
    }

    private void place(List<LiveRange> ranges, long[] chosen, long base) {
        int next = 0;
        for (var value : this.ranges.keySet()) {
            addresses.put(value, chosen[next++]);
        }
        end = end(ranges, chosen, base);
    }

    /** Other values that have bytes in common with a value; none where it was given its address. */
    List<Value> overlapping(Value value) {
        var own = storage(value);
        if (!ranges.containsKey(own)) {
            return List.of();
        }
        long from = addresses.get(own);
        long to = from + ranges.get(own).bytes();
        return ranges.keySet().stream()
                .filter(v -> v != own && addresses.get(v) < to && from < addresses.get(v) + ranges.get(v).bytes()).toList();
    }

    /** The address of a value's first byte. */
    int address(Value value) {
        return Math.toIntExact(addresses.get(storage(value)));
    }

    List<GlobalConstant> constants() {
        return constants;
    }

    /** Bytes used, constants and values. */
    long bytes() {
        return Math.max(end, constantBytes);
    }
}
