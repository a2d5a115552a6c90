package qcc.dialect.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StepTableTest {
    @Test
    void axesWithEqualStepsHaveSizeOne() {
        assertThat(StepTable.of(2, 3, 4, (_, _, _) -> 5)).isEqualTo(StepTable.uniform(5));
        assertThat(StepTable.of(2, 3, 4, (g, _, _) -> 1 + g).shape()).containsExactly(2, 1, 1);
        assertThat(StepTable.of(2, 3, 4, (_, p, _) -> 1 + p).shape()).containsExactly(1, 3, 1);
        assertThat(StepTable.of(2, 3, 4, (_, _, c) -> 1 + c).shape()).containsExactly(1, 1, 4);
        assertThat(StepTable.of(2, 3, 4, (g, _, c) -> 1 + g * c).shape()).containsExactly(2, 1, 4);
    }

    @Test
    void theSmallestTableGivesEveryEntry() {
        for (int axes = 0; axes < 8; axes++) {
            int mask = axes;
            StepTable.Entries entries = (g, p, c) -> 1 + (mask & 1) * g + (mask >> 1 & 1) * 7 * p + (mask >> 2) * 100 * c;
            var table = StepTable.of(2, 3, 4, entries);
            assertThat(table.steps()).hasSize((1 + (mask & 1)) * (1 + (mask >> 1 & 1) * 2) * (1 + (mask >> 2) * 3));
            for (int i = 0; i < 24; i++) {
                assertThat(table.at(i / 12, i / 4 % 3, i % 4)).isEqualTo(entries.step(i / 12, i / 4 % 3, i % 4));
            }
        }
    }

    @Test
    void fractionBitsThatNoStepNeedsAreDropped() {
        var table = StepTable.of(1, 2, 1, 384, 256).withFractionBits(8);
        assertThat(table.worth(table.largest())).isEqualTo(1.5);
        assertThat(table.reduced()).isEqualTo(StepTable.of(1, 2, 1, 3, 2).withFractionBits(1)).isNotEqualTo(StepTable.of(1, 2, 1, 3, 2));
        assertThat(StepTable.uniform(512).withFractionBits(8).reduced()).isEqualTo(StepTable.uniform(2));
        assertThat(StepTable.uniform(4).reduced()).isEqualTo(StepTable.uniform(4));
        assertThat(StepTable.text(386 / 256.0)).isEqualTo("1.5078125");
        assertThat(StepTable.text(20)).isEqualTo("20");
    }

    @Test
    void refusesWhatIsNoTable() {
        assertThatThrownBy(() -> StepTable.uniform(1).withFractionBits(17)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("steps have 0 to 16 fraction bits, not 17");
        assertThatThrownBy(() -> StepTable.of(1, 2, 1, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a table of 1 x 2 x 1 steps does not have 1");
        assertThatThrownBy(() -> StepTable.uniform(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a step must be in 1..1073741824 but is 0");
    }
}
