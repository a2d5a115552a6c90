package qcc.ir.text;

import java.util.Arrays;

/** A map from pieces of one text to values, with open addressing: a look-up allocates nothing. */
final class ByteMap<V> {
    private static final int INITIAL_CAPACITY = 16;
    /** Pieces that differ in their last characters only lie in one group of slots, which the processor loads at once. */
    private static final int GROUP_BITS = 3;
    private static final int GROUP = 1 << GROUP_BITS;

    private final byte[] text;
    /** For each slot the hash in the upper half and the offset plus 1 in the lower; 0 where the slot is free. */
    private long[] keys = new long[INITIAL_CAPACITY];
    private int[] lengths = new int[INITIAL_CAPACITY];
    private Object[] values = new Object[INITIAL_CAPACITY];
    private int size;

    ByteMap(byte[] text) {
        this.text = text;
    }

    /** Where the piece of a slot stands in the text. */
    int offset(int slot) {
        return (int) keys[slot] - 1;
    }

    /** Lets a slot remember another place of its piece. */
    void move(int slot, int offset) {
        keys[slot] = keys[slot] >>> Integer.SIZE << Integer.SIZE | offset + 1;
    }

    /** The slot of a piece; a new one without a value if the piece was not seen before. Slots move when a piece is added. */
    int slot(int offset, int length) {
        int hash = hash(offset, length);
        int slot = find(offset, length, hash);
        if (keys[slot] != 0) {
            return slot;
        }
        if (++size * 2 > keys.length) {
            grow();
            slot = find(offset, length, hash);
        }
        keys[slot] = (long) hash << Integer.SIZE | offset + 1;
        lengths[slot] = length;
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

    /** The number of slots, over which {@link #clear} goes. */
    int capacity() {
        return keys.length;
    }

    /** Forgets all pieces. */
    void clear() {
        Arrays.fill(keys, 0);
        Arrays.fill(values, null);
        size = 0;
    }

    private int hash(int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + text[i];
        }
        return hash;
    }

    /** The slot at which the search for a hash starts. */
    private int start(int hash) {
        int group = (hash >>> GROUP_BITS) * 0x9E3779B1;
        return (group ^ group >>> 15) << GROUP_BITS | hash & GROUP - 1;
    }

    private int find(int offset, int length, int hash) {
        int mask = keys.length - 1;
        int slot = start(hash) & mask;
        while (keys[slot] != 0) {
            if ((int) (keys[slot] >>> Integer.SIZE) == hash && lengths[slot] == length && isAt(offset(slot), offset, length)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isAt(int known, int offset, int length) {
        for (int i = 0; i < length; i++) {
            if (text[known + i] != text[offset + i]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        var oldKeys = keys;
        var oldLengths = lengths;
        var oldValues = values;
        int capacity = 2 * oldKeys.length;
        int mask = capacity - 1;
        keys = new long[capacity];
        lengths = new int[capacity];
        values = new Object[capacity];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = start((int) (oldKeys[i] >>> Integer.SIZE)) & mask;
                while (keys[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                keys[slot] = oldKeys[i];
                lengths[slot] = oldLengths[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
