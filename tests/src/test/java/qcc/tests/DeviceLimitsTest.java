package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import qcc.backend.cim.codegen.CodegenException;
import qcc.chip.Chip;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.Window;
import qcc.dialect.quant.Storage;
import qcc.dialect.quant.UniformType;
import qcc.ir.DenseArrayAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerAttr;
import qcc.ir.OpState;
import qcc.ir.TensorType;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.Severity;
import qcc.ir.transform.DcePass;
import qcc.passes.layout.ChannelsLastPass;
import qcc.passes.mapping.CimLegality;
import qcc.passes.mapping.LowerToCimPass;
import qcc.passes.partition.PartitionPass;
import qcc.passes.shape.ConstantFoldPass;

/** Networks and chips that do not go together: one message that names the layer or the place in the chip file, and what to change. */
class DeviceLimitsTest {
    private static final UniformType GRID = new UniformType(Storage.I8, FloatType.F32, 0.05, 3);
    private static final List<Long> ONES = List.of(1L, 1L);
    private static final Window WINDOW = new Window(List.of(3L, 3L), ONES, ONES, List.of(1L, 1L, 1L, 1L));

    /** Two convolutions of some channels. */
    private static DeviceCompilation convolutions(Chip chip, int channels) {
        var network = new NetworkBuilder(new Random(1), RequantizeMode.DOUBLE, List.of(TensorType.of(GRID, 1, channels, 6, 6)));
        var first = network.conv(network.argument(0), channels, WINDOW, 1, Optional.empty());
        return new DeviceCompilation(network.returns(List.of(network.conv(first, channels, WINDOW, 1, Optional.empty()))), chip);
    }

    private static List<Diagnostic> lower(DeviceCompilation network) {
        return network.run(new ChannelsLastPass(), new ConstantFoldPass(), new DcePass(), new PartitionPass(), new LowerToCimPass())
                .diagnostics().stream().filter(d -> d.severity() != Severity.REMARK).toList();
    }

    private static void assertOnlyError(List<Diagnostic> diagnostics, String place, String... parts) {
        assertThat(diagnostics).hasSize(1);
        assertThat(diagnostics.getFirst().location().describe()).isEqualTo(place);
        assertThat(diagnostics.getFirst().message()).contains(parts);
    }

    @Test
    void narrowAccumulatorsOfAProduct() {
        var chip = TestChips.with("narrow", "bits: 32, overflow: trap", "bits: 20, overflow: trap");
        assertOnlyError(lower(convolutions(chip, 16)), "\"layer_0\"", "'nn.conv' op can reach a raw sum of ", " in output channel 0, but "
                + "accumulators of chip 'narrow' have 20 bits; use a chip with wider accumulators (core.accumulators.bits), or split the sum");
    }

    @Test
    void narrowAccumulatorsOfAMean() {
        var network = new NetworkBuilder(new Random(1), RequantizeMode.DOUBLE, List.of(TensorType.of(GRID, 1, 100, 100, 2)));
        var state = new OpState(network.next()).operands(network.argument(0)).property("axes", DenseArrayAttr.ofLongs(1, 2))
                .property("keep_dims", IntegerAttr.ofBoolean(true));
        var mean = network.create(MeanOp.DEF, TensorType.of(GRID, 1, 1, 1, 2), state);
        var chip = TestChips.with("narrow", "bits: 32, overflow: trap", "bits: 20, overflow: trap");
        assertOnlyError(lower(new DeviceCompilation(network.returns(List.of(mean)), chip)), "\"layer_0\"",
                "'nn.mean' op can reach a raw sum of 1280000 in each channel, but accumulators of chip 'narrow' have 20 bits");
    }

