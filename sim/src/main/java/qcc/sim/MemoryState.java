package qcc.sim;

import java.util.Arrays;
import java.util.Optional;

import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;

/**
 * What is known about a memory without data: which addresses were written, and which hold the same for every sample because they were copied
 * from a segment's constants or filled. Counts the accesses. Ranges are two-dimensional: {@code rows} runs of {@code run} addresses.
 */
final class MemoryState {
    private static final byte UNWRITTEN = 0;
    private static final byte DATA = 1;
    private static final byte CONSTANT = 2;

    private final String name;
    private final int size;
    /** Of the addresses used so far; a large memory costs what is used of it. */
    private byte[] state = {};
    private byte[] values = {};
    private final boolean checkWritten;
    private long accesses;
    private long extent;
    private AddressRange lastUsed;
    private long readLow;
    private long readEnd;
    private long writtenLow;
    private long writtenEnd;

    /**
     * @param name what is addressed, for messages
     * @param size addresses 0 to size - 1 exist
     * @param checkWritten whether reading an address that was never written is a fault
     */
    MemoryState(String name, int size, boolean checkWritten) {
        this.name = name;
        this.size = size;
        this.checkWritten = checkWritten;
    }

    /** How many addresses there are. */
    long size() {
        return size;
    }

    /** Addresses read and written so far. */
    long accesses() {
        return accesses;
    }

    /** Addresses from 0 to the last one used so far. */
    long extent() {
        return extent;
    }

    /** Forgets which addresses the instruction before used. */
    void beginInstruction() {
        lastUsed = null;
        readLow = Long.MAX_VALUE;
        readEnd = 0;
        writtenLow = Long.MAX_VALUE;
        writtenEnd = 0;
    }

    /** The addresses of this instruction's last access. */
    Optional<AddressRange> lastUsed() {
        return Optional.ofNullable(lastUsed);
    }

    /** From the first to the last address that this instruction read. */
    Optional<AddressRange> lastRead() {
        return readEnd == 0 ? Optional.empty() : Optional.of(new AddressRange(readLow, 1, 0, readEnd - readLow));
    }

    /** From the first to the last address that this instruction wrote. */
    Optional<AddressRange> lastWritten() {
        return writtenEnd == 0 ? Optional.empty() : Optional.of(new AddressRange(writtenLow, 1, 0, writtenEnd - writtenLow));
    }

    void read(long address, int rows, long stride, long run) {
        var merged = stride == run;
        var length = merged ? rows * run : run;
        requireReadable(address, rows, stride, run);
        for (var row = 0; row < (merged ? 1 : rows); row++) {
            requireWritten((int) (address + row * stride), (int) length);
        }
        accesses += rows * run;
    }

    /** Marks a range as written with values that depend on the sample. */
    void write(long address, int rows, long stride, long run) {
        requireWritable(address, rows, stride, run);
        for (var row = 0; row < rows; row++) {
            var from = (int) (address + row * stride);
            Arrays.fill(state, from, from + (int) run, DATA);
        }
        accesses += rows * run;
    }

    void fill(long address, int rows, long stride, long run, byte value) {
        requireWritable(address, rows, stride, run);
        for (var row = 0; row < rows; row++) {
            var from = (int) (address + row * stride);
            Arrays.fill(state, from, from + (int) run, CONSTANT);
            Arrays.fill(values, from, from + (int) run, value);
        }
        accesses += rows * run;
    }

    void constants(long address, byte[] bytes) {
        requireWritable(address, 1, 0, bytes.length);
        Arrays.fill(state, (int) address, (int) address + bytes.length, CONSTANT);
        System.arraycopy(bytes, 0, values, (int) address, bytes.length);
    }

    /** Copies run after run what is known about {@code source} to {@code target}. */
    static void copy(MemoryState source, long sourceAddress, long sourceStride, MemoryState target, long targetAddress, long targetStride,
            int rows, int run) {
        source.requireReadable(sourceAddress, rows, sourceStride, run);
        target.requireWritable(targetAddress, rows, targetStride, run);
        for (var row = 0; row < rows; row++) {
            var from = (int) (sourceAddress + row * sourceStride);
            var to = (int) (targetAddress + row * targetStride);
            source.requireWritten(from, run);
            System.arraycopy(source.state, from, target.state, to, run);
            System.arraycopy(source.values, from, target.values, to, run);
        }
        source.accesses += (long) rows * run;
        target.accesses += (long) rows * run;
    }

    /** Copies what is known about the bytes of a message, which the sender has read. */
    static void send(MemoryState source, Send send, long from, MemoryState target, Receive receive, long to) {
        target.requireWritable(to, receive.rows(), receive.stride(), receive.run());
        var message = new Transfer(from, send.run(), send.stride(), to, receive.run(), receive.stride(), send.bytes());
        message.forEachPiece((read, written, length) -> {
            System.arraycopy(source.state, (int) read, target.state, (int) written, length);
            System.arraycopy(source.values, (int) read, target.values, (int) written, length);
        });
        target.accesses += receive.bytes();
    }

    /** Reads little-endian i32 parameters, which must not depend on the sample. */
    int[] parameters(long address, int words) {
        var bytes = constantBytes(address, words * Integer.BYTES);
        var result = new int[words];
        for (var i = 0; i < bytes.length; i++) {
            result[i / Integer.BYTES] |= Byte.toUnsignedInt(bytes[i]) << i % Integer.BYTES * Byte.SIZE;
        }
        return result;
    }

    /** Reads bytes that must not depend on the sample. */
    byte[] constantBytes(long address, int length) {
        read(address, 1, 0, length);
        for (var i = (int) address; i < address + length; i++) {
            if (state[i] == DATA) {
                throw new Fault("the parameter table at %s %d holds computed values at %d: it must come from the segment's constants", name,
                        address, i);
            }
        }
        return Arrays.copyOfRange(values, (int) address, (int) address + length);
    }

    private void requireWritten(int address, int length) {
        if (!checkWritten) {
            return;
        }
        for (var i = address; i < address + length; i++) {
            if (state[i] == UNWRITTEN) {
                throw new Fault("reads %s %d, which was never written", name, i);
            }
        }
    }

    private void requireInside(String verb, long address, int rows, long stride, long run) {
        var last = address + (rows - 1) * stride;
        var low = Math.min(address, last);
        var end = Math.max(address, last) + run;
        if (low < 0 || end > size) {
            throw new Fault("%s %s %d..%d, outside 0..%d", verb, name, low, end - 1, size - 1);
        }
        extent = Math.max(extent, end);
        if (end > state.length) {
            int capacity = (int) Math.min(size, Math.max(end, 2L * state.length));
            state = Arrays.copyOf(state, capacity);
            values = Arrays.copyOf(values, capacity);
        }
    }

    private void requireReadable(long address, int rows, long stride, long run) {
        requireInside("reads", address, rows, stride, run);
        lastUsed = new AddressRange(address, rows, stride, run);
        var last = address + (rows - 1) * stride;
        readLow = Math.min(readLow, Math.min(address, last));
        readEnd = Math.max(readEnd, Math.max(address, last) + run);
    }

    private void requireWritable(long address, int rows, long stride, long run) {
        requireInside("writes", address, rows, stride, run);
        lastUsed = new AddressRange(address, rows, stride, run);
        var last = address + (rows - 1) * stride;
        writtenLow = Math.min(writtenLow, Math.min(address, last));
        writtenEnd = Math.max(writtenEnd, Math.max(address, last) + run);
    }
}
