package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** A supply chooses clock and energies. */
class OperatingPointTest {
    private static final String POINTS = "operating_points: [{v: 0.6, clock_mhz: 250, pj_scale: 0.5}, {v: 0.9, clock_mhz: 2000}]\n";

    private static Chip chip() {
        return ChipLoader.parse(POINTS + TestChips.complete().replaceAll("(?m)^operating_point.*\n", ""), "chip.yaml");
    }

    @Test
    void withoutOneTheFileHoldsAsItStands() {
        assertThat(chip().operatingPoint()).isEmpty();
        assertThat(chip().clockMhz()).isEqualTo(1000);
        assertThat(chip().title()).isEqualTo(chip().arch());
    }

    @Test
    void clockAndEveryEnergyFollowTheSupply() {
        var nominal = chip();
        var low = nominal.at(0.6);
        assertThat(low.clockMhz()).isEqualTo(250);
        assertThat(low.title()).isEqualTo(nominal.arch() + " at 0.6 V");
        assertThat(low.chip().globalMem().pjPerByte()).isEqualTo(nominal.chip().globalMem().pjPerByte() / 2);
        assertThat(low.chip().offchip().orElseThrow().pjPerByte()).isEqualTo(nominal.chip().offchip().orElseThrow().pjPerByte() / 2);
        assertThat(low.chip().noc().orElseThrow().routerPjPerFlit()).isEqualTo(nominal.chip().noc().orElseThrow().routerPjPerFlit() / 2);
        assertThat(low.core().localMem().pjPerByte()).isEqualTo(nominal.core().localMem().pjPerByte() / 2);
        assertThat(low.core().vector().pjPerOp()).isEqualTo(nominal.core().vector().pjPerOp() / 2);
        assertThat(low.xbar().write().pjPerCell()).isEqualTo(nominal.xbar().write().pjPerCell() / 2);
        assertThat(low.energy().adcPj()).isEqualTo(nominal.energy().adcPj() / 2);
        assertThat(low.npu().orElseThrow().macPj()).isEqualTo(nominal.npu().orElseThrow().macPj() / 2);
        assertThat(low.typeOf(2).core().localMem().pjPerByte()).isEqualTo(nominal.typeOf(2).core().localMem().pjPerByte() / 2);
    }

    @Test
    void timesInNanosecondsPowersAndSizesStay() {
        var low = chip().at(0.6);
        assertThat(low.xbar().arrayNs()).isEqualTo(chip().xbar().arrayNs());
        assertThat(low.energy().leakMw()).isEqualTo(chip().energy().leakMw());
        assertThat(low.areaMm2()).isEqualTo(chip().areaMm2());
    }

    @Test
    void theChosenSupplyIsPartOfTheFile() {
        var low = chip().at(0.6);
        assertThat(ChipLoader.parse(low.toYaml(), "chip.yaml")).isEqualTo(low);
        assertThat(low.at(0.9).clockMhz()).isEqualTo(2000);
        assertThat(low.at(0.9).energy()).isEqualTo(chip().energy());
    }

    @Test
    void placesInTheFileStay() {
        assertThat(chip().at(0.6).problemAt("xbar.adc.bits", "too few", "")).isEqualTo(chip().problemAt("xbar.adc.bits", "too few", ""));
    }

    @Test
    void aFileInJsonMayRunAtAnySupplyToo() throws Exception {
        var json = new ObjectMapper().writeValueAsString(new Yaml().load(POINTS + TestChips.minimal()));
        var low = ChipLoader.parse(json, "chip.json").at(0.6);
        assertThat(low.clockMhz()).isEqualTo(250);
        assertThat(new ObjectMapper().readTree(low.toYaml()).get("operating_point").asDouble()).isEqualTo(0.6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"# the end", "", "\n\n"})
    void theFileMayEndInAnyWay(String end) {
        assertThat(ChipLoader.parse(POINTS + TestChips.minimal().stripTrailing() + end, "chip.yaml").at(0.6).clockMhz()).isEqualTo(250);
    }

    @Test
    void anUnknownSupplyIsRefusedWithThoseThereAre() {
        var failure = catchThrowableOfType(ChipException.class, () -> chip().at(0.7));
        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("no operating point at 0.7 V");
            assertThat(problem.hint()).contains("0.6 V, 0.9 V");
            assertThat(problem.line()).isEqualTo(1);
        });
        assertThatThrownBy(() -> TestChips.chip().at(0.7)).hasMessageContaining("describe one: operating_points");
        assertThatThrownBy(() -> ChipLoader.parse("operating_point: 0.7\n" + POINTS + TestChips.minimal(), "chip.yaml"))
                .hasMessageContaining("chip.yaml:1:18").hasMessageContaining("0.6 V, 0.9 V");
    }

    @Test
    void aSupplyIsGivenOnce() {
        assertThatThrownBy(() -> ChipLoader.parse(POINTS.replace("0.9", "0.6") + TestChips.minimal(), "chip.yaml"))
                .hasMessageContaining("operating_points gives 0.6 V twice");
    }
}