    /** Weights of 8 bits take half of the slices, so that a crossbar gives more sums than the accumulators hold: columns are cut there. */
    @Test
    void fewAccumulators() {
        var network = convolutions(TestChips.with("few", "entries: 4096", "entries: 10", "cols: 128", "cols: 144",
                "slice_bits: [1, 1, 1, 1, 1, 1, 1, 1]", "slice_bits: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"), 16);
        var inputs = network.randomInputs(new Random(2), 2);
        var expected = network.interpret(inputs);
        assertThat(lower(network)).isEmpty();
        assertThat(network.simulate(network.bundle(), inputs)).isEqualTo(expected);
    }

    /** What a core makes at once is cut where its memory ends. */
    @Test
    void littleLocalMemory() {
        var network = convolutions(TestChips.with("small", "local_mem: {kib: 64", "local_mem: {kib: 1"), 64);
        var inputs = network.randomInputs(new Random(2), 2);
        var expected = network.interpret(inputs);
        assertThat(lower(network)).isEmpty();
        assertThat(network.simulate(network.bundle(), inputs)).isEqualTo(expected);
    }

    /** One position's inputs do not fit the memory of a core: their sums are made in parts. */
    @Test
    void lessLocalMemoryThanAWindow() {
        var network = convolutions(TestChips.with("cramped", "local_mem: {kib: 64", "local_mem: {kib: 1"), 128);
        var inputs = network.randomInputs(new Random(2), 2);
        var expected = network.interpret(inputs);
        assertThat(lower(network)).allMatch(d -> d.severity() == Severity.REMARK);
        assertThat(network.simulate(network.bundle(), inputs)).isEqualTo(expected);
    }

    @Test
    void tooLittleLocalMemory() {
        var network = convolutions(TestChips.with("cramped", "local_mem: {kib: 64", "local_mem: {kib: 1", "cols: 128", "cols: 2048"), 128);
        assertThat(lower(network)).isEmpty();
        assertThatThrownBy(network::bundle).isInstanceOf(CodegenException.class).hasMessageContaining("\"layer_0\"")
                .hasMessageContaining("local memory has 1024");
    }

    @Test
    void tooLittleGlobalMemory() {
        var network = convolutions(TestChips.with("forgetful", "global_mem: {kib: 8192", "global_mem: {kib: 1"), 16);
        assertThat(lower(network)).noneMatch(d -> d.severity() == Severity.ERROR);
        assertThatThrownBy(network::bundle).isInstanceOf(CodegenException.class)
                .hasMessageStartingWith("no code for 'cim.requantize' at \"layer_")
                .hasMessageContaining("global memory has 1024 (chip.global_mem.kib)");
    }

    @Test
    void sumThatOverflowsWithItsBias() {
        var network = new NetworkBuilder(new Random(1), RequantizeMode.DOUBLE, List.of(TensorType.of(GRID, 1, 4)));
        var tiny = new UniformType(Storage.I8, FloatType.F32, 1e-9, 0);
        var value = network.linear(network.argument(0), 3, Optional.empty());
        network.ops().setType(value, TensorType.of(tiny, 1, 3));
        assertOnlyError(lower(new DeviceCompilation(network.returns(List.of(value)), TestChips.LARGE)), "\"layer_0\"",
                "'nn.linear' op can reach a sum of ", " in output channel 0 with bias and residual, shifted left by ",
                " bits, which overflows 32 bits; enlarge the scale of the weights, or split the sum");
    }

    private static final String SMALL_TYPE = "core: {xbars: 8, groups: {share: any, broadcast: true, reduce: {kind: tree, fan_in: 8, bits: 32,"
            + " cycles: 1}}, issue: {max_parallel_groups: 8}, local_mem: {kib: 64, bytes_per_cycle: 32, latency_cycles: 1,"
            + " pj_per_byte: 0.2}, input_reg: {bytes_per_cycle: 32, double: true}, accumulators: {at: core, bits: 32,"
            + " entries: 64}, vector: {lanes: 32, ops: [add, clip, copy, requantize], pj_per_op: 0.1}, requantize: {modes: [double],"
            + " multiplier_bits: 31}, instruction_mem_kib: 64}";

