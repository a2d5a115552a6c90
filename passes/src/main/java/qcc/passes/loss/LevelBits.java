package qcc.passes.loss;

import java.util.function.IntBinaryOperator;

/**
 * Vectors of small levels as bit planes, so that a dot product is a sum of population counts: {@code sum a b = sum 2^(i+j) |a_i and b_j|}. Levels
 * may be negative: what they exceed the least one by is held.
 */
final class LevelBits {
    private final int length;
    private final int least;
    private final int bits;
    private final int words;
    private final long[] planes;
    private final int[] excess;

    /**
     * @param count vectors
     * @param length elements of each
     * @param least the least level, 0 or less
     * @param largest the largest level
     * @param level the level of a vector's element
     */
    LevelBits(int count, int length, int least, int largest, IntBinaryOperator level) {
        this.length = length;
        this.least = least;
        this.bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(largest - least));
        this.words = Math.ceilDiv(length, Long.SIZE);
        this.planes = new long[Math.multiplyExact(count, bits * words)];
        this.excess = new int[count];
        for (int vector = 0; vector < count; vector++) {
            for (int i = 0; i < length; i++) {
                set(vector, i, level.applyAsInt(vector, i) - least);
            }
        }
    }

    private void set(int vector, int element, int value) {
        excess[vector] += value;
        int word = vector * bits * words + element / Long.SIZE;
        for (int bit = 0; bit < bits; bit++, word += words) {
            planes[word] |= (long) (value >> bit & 1) << element % Long.SIZE;
        }
    }

    int count() {
        return excess.length;
    }

    /** The dot products of all vectors with one vector of another set of the same length. */
    void multiply(LevelBits other, int vector, int[] products) {
        int constant = least * other.excess[vector] + length * least * other.least;
        for (int i = 0; i < excess.length; i++) {
            products[i] = counts(i, other, vector) + other.least * excess[i] + constant;
        }
    }

    private int counts(int vector, LevelBits other, int otherVector) {
        int total = 0;
        int mine = vector * bits * words;
        for (int bit = 0; bit < bits; bit++, mine += words) {
            int theirs = otherVector * other.bits * words;
            for (int otherBit = 0; otherBit < other.bits; otherBit++, theirs += words) {
                int ones = 0;
                for (int word = 0; word < words; word++) {
                    ones += Long.bitCount(planes[mine + word] & other.planes[theirs + word]);
                }
                total += ones << bit + otherBit;
            }
        }
        return total;
    }
}
