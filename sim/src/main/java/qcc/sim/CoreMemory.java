package qcc.sim;

import qcc.chip.Core;

/**
 * A core's memories for a block of samples: what lies at address a for sample s is element {@code a * samples + s}.
 *
 * @param local local memory
 * @param accumulators the accumulator file
 */
record CoreMemory(byte[] local, int[] accumulators) {
    static CoreMemory of(Core core, int samples) {
        return new CoreMemory(new byte[Math.toIntExact(core.localMem().bytes() * samples)],
                new int[Math.multiplyExact(core.accumulators().entries(), samples)]);
    }

    /** Reads little-endian i32 words that are the same for every sample. */
    int[] parameters(int address, int words, int samples) {
        var result = new int[words];
        for (var i = 0; i < words * Integer.BYTES; i++) {
            result[i / Integer.BYTES] |= Byte.toUnsignedInt(local[(address + i) * samples]) << i % Integer.BYTES * Byte.SIZE;
        }
        return result;
    }
}
