package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Values arrive in the fields they belong to, and defaults where the file is silent. */
class CompleteChipTest {
    private final Chip chip = ChipLoader.parse(TestChips.complete(), "complete.yaml");

    @Test
    void coresOfSeveralTypes() {
        assertThat(chip.coreCount()).isEqualTo(6);
        assertThat(chip.typeOf(1).xbar()).isEqualTo(chip.xbar());
        assertThat(chip.typeOf(2).xbar().kind()).isEqualTo(Xbar.Kind.DIGITAL);
        assertThat(chip.typeOf(4).core()).isEqualTo(chip.core());
        assertThat(chip.typeOf(5)).isEqualTo(new CoreType(chip.core(), chip.xbar()));
        assertThatThrownBy(() -> chip.typeOf(6)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatCoresShare() {
        assertThat(chip.chip().noc()).hasValue(new Noc(Noc.Kind.TORUS, 32, 1, 0.5));
        assertThat(chip.chip().globalMem()).isEqualTo(new Memory(65536, 64, 40, 1));
        assertThat(chip.chip().offchip()).hasValue(new OffchipMemory(6.4, 100, 15));
        assertThat(chip.operatingPoints()).containsExactly(new OperatingPoint(0.9, 1000, 1));
    }

    @Test
    void theCore() {
        assertThat(chip.core().groups()).isEqualTo(
                new Groups(Groups.Share.ADJACENT, true, Optional.of(new Groups.Reduction(Groups.Reduction.Kind.CHAIN, 8, 24, 1))));
        assertThat(chip.core().issue().maxParallelGroups()).isEqualTo(20);
        assertThat(chip.core().localMem()).isEqualTo(new Memory(64, 32, 2, 0.2));
        assertThat(chip.core().inputReg()).isEqualTo(new Core.InputRegister(16, true));
        assertThat(chip.core().accumulators())
                .isEqualTo(new Accumulators(Accumulators.At.CROSSBAR, 24, Accumulators.Overflow.SATURATE, 1024));
        assertThat(chip.core().vector()).isEqualTo(new VectorUnit(32, EnumSet.allOf(VectorOp.class), 0.1));
        assertThat(chip.core().requantize())
                .isEqualTo(new Requantization(EnumSet.allOf(RequantizeMode.class), 15, 31, Requantization.Rounding.FLOOR));
    }

    @Test
    void theCrossbar() {
        var xbar = chip.xbar();
        assertThat(List.of(xbar.driverNs(), xbar.arrayNs(), xbar.sampleNs(), xbar.shiftAddNs())).containsExactly(1.0, 100.0, 0.5, 0.25);
        assertThat(xbar.readout())
                .isEqualTo(new Adc(8, 0.78, 128, Adc.Rounding.FLOOR,
                        new Adc.FullScale(Adc.FullScale.Mode.MAX, Adc.FullScale.Per.SLICE, Adc.FullScale.Steps.ANY)));
        assertThat(xbar.write()).isEqualTo(new WritePort(WritePort.Unit.ROW, 2, 100, 8.5, 10, 2, WritePort.Concurrent.PLANE, 1e9));
        assertThat(xbar.timing()).hasValue(new Timing(4000, 200));
        assertThat(xbar.weightColumns()).isEqualTo(16);
        assertThat(xbar.cell().values()).containsExactly(0, 1, 2, 3);
        assertThat(chip.typeOf(2).xbar().cell().hasZero()).isFalse();
        assertThat(chip.typeOf(2).xbar().readout()).isEqualTo(new AdderTree(1, 1, 3));
    }

    @Test
    void energyAreaAndNoise() {
        assertThat(chip.energy()).isEqualTo(new Energy(0.1, 0.01, 2, 0.05, new Parts(0.1, 1, 10)));
        assertThat(chip.areaMm2()).isEqualTo(new Parts(0.01, 0.1, 5));
        assertThat(chip.noise())
                .isEqualTo(new Noise(false, 7, Optional.of(new Noise.Programming(Noise.Programming.Distribution.PROPORTIONAL, 0.02)), 0.01,
                        Optional.of(new Noise.Drift(Noise.Drift.Exponent.CONSTANT, 0.05, 0.01, 20, 86400, true)),
                        Optional.of(new Noise.Wire(1, 2, 10000)), Optional.of(new Noise.Driver(0.1, 0.02, 0.2)),
                        Optional.of(new Noise.Converter(0.5, 0.01, 0.3)),
                        Optional.of(new Noise.Stuck(0.001, 0.002)), 15));
    }

    @Test
    void theNpu() {
        var npu = chip.npu().orElseThrow();
        assertThat(npu.array().macsPerCycle()).isEqualTo(256);
        assertThat(npu.clockMhz()).isEqualTo(500);
        assertThat(List.of(npu.scratchpad().kib(), npu.sram().kib(), npu.dram().orElseThrow().kib(), npu.flash().orElseThrow().kib()))
                .containsExactly(256, 1024, 65536, 65536);
        assertThat(npu.precisions()).extracting(Npu.Precision::speedup).containsExactly(1, 2, 2, 4, 4, 4, 16);
    }

    @Test
    void sourcesStandInTheOrderOfTheFile() {
        assertThat(chip.notes().subList(0, 5)).containsExactly(new SourceNote("", "a test"), new SourceNote("", "with two sources"),
                new SourceNote("operating_points[0]", "here"),
                new SourceNote("chip", "here"), new SourceNote("chip.cores[0]", "here"));
    }

    @Test
    void defaults() {
        var small = TestChips.chip();
        assertThat(small.npu()).isEmpty();
        assertThat(small.chip().cores()).isEqualTo(new Cores.Grid(1, 1));
        assertThat(small.core().groups()).isEqualTo(new Groups(Groups.Share.ANY, false, Optional.empty()));
        assertThat(small.core().issue().maxParallelGroups()).isEqualTo(2);
        assertThat(small.xbar().input().bits()).isEqualTo(8);
        assertThat(small.xbar().write())
                .isEqualTo(new WritePort(WritePort.Unit.ROW, 1, 100, 1, 0, 1, WritePort.Concurrent.NONE, Double.POSITIVE_INFINITY));
        assertThat(small.energy()).isEqualTo(new Energy(0, 0, 0, 0, new Parts(0, 0, 0)));
        assertThat(small.noise().ideal()).isTrue();
        assertThat(TestChips.chip("  active_rows: 64\n", "").xbar().activeRows()).isEqualTo(128);
    }

    @Test
    void jsonIsReadAsWell() throws JsonProcessingException {
        var json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(new Yaml().load(TestChips.minimal()));
        var read = ChipLoader.parse(json, "chip.json");
        assertThat(read.xbar()).isEqualTo(TestChips.chip().xbar());
        assertThat(read.core()).isEqualTo(TestChips.chip().core());
    }
}
