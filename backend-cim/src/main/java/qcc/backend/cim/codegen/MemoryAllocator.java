package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives live ranges addresses such that no two that meet in time meet in memory.
 *
 * <p>Greedy by size: the largest range first, each at the lowest address that is free during its life; quadratic in the number of ranges.
 */
final class MemoryAllocator {
    /** Every address is a multiple of this many bytes. */
    static final int ALIGNMENT = 16;

    private MemoryAllocator() {}

    /**
     * Addresses for the ranges, in their order.
     *
     * @param base the lowest address that may be given
     */
    static long[] allocate(List<LiveRange> ranges, long base) {
        var addresses = new long[ranges.size()];
        var placed = new ArrayList<Integer>();
        var order = IntStream.range(0, ranges.size()).boxed().sorted(Comparator.<Integer>comparingLong(i -> -ranges.get(i).bytes()))
                .toList();
        for (int index : order) {
            addresses[index] = lowestFree(ranges, addresses, placed, index, align(base));
            placed.add(index);
        }
        return addresses;
    }

    /** Addresses one behind the other, whatever lives together. */
    static long[] apart(List<LiveRange> ranges, long base) {
        var addresses = new long[ranges.size()];
        long next = base;
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = align(next);
            next = addresses[i] + ranges.get(i).bytes();
        }
        return addresses;
    }

    private static long lowestFree(List<LiveRange> ranges, long[] addresses, List<Integer> placed, int index, long base) {
        var range = ranges.get(index);
        var neighbors = placed.stream().filter(p -> ranges.get(p).meets(range)).sorted(Comparator.comparingLong(p -> addresses[p]))
                .toList();
        long address = base;
        for (int neighbor : neighbors) {
            if (addresses[neighbor] >= address + range.bytes()) {
                break;
            }
            address = Math.max(address, align(addresses[neighbor] + ranges.get(neighbor).bytes()));
        }
        return address;
    }

    /** The next address on the boundary. */
    static long align(long address) {
        return (address + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
