package qcc.sim.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.sim.SimulatorException;

class CellMapTest {
    private static final byte[] MATRIX = {5, -3, -8, 7};
    private static final short U = CellMap.UNUSED;

    /** The two programmed rows of a crossbar of three; before the slices lies an unused column. */
    static Stream<Arguments> handComputed() {
        return Stream.of(
                Arguments.of(WeightEncoding.OFFSET, List.of(2, 2), MATRIX, new short[]{U, 1, 1, 3, 1, U, 0, 3, 0, 3}),
                Arguments.of(WeightEncoding.TWOS_COMPLEMENT, List.of(1, 1, 1, 1), MATRIX,
                        new short[]{U, 1, 1, 0, 0, 1, 1, 0, 1, U, 0, 1, 0, 1, 0, 1, 1, 0}),
                Arguments.of(WeightEncoding.TWOS_COMPLEMENT, List.of(2, 2), MATRIX, new short[]{U, 1, 1, 1, 3, U, 0, 3, 2, 1}),
                Arguments.of(WeightEncoding.DIFFERENTIAL_DIGITAL, List.of(2, 2), MATRIX,
                        new short[]{U, 1, 0, 0, 3, 1, 0, 0, 0, U, 0, 0, 3, 0, 0, 2, 1, 0}),
                Arguments.of(WeightEncoding.DIFFERENTIAL_ANALOG, List.of(4), MATRIX, new short[]{U, 5, 0, 0, 3, U, 0, 8, 7, 0}),
                Arguments.of(WeightEncoding.XNOR, List.of(1), new byte[]{0, -1, -1, 0}, new short[]{U, 1, 0, U, 0, 1}),
                Arguments.of(WeightEncoding.XNOR, List.of(1, 1), new byte[]{1, -2, -1, 0}, new short[]{U, 1, 0, 1, 0, U, 1, 0, 0, 1}));
    }

    @ParameterizedTest
    @MethodSource("handComputed")
    void levelsAreThoseComputedByHand(WeightEncoding encoding, List<Integer> sliceBits, byte[] matrix, short[] expected) {
        var columns = expected.length / 2;
        var map = CellMap.of(List.of(ArrayGroups.placed(encoding, sliceBits, 2, 2, matrix, 3, 1)), 3, columns);
        assertThat(map.crossbars()).containsExactly(3);
        assertThat(Arrays.copyOf(map.levels(3), columns)).containsOnly(U);
        assertThat(Arrays.copyOfRange(map.levels(3), columns, 3 * columns)).isEqualTo(expected);
        assertThat(map.levels(0)).containsOnly(U);
    }

    @Property
    void theMatrixComesBackFromItsCells(@ForAll WeightEncoding encoding, @ForAll @IntRange(min = 1, max = 4) int sliceWidth,
            @ForAll @IntRange(min = 1, max = 9) int rows, @ForAll @IntRange(min = 1, max = 4) int columns, @ForAll long seed) {
        var sliceBits = sliceBits(encoding, sliceWidth);
        var matrix = ArrayGroups.matrix(encoding, sliceBits, rows * columns, new Random(seed));
        var group = ArrayGroups.placed(encoding, sliceBits, rows, columns, matrix, 4, 0);
        assertThat(CellMap.of(List.of(group), 4, 1 + 16 * columns).matrix(group)).isEqualTo(matrix);
    }

    @Test
    void allWeightsOfEightBitsComeBack() {
        for (var encoding : List.of(WeightEncoding.OFFSET, WeightEncoding.TWOS_COMPLEMENT, WeightEncoding.DIFFERENTIAL_DIGITAL)) {
            var matrix = new byte[256];
            for (var i = 0; i < matrix.length; i++) {
                matrix[i] = (byte) i;
            }
            var group = ArrayGroups.placed(encoding, List.of(3, 3, 2), 256, 1, matrix, 256, 0);
            assertThat(CellMap.of(List.of(group), 256, 7).matrix(group)).isEqualTo(matrix);
        }
    }

    @Test
    void weightsThatDoNotFitAreNamed() {
        assertFault(group(WeightEncoding.OFFSET, List.of(4), 8),
                "the weight 8 at row 1, column 0 does not fit the code offset of [4] bits");
        assertFault(group(WeightEncoding.TWOS_COMPLEMENT, List.of(2, 2), -9), "the weight -9 at row 1, column 0");
        assertFault(group(WeightEncoding.DIFFERENTIAL_ANALOG, List.of(3), -8), "the weight -8 at row 1, column 0");
        assertFault(group(WeightEncoding.XNOR, List.of(1, 1), 2), "the weight 2 at row 1, column 0");
        assertFault(group(WeightEncoding.OFFSET, List.of(), 0), "array group 5: a weight has at least one slice");
    }

    @Test
    void blocksThatDoNotFitAreNamed() {
        var group = ArrayGroups.placed(WeightEncoding.DIFFERENTIAL_DIGITAL, List.of(4), 2, 2, MATRIX, 2, 0);
        assertThatThrownBy(() -> CellMap.of(List.of(group), 2, 4)).isInstanceOf(SimulatorException.class)
                .hasMessage("array group 5: 2 x 4 cells at row 0, column 1 leave crossbar 3, which has 2 x 4");
        assertThatThrownBy(() -> CellMap.of(List.of(group, group), 2, 5)).isInstanceOf(SimulatorException.class)
                .hasMessage("array group 5 overlaps another block at row 0, column 1 of crossbar 3");
        var half = new ArrayGroup(5, 2, 2, MATRIX, WeightEncoding.OFFSET, List.of(4), List.of(new CrossbarSlice(0, 0, 0, 0, 0, 1, 2, 0)));
        assertThatThrownBy(() -> CellMap.of(List.of(half), 2, 2).matrix(half)).isInstanceOf(SimulatorException.class)
                .hasMessage("array group 5: slice 0 of row 1, column 0 lies in 0 places, not in one");
    }

    private static ArrayGroup group(WeightEncoding encoding, List<Integer> sliceBits, int weight) {
        return new ArrayGroup(5, 2, 1, new byte[]{1, (byte) weight}, encoding, sliceBits, List.of());
    }

    private static void assertFault(ArrayGroup group, String message) {
        assertThatThrownBy(() -> CellMap.of(List.of(group), 2, 8)).isInstanceOf(SimulatorException.class).hasMessageContaining(message);
    }

    /** Eight bits in slices of a width, the last one narrower. */
    private static List<Integer> sliceBits(WeightEncoding encoding, int width) {
        if (encoding == WeightEncoding.XNOR) {
            return Collections.nCopies(8, 1);
        }
        var bits = new Integer[Math.ceilDiv(8, width)];
        Arrays.setAll(bits, i -> Math.min(width, 8 - i * width));
        return List.of(bits);
    }
}