    /** Some cores have few crossbars, some have crossbars of another size, and some hold no weights of 8 bits. */
    @Test
    void coresOfSeveralTypes() {
        var chip = TestChips.with("typed", "cores: [4, 4]",
                "cores: [{type: narrow, count: 1}, {type: small, count: 2}, {type: low, count: 3}]",
                "core:                                # composition",
                "core_types: {small: {" + SMALL_TYPE + "}, low: {xbar: " + xbar("64", "8") + "}, narrow: {xbar: " + xbar("128", "4")
                        + "}}\ncore:                                # composition");
        for (int channels : new int[]{16, 48}) {
            var network = convolutions(chip, channels);
            var inputs = network.randomInputs(new Random(2), 2);
            var expected = network.interpret(inputs);
            assertThat(lower(network)).isEmpty();
            assertThat(network.simulate(network.bundle(), inputs)).isEqualTo(expected);
        }
    }

    private static String xbar(String rows, String bits) {
        return "{kind: digital, rows: " + rows
                + ", cols: 64, active_rows: 32, cell: {tech: sram, bits: 1}, weights: {encoding: twos_complement,"
                + " slice_bits: [" + "1, ".repeat(Integer.parseInt(bits) - 1) + "1]}, input: {bits: 8, drive: bit_serial, dac_bits: 1,"
                + " signed: msb_subtract, pad: drive_zero_point}, digital: {input_bits_per_cycle: 1, weight_bits_per_cycle: 1,"
                + " tree_latency_cycles: 0}, write: {unit: row, ns: 10}}";
    }

    /** Analog crossbars whose converters lose much. */
    private static Chip analog(String arch, String signed, String... replacements) {
        var changes = new ArrayList<>(List.of("kind: digital", "kind: analog", "cell: {tech: sram, bits: 1}",
                "cell: {tech: sram, bits: 1}\n  adc: {bits: 2, conversion_ns: 1, columns_per_adc: 128, full_scale: {mode: max, per: chip}}\n"
                        + "  array_ns: 100",
                "  digital:\n    input_bits_per_cycle: 1          # src: 64 clocks = 8 input bits x 8 weight bits\n"
                        + "    weight_bits_per_cycle: 1\n    tree_latency_cycles: 0           # src: the 64 clocks include it\n",
                "", "signed: msb_subtract", "signed: " + signed));
        changes.addAll(List.of(replacements));
        return TestChips.with(arch, changes.toArray(String[]::new));
    }

    private static DeviceCompilation finelyScaled(double scale, Chip chip) {
        var network = new NetworkBuilder(new Random(1), RequantizeMode.DOUBLE, List.of(TensorType.of(GRID, 1, 4)));
        var value = network.linear(network.argument(0), 3, Optional.empty());
        network.ops().setType(value, TensorType.of(new UniformType(Storage.I8, FloatType.F32, scale, 0), 1, 3));
        return new DeviceCompilation(network.returns(List.of(value)), chip);
    }

    /** A sum that fits 32 bits as long as nothing is lost. */
    @Test
    void sumThatOverflowsWithTheErrorOfConverters() {
        double scale = 1e-9;
        while (!lower(finelyScaled(scale, TestChips.LARGE)).isEmpty()) {
            scale *= 2;
        }
        assertOnlyError(lower(finelyScaled(scale, analog("lossy", "msb_subtract"))), "\"layer_0\"", "'nn.linear' op can reach a sum of ",
                ", which overflows 32 bits");
    }

    /** Accumulators that hold the sums of whole steps do not hold those of steps with eight fraction bits. */
    @Test
    void narrowAccumulatorsOfFixedPoint() {
        var whole = analog("whole", "msb_subtract", "bits: 32, overflow: trap", "bits: 26, overflow: trap");
        assertThat(lower(convolutions(whole, 16))).isEmpty();
        var fixed = analog("fixed", "msb_subtract", "bits: 32, overflow: trap", "bits: 26, overflow: trap", "per: chip}",
                "per: chip, steps: fixed_point}");
        assertOnlyError(lower(convolutions(fixed, 16)), "\"layer_0\"", "'nn.conv' op can reach a raw sum of ",
                " in output channel 0, in units of the converters' steps, but accumulators and adders of chip 'fixed' have 26 bits");
    }

