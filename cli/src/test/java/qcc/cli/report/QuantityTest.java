package qcc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantityTest {
    @Test
    void theUnitFollowsTheSize() {
        assertThat(Quantity.energy(0)).isEqualTo("0.000 pJ");
        assertThat(Quantity.energy(999)).isEqualTo("999.000 pJ");
        assertThat(Quantity.energy(1000)).isEqualTo("1.000 nJ");
        assertThat(Quantity.energy(110_820_692_652.0)).isEqualTo("110.821 mJ");
        assertThat(Quantity.energy(5e15)).isEqualTo("5,000.000 J");
        assertThat(Quantity.time(7_464_407)).isEqualTo("7.464 ms");
    }
}
