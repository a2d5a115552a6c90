package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetTest {
    private final Chip chip = ChipLoader.preset("d6cim-esscirc23");

    @Test
    void thePublishedMacroIsInTheFile() {
        assertThat(chip.xbar().kind()).isEqualTo(Xbar.Kind.DIGITAL);
        assertThat(List.of(chip.xbar().rows(), chip.xbar().cols(), chip.xbar().weightColumns())).containsExactly(128, 128, 16);
        assertThat(chip.xbar().weights()).isEqualTo(new Weights(Weights.Encoding.TWOS_COMPLEMENT, List.of(1, 1, 1, 1, 1, 1, 1, 1), false));
        assertThat(chip.xbar().input()).isEqualTo(
                new InputDrive(8, InputDrive.Drive.BIT_SERIAL, 1, InputDrive.Signed.MSB_SUBTRACT, InputDrive.Pad.DRIVE_ZERO_POINT));
        assertThat(chip.coreCount()).isEqualTo(16);
        assertThat(chip.xbarCount()).isEqualTo(1024);
        assertThat(chip.core().localMem().bytes()).isEqualTo(65536);
        assertThat(chip.core().accumulators()).isEqualTo(new Accumulators(Accumulators.At.CORE, 32, Accumulators.Overflow.TRAP, 4096));
        assertThat(chip.notes()).anySatisfy(note -> assertThat(note.text()).contains("ESSCIRC 2023"));
    }

    @Test
    void aProductTakesThePublishedTime() {
        var product = ProductCost.full(chip, chip.xbar(), 8, 8);
        assertThat(product.cycles()).isEqualTo(64);
        assertThat(product.latencyNs()).isCloseTo(177.8, within(0.05));
    }

    /** 60.4 TOPS/W over 128 x 16 products of two operations each. */
    @Test
    void aProductTakesThePublishedEnergy() {
        double tera = 2.0 * 128 * 16 / ProductCost.full(chip, chip.xbar(), 8, 8).energyPj();
        assertThat(tera).isCloseTo(60.4, within(0.1));
    }

    @Test
    void everyPresetIsListedAndLoads() throws IOException {
        var folder = Path.of(System.getProperty("qcc.root"), "chip/src/main/resources/qcc/chip/presets");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted()).isEqualTo(ChipLoader.presets());
        }
        assertThat(ChipLoader.presets()).allSatisfy(name -> assertThat(ChipLoader.preset(name).arch()).isEqualTo(name));
    }

    @Test
    void theTextReadsBackAsTheSameChip() {
        assertThat(ChipLoader.parse(chip.toYaml(), chip.source().name())).isEqualTo(chip);
    }

    static List<PublishedFigure> publishedFigures() {
        return PublishedFigure.ALL;
    }

    @ParameterizedTest
    @MethodSource("publishedFigures")
    void figuresAreThePublishedOnes(PublishedFigure figure) {
        var derived = figure.of(ChipLoader.preset(figure.preset()));
        if (figure.percent() == 0) {
            assertThat(derived).as("met by now: give it a percentage").isNotCloseTo(figure.published(), withinPercentage(5));
        } else {
            assertThat(derived).isCloseTo(figure.published(), withinPercentage(figure.percent()));
        }
    }

    @ParameterizedTest
    @MethodSource("qcc.chip.ChipLoader#presets")
    void everyPresetNamesItsSourcesAndHasAPublishedFigure(String name) {
        assertThat(ChipLoader.preset(name).notes()).anySatisfy(note -> assertThat(note.path()).isEmpty())
                .anySatisfy(note -> assertThat(note.path()).isEqualTo("xbar"));
        assertThat(PublishedFigure.ALL).anySatisfy(figure -> assertThat(figure.preset()).isEqualTo(name));
    }

    /** ISAAC's 128 rows of 2-bit cells need 9 bits and its converters have 8; Jia's 1,152 rows need 11. */
    @Test
    void convertersThatLose() {
        assertThat(ChipReport.of(ChipLoader.preset("isaac-isca16")).types().getFirst())
                .returns(9, CoreFigures::adcBitsNeeded).returns(8, CoreFigures::adcBits).returns(85, CoreFigures::safeRows);
        assertThat(ChipReport.of(ChipLoader.preset("jia-jssc22")).types().getFirst())
                .returns(11, CoreFigures::adcBitsNeeded).returns(255, CoreFigures::safeRows);
        assertThat(ChipReport.of(ChipLoader.preset("sinangil-jssc21")).types().getFirst().safeRows()).isZero();
    }

    @Test
    void widthsOfThePapers() {
        for (var name : List.of("isaac-isca16", "puma-asplos19", "colonnade-jssc21")) {
            assertThat(ChipLoader.preset(name).legalOperations().allowsProduct(16, 16)).as(name).isTrue();
        }
        assertThat(ChipLoader.preset("hermes-pcm64").legalOperations().allowsProduct(8, 8)).isTrue();
        assertThat(ChipLoader.preset("neurram-nat22").legalOperations().allowsProduct(4, 4)).isTrue();
        assertThat(ChipLoader.preset("neurram-nat22").legalOperations().allowsProduct(8, 8)).isFalse();
    }
}
