package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.chip.ChipLoader;

class GroupCostTest {
    /** Each group of rows takes its time, however few they are. */
    @Test
    void everyRowGroupIsAPass() {
        assertThat(interval(List.of(60, 40))).isEqualTo(2 * interval(List.of(100)));
        assertThat(interval(List.of(98, 1, 1))).isEqualTo(3 * interval(List.of(100)));
    }

    private static long interval(List<Integer> rowGroups) {
        var converter = new Converter(8, StepTable.uniform(1), Converter.Rounding.NEAREST, 8, 1, Converter.Signing.MSB_SUBTRACT, rowGroups);
        var bits = List.of(2, 2, 2, 2);
        var slices = List.of(new CrossbarSlice(0, 0, 0, 0, 0, 100, 1, 0), new CrossbarSlice(0, 0, 1, 0, 0, 100, 1, 1),
                new CrossbarSlice(0, 0, 2, 0, 0, 100, 1, 2), new CrossbarSlice(0, 0, 3, 0, 0, 100, 1, 3));
        var group = new ArrayGroup(0, 100, 1, new byte[100], WeightEncoding.OFFSET, bits, slices, Optional.of(converter));
        var chip = ChipLoader.preset("isaac-isca16");
        return GroupCost.of(chip, chip.typeOf(0), group).intervalCycles();
    }
}
