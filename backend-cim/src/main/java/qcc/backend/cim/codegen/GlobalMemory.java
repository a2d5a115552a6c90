package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import qcc.backend.cim.isa.GlobalConstant;
import qcc.dialect.cim.ViewOp;
import qcc.dialect.quant.StorageCastOp;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * Where values and constants lie in global memory: constants first, what segments share behind them, then feature maps, in places shared by
 * values that never live together.
 */
final class GlobalMemory {
    private final List<GlobalConstant> constants = new ArrayList<>();
    private final Map<Value, LiveRange> ranges = new LinkedHashMap<>();
    private final Map<Value, Long> addresses = new HashMap<>();
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

    /** Notes that a value of one-byte elements is written or read in a step; steps count from 0, the host's copies are at -1 and behind the last. */
    void use(Value value, int step) {
        if (addresses.containsKey(storage(value))) {
            return;
        }
        ranges.merge(storage(value), new LiveRange(((TensorType) value.type()).shape().elements(), step, step),
                (a, b) -> new LiveRange(a.bytes(), Math.min(a.from(), b.from()), Math.max(a.to(), b.to())));
    }

    /** Gives a value an address that is not the segment's to choose: it must lie below the base of {@link #allocate}. */
    void fix(Value value, long address) {
        addresses.put(storage(value), address);
        ranges.remove(storage(value));
    }

    /** Places a constant and returns its address. */
    int constant(byte[] data) {
        long address = MemoryAllocator.align(constantBytes);
        constants.add(new GlobalConstant(address, data));
        constantBytes = address + data.length;
        return Math.toIntExact(address);
    }

    /** Gives every value its address, from a base behind the constants that will be placed. */
    void allocate(long base) {
        var values = List.copyOf(ranges.keySet());
        var chosen = MemoryAllocator.allocate(List.copyOf(ranges.values()), base);
        end = base;
        for (int i = 0; i < chosen.length; i++) {
            addresses.put(values.get(i), chosen[i]);
            end = Math.max(end, chosen[i] + ranges.get(values.get(i)).bytes());
        }
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
