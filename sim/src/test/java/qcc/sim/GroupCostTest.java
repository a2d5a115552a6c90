package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** A tree adds everywhere at once: ceil(log) levels. A chain adds the next fan_in - 1 sums to the one so far. */
    @ParameterizedTest
    @CsvSource({"tree, 2, 1, 0", "tree, 2, 2, 1", "tree, 2, 5, 3", "tree, 8, 8, 1", "tree, 8, 9, 2", "tree, 8, 65, 3", "chain, 2, 1, 0",
            "chain, 2, 2, 1", "chain, 2, 5, 4", "chain, 8, 8, 1", "chain, 8, 9, 2", "chain, 8, 65, 10"})
    void sumsOfCrossbarsAreAddedStepByStep(String kind, int fanIn, int crossbars, int steps) {
        var none = cost("", crossbars).latencyCycles();
        var adders = ", reduce: {kind: %s, fan_in: %d, bits: 40, cycles: 7}".formatted(kind, fanIn);
        assertThat(cost(adders, crossbars).latencyCycles() - none).isEqualTo(7L * steps);
        assertThat(cost(adders, crossbars).intervalCycles()).isEqualTo(cost("", crossbars).intervalCycles());
    }

    private static GroupCost cost(String adders, int crossbars) {
        var yaml = ChipLoader.preset("d6cim-esscirc23").toYaml().replaceFirst(", reduce: \\{[^}]*}", adders);
        var chip = ChipLoader.parse(yaml, "chip.yaml");
        var rows = 128 * crossbars;
        var group = new ArrayGroup(0, rows, 1, new byte[rows], WeightEncoding.TWOS_COMPLEMENT, List.of(1, 1, 1, 1, 1, 1, 1, 1), List.of());
        return GroupCost.of(chip, chip.typeOf(0), group);
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
