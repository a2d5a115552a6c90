package qcc.backend.cim.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

class ParameterTableTest {
    @Test
    void wordsLieWhereTheReferenceSays() {
        var channels = List.of(new RequantizeParameters.Channel(10, 11, 12, 13, 14), new RequantizeParameters.Channel(20, 21, 22));
        assertThat(new RequantizeParameters(1, 2, 3, 4, channels).words()).containsExactly(1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 0,
                0);
        assertThat(new RescaleParameters(1, 2, 3, 4, 5, 6).words()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(new AddParameters(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).words()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(new MulParameters(1, 2, 3, 4, 5, 6, 7).words()).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void wordsAreLittleEndian() {
        assertThat(new RescaleParameters(-1, 0x12345678, 0, 0, 0, 0).toBytes()).hasSize(24).startsWith(-1, -1, -1, -1, 0x78, 0x56, 0x34,
                0x12);
    }

    @Test
    void refusesWhatNoI8CanBe() {
        assertThatThrownBy(() -> new RescaleParameters(128, 0, 0, 0, 0, 0)).hasMessage("input zero point must be in -128..127 but is 128");
        assertThatThrownBy(() -> new MulParameters(0, 0, 0, 0, -129, 0, 0))
                .hasMessage("output zero point must be in -128..127 but is -129");
        assertThatThrownBy(() -> new RequantizeParameters(0, 1, 0, 0, List.of()))
                .hasMessage("the clamp [1, 0] is not a range within [-128, 127]");
        assertThatThrownBy(() -> new RequantizeParameters(0, -128, 128, 0, List.of())).hasMessageContaining("[-128, 128]");
    }
}
