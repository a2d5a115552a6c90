package qcc.sim.noise;

/**
 * Random numbers as a function of a seed and a place: Philox4x32-10 (Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC 2011, DOI
 * 10.1145/2063384.2063405) with the seed and the purpose as key and core, crossbar, row and column as counter.
 *
 * @param seed the seed
 */
record CounterRandom(int seed) {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final double TO_UNIT = 0x1p-53;

    /** 128 random bits for a counter and a key of two words. */
    static int[] philox(int c0, int c1, int c2, int c3, int key0, int key1) {
        var x0 = c0;
        var x1 = c1;
        var x2 = c2;
        var x3 = c3;
        var k0 = key0;
        var k1 = key1;
        for (var round = 0; round < ROUNDS; round++) {
            var p0 = MULTIPLIER_0 * (x0 & 0xFFFFFFFFL);
            var p1 = MULTIPLIER_1 * (x2 & 0xFFFFFFFFL);
            x0 = (int) (p1 >>> 32) ^ x1 ^ k0;
            x1 = (int) p1;
            x2 = (int) (p0 >>> 32) ^ x3 ^ k1;
            x3 = (int) p0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return new int[]{x0, x1, x2, x3};
    }

    private int[] words(Purpose purpose, int core, int crossbar, int row, int column) {
        return philox(core, crossbar, row, column, seed, purpose.ordinal());
    }

    private static long join(int high, int low) {
        return (long) high << 32 | low & 0xFFFFFFFFL;
    }

    /** 64 random bits. */
    long bits(Purpose purpose, int core, int crossbar, int row, int column) {
        var words = words(purpose, core, crossbar, row, column);
        return join(words[0], words[1]);
    }

    /** A number in [0, 1). */
    double uniform(Purpose purpose, int core, int crossbar, int row, int column) {
        return (bits(purpose, core, crossbar, row, column) >>> 11) * TO_UNIT;
    }

    /** A standard normal number, by the method of Box and Muller. */
    double normal(Purpose purpose, int core, int crossbar, int row, int column) {
        var words = words(purpose, core, crossbar, row, column);
        var radius = ((join(words[0], words[1]) >>> 11) + 1) * TO_UNIT;
        var angle = (join(words[2], words[3]) >>> 11) * TO_UNIT;
        return StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * StrictMath.PI * angle);
    }
}
