package qcc.passes.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LevelBitsTest {
    /** Some vectors at a time, and some left. */
    private static final int COUNT = 19;

    @Property(tries = 400)
    void productsAreDotProducts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int length,
            @ForAll @IntRange(min = -7, max = 0) int least, @ForAll @IntRange(min = 0, max = 15) int largest) {
        var random = new Random(seed);
        var levels = new int[COUNT][length];
        var others = new int[2][length];
        for (var vector : levels) {
            Arrays.setAll(vector, _ -> random.nextInt(least, largest + 1));
        }
        for (var vector : others) {
            Arrays.setAll(vector, _ -> random.nextInt(-3, 4));
        }
        var bits = new LevelBits(COUNT, length, least, largest, (vector, i) -> levels[vector][i]);
        var other = new LevelBits(2, length, -3, 3, (vector, i) -> others[vector][i]);
        var products = new int[COUNT];
        for (int o = 0; o < 2; o++) {
            bits.multiply(other, o, products);
            for (int v = 0; v < COUNT; v++) {
                assertThat(products[v]).isEqualTo(dot(levels[v], others[o]));
            }
        }
    }

    private static int dot(int[] a, int[] b) {
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
