package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.backend.host.bundle.Bundle;
import qcc.sim.noise.NonIdealities;
import qcc.sim.noise.NoisyChips;
import qcc.tensor.ByteTensor;
import qcc.tensor.Tensor;

/** Whole programs on chips that are not ideal. */
class NoisySimulatorTest {
    private static final String ALL = "programming: {distribution: rram_wan, sigma: 1}, read_sigma: 0.02, on_off_ratio: 20, stuck: {low: 0.001}, "
            + "driver: {gain_sigma: 0.01}, converter: {gain_sigma: 0.01, offset_lsb: 0.3, nonlinearity_lsb: 0.3}, "
            + "wire_ohm: {row: 1, column: 1, cell: 20000}, drift: {nu: 0.01, reference_s: 1, elapsed_s: 1000, compensated: true}";
    private static final String CELLS = "programming: {distribution: rram_wan, sigma: 1}, on_off_ratio: 20";

    /** The convolution of other tests, in crossbars with converters. */
    private static Bundle bundle(String noise) {
        var program = Convolutions.program(4).segments().getFirst().programs().getFirst();
        var groups = program.groups().stream().map(NoisySimulatorTest::analog).toArray(ArrayGroup[]::new);
        return Machines.bundle(NoisyChips.chip(WeightEncoding.DIFFERENTIAL_DIGITAL, noise).toYaml(), Convolutions.parameters(4),
                new CoreProgram(0, program.code(), List.of(groups), program.sourceMap()));
    }

    private static ArrayGroup analog(ArrayGroup group) {
        var converter = new Converter(8, StepTable.uniform(2), Converter.Rounding.NEAREST, 8, 1, Converter.Signing.MSB_SUBTRACT,
                List.of(group.rows()));
        var matrix = group.matrix().clone();
        for (var i = 0; i < matrix.length; i++) {
            matrix[i] = (byte) Math.max(-127, matrix[i]);
        }
        return NoisyChips.placed(new ArrayGroup(group.id(), group.rows(), group.columns(), matrix, WeightEncoding.DIFFERENTIAL_DIGITAL,
                List.of(2, 2, 2, 2), List.of(), Optional.of(converter)));
    }

    private static byte[] run(Bundle bundle, int threads, int block, Tensor input) {
        var options = Machines.options().withThreads(threads).withBlockSamples(block);
        return ((ByteTensor) Simulator.load(bundle, options, HostFunctions.NONE).run(List.of(input)).outputs().getFirst()).data();
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, CELLS})
    void oneSeedIsOneResultWhateverThreadsAndBlocks(String noise) {
        var input = Machines.input(new Random(4), 70);
        var expected = run(bundle(noise), 1, 16, input);
        assertThat(run(bundle(noise), 2, 16, input)).isEqualTo(expected);
        assertThat(run(bundle(noise), 3, 48, input)).isEqualTo(expected);
        assertThat(run(bundle(noise + ", seed: 2"), 1, 16, input)).isNotEqualTo(expected);
    }

    @Test
    void portionsGiveWhatTheWholeGives() {
        var input = Machines.input(new Random(4), 40);
        var expected = run(bundle(ALL), 1, 16, input);
        var simulator = Simulator.load(bundle(ALL), Machines.options(), HostFunctions.NONE);
        var rest = ((ByteTensor) simulator.run(List.of(input.slice(7, 33)), 7).outputs().getFirst()).data();
        assertThat(rest).isEqualTo(Arrays.copyOfRange(expected, 7 * Machines.OUTPUT_BYTES, expected.length));
    }

    @Test
    void withoutErrorsTheChipIsIdeal() {
        var input = Machines.input(new Random(5), 20);
        var none = "programming: {distribution: independent, sigma: 0}, read_sigma: 0, driver: {}, converter: {}, stuck: {}, "
                + "wire_ohm: {row: 0, column: 0, cell: 20000}, drift: {nu: 0, reference_s: 1, elapsed_s: 1000}";
        assertThat(run(bundle(none), 1, 16, input)).isEqualTo(ideal(bundle(none), input));
    }

    /** Cells of the right levels add no error to that of converters; cells alone explain all where nothing else is wrong; read noise comes on top. */
    @Test
    void errorsAreMeasuredOperationByOperation() {
        var input = List.<Tensor>of(Machines.input(new Random(5), 16));
        var none = error("", input);
        assertThat(none.signal()).isPositive();
        assertThat(none.ideal()).isPositive();
        assertThat(none.cells()).isEqualTo(none.ideal());
        assertThat(none.all()).isEqualTo(none.ideal());
        var cells = error(CELLS, input);
        assertThat(cells.ideal()).isEqualTo(none.ideal());
        assertThat(cells.cells()).isGreaterThan(1.2 * cells.ideal());
        assertThat(cells.all()).isEqualTo(cells.cells());
        var all = error(CELLS + ", read_sigma: 0.2", input);
        assertThat(all.cells()).isEqualTo(cells.cells());
        assertThat(all.all()).isGreaterThan(1.2 * all.cells());
    }

    private static LayerError error(String noise, List<Tensor> input) {
        var bundle = bundle(noise);
        var nonIdealities = new NonIdealities(Simulator.chip(bundle).noise(), Optional.empty());
        var errors = Simulator.layerErrors(bundle, nonIdealities, input);
        assertThat(errors).hasSize(1);
        return errors.getFirst();
    }

    private static byte[] ideal(Bundle bundle, Tensor input) {
        var program = bundle.segments().getFirst().programs().getFirst();
        var chip = bundle.chip().replace("ideal: false", "ideal: true");
        return run(Machines.bundle(chip, Convolutions.parameters(4), program), 1, 16, input);
    }
}
