package qcc.passes.loss;

import java.util.function.IntBinaryOperator;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of small levels as bit planes, so that a dot product is a sum of population counts: {@code sum a b = sum 2^(i+j) |a_i and b_j|}. Levels
 * may be negative: what they exceed the least one by is held. Words of neighboring vectors lie side by side: [bits][words][vectors].
 */
final class LevelBits {
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

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
        for (int bit = 0; bit < bits; bit++) {
            planes[word(bit, element / Long.SIZE, vector)] |= (long) (value >> bit & 1) << element % Long.SIZE;
        }
    }

    private int word(int bit, int word, int vector) {
        return (bit * words + word) * excess.length + vector;
    }

    int count() {
        return excess.length;
    }

    /** The dot products of all vectors with one vector of another set of the same length. */
    void multiply(LevelBits other, int vector, int[] products) {
        int constant = least * other.excess[vector] + length * least * other.least;
        var masks = masks(other, vector);
        var counts = new long[LONGS.length()];
        int i = 0;
        for (; i <= excess.length - LONGS.length(); i += LONGS.length()) {
            var total = LongVector.zero(LONGS);
            for (int word = 0, at = i; word < bits * words; word++, at += excess.length) {
                var mine = LongVector.fromArray(LONGS, planes, at);
                for (int bit = 0; bit < other.bits; bit++) {
                    long shift = word / words + bit;
                    total = total.add(mine.and(masks[bit * words + word % words]).lanewise(VectorOperators.BIT_COUNT)
                            .lanewise(VectorOperators.LSHL, shift));
                }
            }
            total.intoArray(counts, 0);
            for (int lane = 0; lane < counts.length; lane++) {
                products[i + lane] = (int) counts[lane] + other.least * excess[i + lane] + constant;
            }
        }
        for (; i < excess.length; i++) {
            products[i] = count(i, masks, other.bits) + other.least * excess[i] + constant;
        }
    }

    /** The words of a vector, bit after bit. */
    private static long[] masks(LevelBits other, int vector) {
        var masks = new long[other.bits * other.words];
        for (int i = 0; i < masks.length; i++) {
            masks[i] = other.planes[i * other.excess.length + vector];
        }
        return masks;
    }

    private int count(int vector, long[] masks, int otherBits) {
        int total = 0;
        for (int word = 0; word < bits * words; word++) {
            for (int bit = 0; bit < otherBits; bit++) {
                total += Long.bitCount(planes[word * excess.length + vector] & masks[bit * words + word % words]) << word / words + bit;
            }
        }
        return total;
    }
}
