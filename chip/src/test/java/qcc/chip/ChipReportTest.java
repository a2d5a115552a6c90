package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

class ChipReportTest {
    @Test
    void textOfAnAnalogChip() {
        assertThat(ChipReport.of(TestChips.chip()).toText()).isEqualTo("""
                small, 100 MHz, software drives crossbars
                  cores              1 with 2 crossbars in all
                  memory             8 KiB local in all, 64 KiB global
                core: 1 x 2 analog crossbars of 128 x 64 cells, 64 rows active at once
                  ADC                8 bits, 8 needed to lose nothing with any weights; 64 rows at once are safe
                  weights x inputs       capacity   cycles  latency ns interval ns   energy pJ        TOPS  exact TOPS    TOPS/W
                  8 x 8 bits                 4096      167        1664        1600           0     0.00512     0.00512         -
                  4 x 4 bits                 8192       87         864         800           0     0.02048     0.02048         -
                  2 x 2 bits                16384       47         464         400           0     0.08192     0.08192         -
                  1 x 1 bits                16384       27         264         200           0      0.1638      0.1638         -
                """);
    }

    @Test
    void jsonOfThePreset() throws JsonProcessingException {
        var json = new ObjectMapper().readTree(ChipReport.of(ChipLoader.preset("d6cim-esscirc23")).toJson());
        assertThat(json.at("/arch").asText()).isEqualTo("d6cim-esscirc23");
        assertThat(json.at("/control").asText()).isEqualTo("wordline");
        assertThat(json.at("/types/0/kind").asText()).isEqualTo("digital");
        assertThat(json.at("/types/0/precisions/0/product/cycles").asInt()).isEqualTo(64);
        assertThat(json.at("/types/0/precisions/0/capacity").asInt()).isEqualTo(2097152);
    }

    @Test
    void everyTypeOfCoreIsReported() {
        var report = ChipReport.of(ChipLoader.parse(TestChips.complete(), "complete.yaml"));
        assertThat(report.types()).extracting(CoreFigures::type).containsExactly("analog", "digital");
        assertThat(report.types()).extracting(CoreFigures::cores).containsExactly(3, 3);
        assertThat(report.xbars()).isEqualTo(6 * 96);
        assertThat(report.localKib()).isEqualTo(6 * 64);
        assertThat(report.leakMw()).isEqualTo(10 + 6 + 57.6);
    }
}