    @Test
    void negativeInputsOfCrossbarsThatTakeNone() {
        var legality = new CimLegality(analog("unsigned", "none"));
        for (int zeroPoint : new int[]{-128, -127, 3}) {
            var grid = new UniformType(Storage.I8, FloatType.F32, 0.05, zeroPoint);
            var network = new NetworkBuilder(new Random(1), RequantizeMode.DOUBLE, List.of(TensorType.of(grid, 1, 4)));
            var refusal = legality.refusal(network.linear(network.argument(0), 3, Optional.empty()).definingOp());
            assertThat(refusal).isEqualTo(zeroPoint == -128
                    ? Optional.empty()
                    : Optional.of(
                            "its input can be negative (its zero point is %d, not -128), but crossbars of chip 'unsigned' take unsigned inputs only (xbar.input.signed)"
                                    .formatted(zeroPoint)));
        }
    }

    enum Unmapped {
        CELLS_WITHOUT_ZERO("xbar.cell.values", "slices of 1 bits need cells of 0 to 1, but a cell holds [-1, 1]", "kind: digital",
                "kind: analog", "cell: {tech: sram, bits: 1}",
                "cell: {tech: sram, values: [-1, 1]}\n  adc: {bits: 8, conversion_ns: 1, columns_per_adc: 128}\n  array_ns: 100",
                "  digital:\n    input_bits_per_cycle: 1          # src: 64 clocks = 8 input bits x 8 weight bits\n"
                        + "    weight_bits_per_cycle: 1\n    tree_latency_cycles: 0           # src: the 64 clocks include it\n",
                "", "pad: drive_zero_point", "pad: gate_rows"), //
        XNOR_INPUTS("xbar.input.signed", "cells of xnor weights agree or disagree with levels of -1 and 1 only", "kind: digital",
                "kind: analog", "cell: {tech: sram, bits: 1}",
                "cell: {tech: sram, values: [-1, 1]}\n  adc: {bits: 8, conversion_ns: 1, columns_per_adc: 128}\n  array_ns: 100",
                "  digital:\n    input_bits_per_cycle: 1          # src: 64 clocks = 8 input bits x 8 weight bits\n"
                        + "    weight_bits_per_cycle: 1\n    tree_latency_cycles: 0           # src: the 64 clocks include it\n",
                "", "pad: drive_zero_point", "pad: gate_rows",
                "encoding: twos_complement", "encoding: xnor"), //
        NARROW_WEIGHTS("xbar.weights.slice_bits", "weights have 8 bits, but slices hold signed weights of at most 4 bits",
                "slice_bits: [1, 1, 1, 1, 1, 1, 1, 1]", "slice_bits: [1, 1, 1, 1]"), //
        NARROW_INPUTS("xbar.input.bits", "inputs have 8 bits, but crossbars take at most 4",
                "    bits: 8                          # src: 1",
                "    bits: 4                          # src: 1");

        private final String key;
        private final String message;
        private final String[] replacements;

        Unmapped(String key, String message, String... replacements) {
            this.key = key;
            this.message = message;
            this.replacements = replacements;
        }
    }

    /** One message for the chip, not one for each layer, at the place in the chip file. */
    @ParameterizedTest
    @EnumSource
    void chipThatNetworksAreNotMappedTo(Unmapped unmapped) {
        var chip = TestChips.with("other", unmapped.replacements);
        var problem = chip.problemAt(unmapped.key, "", "");
        for (var diagnostics : List.of(lower(convolutions(chip, 4)), convolutions(chip, 4).run(new LowerToCimPass()).diagnostics())) {
            assertOnlyError(diagnostics, "other.yaml:%d:%d".formatted(problem.line(), problem.column()), unmapped.message);
            assertThat(diagnostics.getFirst().notes()).hasSize(1);
        }
    }
}
