package qcc.sim.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.chip.ChipLoader;
import qcc.chip.CoreType;

/**
 * The relative error {@code |y - exact| / |exact|} of a product of 256 x 1152 weights on tiles of 128 rows, four slices of two bits, positive and
 * negative cells subtracted before conversion, the bits of an input summed before conversion, and a converter whose full scale is the largest sum of
 * rows that conduct fully. CrossSim (Sandia National Laboratories; its bit-sliced balanced core with range option MAX) reports 0.572, 0.136 and 0.034
 * for 6, 8 and 10 bits. The cells of its default parameters conduct from 1/10000 to 1/1000 siemens, so that a level counts 0.9 of what the full scale
 * is made for; with these, and with uniform weights and inputs as in its tutorial, its formula gives these three figures. Its converter divides
 * [-F, F] into 2^bits - 1 steps, none of which is 0.
 */
class CrossSimErrorTest {
    private static final int ROWS = 1152;
    private static final int COLUMNS = 256;
    private static final int VECTORS = 8;
    private static final int FULL_SCALE = 128 * 3 * 255;
    /** What the lowest level leaves of a cell's conductance at an on/off ratio of 10. */
    private static final double RANGE = 0.9;
    private static final int FRACTION_BITS = 8;
    private static final List<Integer> SLICES = List.of(2, 2, 2, 2);

    private final ArrayGroup group = group();
    private final ProductModel model = ProductModel.of(group, chip());

    private static ArrayGroup group() {
        var random = new Random(1);
        var matrix = new byte[ROWS * COLUMNS];
        for (var i = 0; i < matrix.length; i++) {
            matrix[i] = (byte) random.nextInt(-127, 128);
        }
        return ArrayGroups.placed(WeightEncoding.DIFFERENTIAL_ANALOG, SLICES, ROWS, COLUMNS, matrix, 128, 0);
    }

    private static CoreType chip() {
        var text = ChipLoader.preset("isaac-isca16").toYaml().replace("encoding: offset", "encoding: differential_analog")
                .replace("cols: 128", "cols: 4096").replace("slice_bits: [2, 2, 2, 2, 2, 2, 2, 2]", "slice_bits: [2, 2, 2, 2]")
                .replace("bits: 16\n    drive: bit_serial\n    dac_bits: 1", "bits: 8\n    drive: multilevel\n    dac_bits: 8")
                .replace("signed: msb_subtract", "signed: offset").replace("bits: 8\n    conversion_ns", "bits: 24\n    conversion_ns");
        return ChipLoader.parse(text, "chip").typeOf(0);
    }

    /** The relative error over some input vectors if a converter puts other values in the place of column sums. */
    private double relativeError(DoubleUnaryOperator converter) {
        var random = new Random(2);
        var signal = 0.0;
        var noise = 0.0;
        for (var vector = 0; vector < VECTORS; vector++) {
            var trace = model.run(model.randomInput(random));
            var exact = new double[COLUMNS];
            var error = new double[COLUMNS];
            for (var step : model.steps()) {
                for (var c = 0; c < step.columns(); c++) {
                    var sum = trace.columnSums()[0][step.firstSum() + c];
                    exact[step.matrixColumn() + c] += (double) model.weights().factor(step.slice()) * sum;
                    error[step.matrixColumn() + c] += model.weights().factor(step.slice())
                            * (converter.applyAsDouble(RANGE * sum) / RANGE - sum);
                }
            }
            signal += Arrays.stream(exact).map(y -> y * y).sum();
            noise += Arrays.stream(error).map(e -> e * e).sum();
        }
        return Math.sqrt(noise / signal);
    }

    private static double crossSim(double sum, int bits) {
        var levels = ((1 << bits) - 1) / (2.0 * FULL_SCALE);
        return Math.rint((sum + FULL_SCALE) * levels) / levels - FULL_SCALE;
    }

    /** Steps in fixed point that cover the largest sum, one of which is 0. */
    private static double ours(double sum, int bits) {
        var largest = (1 << bits - 1) - 1;
        var step = Math.scalb(Math.ceilDiv((long) FULL_SCALE << FRACTION_BITS, largest), -FRACTION_BITS);
        return Math.clamp(Math.floor(sum / step + 0.5), -largest - 1, largest) * step;
    }

    @ParameterizedTest
    @CsvSource({"6, 0.572", "8, 0.136", "10, 0.034"})
    void theFormulaGivesWhatCrossSimReports(int bits, double reported) {
        assertThat(relativeError(sum -> crossSim(sum, bits))).isCloseTo(reported, withinPercentage(5));
    }

    /** Six bits have steps as large as the sums themselves, so that it shows whether one of them is 0. */
    @ParameterizedTest
    @CsvSource({"6, 0.572, 10", "8, 0.136, 5", "10, 0.034, 5"})
    void aConverterInFixedPointErrsAsCrossSimsDoes(int bits, double reported, int percent) {
        assertThat(relativeError(sum -> ours(sum, bits))).isCloseTo(reported, withinPercentage(percent));
    }
}
