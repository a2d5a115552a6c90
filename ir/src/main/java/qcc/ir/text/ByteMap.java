package qcc.ir.text;

import java.util.Arrays;

/** A map from pieces of one text to values, with open addressing: a look-up allocates nothing. */
final class ByteMap<V> {
    private static final int INITIAL_CAPACITY = 16;

    private final byte[] text;
    private int[] offsets = new int[INITIAL_CAPACITY];
    private int[] lengths = new int[INITIAL_CAPACITY];
    private int[] hashes = new int[INITIAL_CAPACITY];
    private Object[] values = new Object[INITIAL_CAPACITY];
    private int size;

    ByteMap(byte[] text) {
        this.text = text;
    }

    /** Where the piece of a slot stands in the text. */
    int offset(int slot) {
        return offsets[slot];
    }

    /** Lets a slot remember another place of its piece. */
    void move(int slot, int offset) {
        offsets[slot] = offset;
    }

    /** The slot of a piece; a new one without a value if the piece was not seen before. Slots move when a piece is added. */
    int slot(int offset, int length) {
        int hash = hash(offset, length);
        int slot = find(offset, length, hash);
        if (lengths[slot] != 0) {
            return slot;
        }
        if (++size * 2 > lengths.length) {
            grow();
            slot = find(offset, length, hash);
        }
        offsets[slot] = offset;
        lengths[slot] = length;
        hashes[slot] = hash;
        return slot;
    }

    /** The value of a piece, or null. */
    V get(int offset, int length) {
        return value(find(offset, length, hash(offset, length)));
    }

    void put(int offset, int length, V value) {
        int slot = slot(offset, length);
        values[slot] = value;
    }

    @SuppressWarnings("unchecked") // only put and set store values
    V value(int slot) {
        return (V) values[slot];
    }

    void set(int slot, V value) {
        values[slot] = value;
    }

    private int hash(int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + text[i];
        }
        return (hash ^ hash >>> 16) * 0x9E3779B1;
    }

    private int find(int offset, int length, int hash) {
        int mask = lengths.length - 1;
        int slot = hash >>> 7 & mask;
        while (lengths[slot] != 0) {
            if (hashes[slot] == hash && lengths[slot] == length
                    && Arrays.equals(text, offset, offset + length, text, offsets[slot], offsets[slot] + length)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        var oldOffsets = offsets;
        var oldLengths = lengths;
        var oldHashes = hashes;
        var oldValues = values;
        int capacity = 2 * oldLengths.length;
        offsets = new int[capacity];
        lengths = new int[capacity];
        hashes = new int[capacity];
        values = new Object[capacity];
        for (int i = 0; i < oldLengths.length; i++) {
            if (oldLengths[i] != 0) {
                int slot = find(oldOffsets[i], oldLengths[i], oldHashes[i]);
                offsets[slot] = oldOffsets[i];
                lengths[slot] = oldLengths[i];
                hashes[slot] = oldHashes[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
