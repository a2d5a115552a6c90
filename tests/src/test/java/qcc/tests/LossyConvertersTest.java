package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.chip.ChipLoader;
import qcc.tensor.NpyFile;

/**
 * Networks on 128 rows of 2-bit cells with converters that lose something: what {@code eval} predicts and simulates for each layer. Figures on
 * all images are in docs/converter-loss.md, with the commands that give them.
 */
class LossyConvertersTest {
    private static final int IMAGES = 16;

    @TempDir
    private Path folder;

    private static String replaced(String text, String from, String to) {
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    /** Crossbars of 128 rows of 2-bit cells, signs subtracted after conversion, one input bit at a time. */
    private Path chip(int bits, String round, String fullScale) throws IOException {
        var yaml = ChipLoader.preset("isaac-isca16").toYaml();
        yaml = replaced(yaml, "encoding: offset", "encoding: differential_digital");
        yaml = replaced(yaml, "slice_bits: [2, 2, 2, 2, 2, 2, 2, 2]", "slice_bits: [2, 2, 2, 2]");
        yaml = replaced(yaml, "bits: 16\n    drive", "bits: 8\n    drive");
        yaml = replaced(yaml, "signed: msb_subtract", "signed: offset");
        yaml = replaced(yaml, "bits: 8\n    conversion_ns", "bits: " + bits + "\n    round: " + round + "\n    conversion_ns");
        yaml = replaced(yaml, "mode: unit, per: chip", fullScale);
        return Files.writeString(folder.resolve("chip.yaml"), yaml);
    }

    private JsonNode eval(SampleNetwork network, Path chip, int images) throws IOException {
        return new CommandLine(folder).json(command(network, chip, images));
    }

    private static List<String> command(SampleNetwork network, Path chip, int images) {
        var words = new ArrayList<>(network.inputs());
        words.addAll(List.of("--chip", chip.toString(), "--samples", "" + images, "--loss-samples", "" + images, "--json"));
        return network.command("eval", words);
    }

    /** Calibrated with the very images that are executed, so that nothing but the estimate separates prediction and simulation. */
    private JsonNode evalAsCalibrated(SampleNetwork network, Path chip) throws IOException {
        var command = command(network, chip, IMAGES);
        var images = folder.resolve("images.npy").toString();
        NpyFile.write(Path.of(images), NpyFile.read(Path.of(command.get(command.indexOf("--input") + 1))).slice(0, IMAGES));
        command.set(command.indexOf("--calib") + 1, images);
        return new CommandLine(folder).json(command);
    }

    private static SampleNetwork resnet20() {
        return SampleNetwork.trained().getFirst().orSkip();
    }

    private static List<JsonNode> layers(JsonNode answer) {
        var layers = new ArrayList<JsonNode>();
        answer.get("layers").forEach(layers::add);
        return layers;
    }

    @Test
    void aStepOfOneLosesNothing() throws IOException {
        var answer = eval(resnet20(), chip(8, "nearest", "mode: unit"), IMAGES);
        assertThat(answer.get("bit_exact").asBoolean()).isTrue();
        assertThat(layers(answer)).hasSize(20).allSatisfy(layer -> {
            assertThat(layer.get("exact").asBoolean()).isTrue();
            assertThat(layer.get("needed_bits").asInt()).isBetween(6, 8);
            assertThat(layer.get("predicted_sqnr_db").isNull()).isTrue();
            assertThat(layer.get("simulated_sqnr_db").isNull()).isTrue();
        });
    }

    /** A full scale of 384 with 8 bits, and ranges from samples with so few bits that they clip as well, some of them hardly ever. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8 | nearest | mode: max, per: chip, steps: fixed_point
            4 | floor   | mode: calibrated, per: layer
            5 | nearest | mode: calibrated, per: slice
            """)
    void predictionsAreWithinADecibelInEveryLayer(int bits, String round, String fullScale) throws IOException {
        var answer = evalAsCalibrated(resnet20(), chip(bits, round, fullScale));
        assertThat(answer.get("bit_exact").asBoolean()).isFalse();
        assertThat(layers(answer)).hasSize(20).allSatisfy(layer -> {
            assertThat(layer.get("exact").asBoolean()).isFalse();
            assertThat(layer.get("simulated_sqnr_db").asDouble()).isCloseTo(layer.get("predicted_sqnr_db").asDouble(), within(1.0));
            double percent = 0;
            for (var share : layer.get("noise_percent")) {
                percent += share.asDouble();
            }
            assertThat(percent).isCloseTo(100, within(1e-6));
        });
    }

    @Test
    void sevenBitsAreEnoughForRangesOfLayersAndSlices() throws IOException {
        var answer = eval(resnet20(), chip(7, "nearest", "mode: calibrated, per: slice"), 3 * IMAGES);
        assertThat(answer.get("device_top1").asDouble()).isEqualTo(answer.get("int8_top1").asDouble());
        assertThat(layers(answer)).anySatisfy(layer -> assertThat(layer.get("exact").asBoolean()).isFalse());
    }

    @Test
    void textAndRemarksShowWhatLayersLose() throws IOException {
        var digits = SampleNetwork.digits();
        var words = new ArrayList<>(digits.inputs());
        words.addAll(List.of("--chip", chip(4, "nearest", "mode: calibrated, per: layer").toString(), "--samples", "40", "-v"));
        var outcome = new CommandLine(folder).run(digits.command("eval", words));
        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
        assertThat(new String(outcome.output()))
                .containsPattern(" exact needed +bits +steps +predicted +simulated +specimen +rounding +clipping +bias")
                .containsPattern("    no +[678] +4 +\\d+ +[\\d.]+ dB +[\\d.]+ dB +- +\\d+ % +\\d+ % +\\d+ % ");
        assertThat(outcome.errors())
                .containsPattern("remark: column sums need [678] bits, converters have 4 and steps of \\d+; predicted SQNR");
    }

    @Test
    void aDigitalMacroHasNoConverters() throws IOException {
        var digits = SampleNetwork.digits();
        var words = new ArrayList<>(digits.inputs());
        words.addAll(List.of("--samples", "5", "--json"));
        assertThat(layers(new CommandLine(folder).json(digits.command("eval", words)))).isEmpty();
    }
}
