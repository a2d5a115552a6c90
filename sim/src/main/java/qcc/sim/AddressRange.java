package qcc.sim;

/**
 * {@code rows} runs of {@code run} addresses, {@code stride} apart.
 *
 * @param address the first run's first address
 * @param rows at least 1
 * @param run at least 1
 */
record AddressRange(long address, long rows, long stride, long run) {
    /** The least address. */
    long low() {
        return Math.min(address, address + (rows - 1) * stride);
    }

    /** Behind the largest address. */
    long end() {
        return Math.max(address, address + (rows - 1) * stride) + run;
    }

    /** Whether both may have an address in common. Ranges of one stride are compared exactly, others by their first and last addresses. */
    boolean overlaps(AddressRange other) {
        if (low() >= other.end() || other.low() >= end()) {
            return false;
        }
        if (stride != other.stride || stride < run || stride < other.run) {
            return true;
        }
        var offset = Math.floorMod(other.address - address, stride);
        return offset < run || stride - offset < other.run;
    }
}
