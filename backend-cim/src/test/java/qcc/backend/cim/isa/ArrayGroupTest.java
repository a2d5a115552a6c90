package qcc.backend.cim.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

class ArrayGroupTest {
    @Test
    void checksumIsTheUsualCrc32() {
        var digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(new ArrayGroup(0, 3, 3, digits, WeightEncoding.OFFSET, List.of(8), List.of()).crc32()).isEqualTo(0xCBF43926);
    }

    @Test
    void refusesMatricesAndBlocksOfAnotherSize() {
        assertThatThrownBy(() -> group(2, 3, 5)).hasMessage("group 1: a 2 x 3 matrix does not have 5 elements");
        assertThatThrownBy(() -> group(65536, 65536, 0)).hasMessageContaining("does not have 0 elements");
        assertThatThrownBy(() -> group(2, 3, 6, new CrossbarSlice(0, 0, 0, 1, 0, 2, 3, 0)))
                .hasMessage("group 1: the block of 2 x 3 at row 1, column 0 leaves the 2 x 3 matrix");
        assertThatThrownBy(() -> group(2, 3, 6, new CrossbarSlice(0, 0, 0, 0, 3, 1, 1, 0))).hasMessageContaining("leaves the 2 x 3 matrix");
        assertThatThrownBy(() -> group(2, 3, 6, new CrossbarSlice(0, 0, 0, 0, 0, 1, 1, 2))).hasMessage("group 1 has 2 slices, no slice 2");
        assertThat(group(2, 3, 6, new CrossbarSlice(0, 9, 9, 1, 2, 1, 1, 1)).slices()).hasSize(1);
    }

    @Test
    void replicasAreCopiesInOtherCrossbars() {
        var group = group(2, 3, 6, block(0, 0, 0), block(1, 0, 0), block(0, 1, 2), block(1, 1, 3));
        assertThat(group.replicas()).isEqualTo(2);
        assertThat(group.replica(1)).containsExactly(block(0, 1, 2), block(1, 1, 3));
        assertThat(group(2, 3, 6).replicas()).isEqualTo(1);
        assertThatThrownBy(() -> group(2, 3, 6, block(0, 0, 0), block(0, 1, 0))).hasMessage("group 1: replicas 0 and 1 share crossbar 0");
        assertThatThrownBy(() -> group(2, 3, 6, block(0, 0, 0), block(0, 2, 1)))
                .hasMessage("group 1 has a replica 2 but no replica 1");
        assertThatThrownBy(() -> group(2, 3, 6, block(0, 1, 0))).hasMessage("group 1 has a replica 1 but no replica 0");
        assertThatThrownBy(() -> group(2, 3, 6, block(0, 0, 0), block(1, 1, 1)))
                .hasMessage("group 1: replica 1 does not hold the same blocks as replica 0");
    }

    /** One of the two slices of the whole matrix. */
    private static CrossbarSlice block(int slice, int replica, int crossbar) {
        return new CrossbarSlice(crossbar, 0, 4 * slice, 0, 0, 2, 3, slice, replica);
    }

    @Test
    void groupsOfACoreHaveDifferentIds() {
        var group = group(1, 1, 1);
        assertThatThrownBy(() -> new CoreProgram(4, new byte[0], List.of(group, group), SourceMap.EMPTY))
                .hasMessage("core 4 has two groups 1");
    }

    private static ArrayGroup group(int rows, int columns, int elements, CrossbarSlice... slices) {
        return new ArrayGroup(1, rows, columns, new byte[elements], WeightEncoding.OFFSET, List.of(4, 4), List.of(slices));
    }
}
