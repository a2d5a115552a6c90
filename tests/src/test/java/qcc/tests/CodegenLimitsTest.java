package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static qcc.tests.DeviceModule.bytes;
import static qcc.tests.DeviceModule.number;
import static qcc.tests.DeviceModule.numbers;
import static qcc.tests.DeviceSteps.pool;
import static qcc.tests.DeviceSteps.product;
import static qcc.tests.DeviceSteps.rescale;
import static qcc.tests.DeviceSteps.window;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.backend.cim.codegen.CodeGenerator;
import qcc.backend.cim.codegen.CodegenException;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.SegmentImage;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;
import qcc.dialect.cim.AvgPoolOp;
import qcc.dialect.cim.ConcatOp;
import qcc.dialect.cim.MaxPoolOp;
import qcc.dialect.cim.SliceOp;
import qcc.dialect.cim.TransposeOp;
import qcc.dialect.nn.Window;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.OpDef;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** How large programs are, and what is said where there is no code. */
class CodegenLimitsTest {
    private static final Chip PRESET = DeviceRun.chip(4, 64, 4096, 64);
    private static final Window THREE = new Window(List.of(3L, 3L), List.of(1L, 1L), List.of(1L, 1L), List.of(1L, 1L, 1L, 1L));
    private static final Window ONE = new Window(List.of(1L, 1L), List.of(1L, 1L), List.of(1L, 1L), List.of(0L, 0L, 0L, 0L));

    private static SegmentImage generate(DeviceModule module, Chip chip, Value... results) {
        module.finish(List.of(results));
        return new CodeGenerator(chip, new FixedWordCodec()).generate(module.device());
    }

    private static void assertNoCode(DeviceModule module, Chip chip, Value result, String message) {
        assertThatThrownBy(() -> generate(module, chip, result)).isInstanceOf(CodegenException.class).hasMessage(message);
    }

    private static void assertRuns(DeviceModule module, Chip chip, Value result) {
        var main = module.finish(List.of(result));
        var sample = new byte[(int) ((TensorType) module.argument(0).type()).shape().elements()];
        new Random(1).nextBytes(sample);
        var actual = DeviceRun.run(module, main, chip, List.of(List.of(sample))).getFirst().getFirst();
        assertThat(actual).isEqualTo(ScalarReference.run(module.device(), List.of(sample)).getFirst());
    }

    private static int networkBytes(int side) {
        var module = new DeviceModule(new long[]{1, side, side, 8});
        var conv = product(module, module.argument(0), THREE, 8, 8, "double", 0);
        var max = pool(module, MaxPoolOp.DEF, conv, window(3, 1));
        var mean = pool(module, AvgPoolOp.DEF, max, window(2, 0));
        var rescaled = rescale(module, mean, "single", 0);
        var rotated = module.create(TransposeOp.DEF, module.state("transpose").operands(rescaled)
                .property("permutation", numbers(0, 2, 1, 3)).results(rescaled.type())).result();
        var flipped = module.create(SliceOp.DEF, module.state("slice").operands(rotated)
                .property("starts", numbers(0, side - 2, 0, 0)).property("steps", numbers(1, -1, 1, 1)).results(rotated.type())).result();
        return generate(module, PRESET, flipped).programs().getFirst().code().length;
    }

    /** Tiles that the border cuts differently have code of their own; their number has a bound. */
    @Test
    void programSizeDoesNotGrowWithTheImage() {
        int small = networkBytes(32);
        assertThat(networkBytes(64)).isBetween(small, 8192);
        assertThat(networkBytes(256)).isLessThanOrEqualTo(8192);
        assertThat(networkBytes(509)).isLessThanOrEqualTo(8192);
    }

    @Test
    void codeIsTheSameEachTime() {
        var first = new DeviceModule(new long[]{1, 20, 20, 4});
        var second = new DeviceModule(new long[]{1, 20, 20, 4});
        assertThat(generate(first, PRESET, product(first, first.argument(0), THREE, 8, 2, "double", 0, 1, 2, 3)))
                .isEqualTo(generate(second, PRESET, product(second, second.argument(0), THREE, 8, 2, "double", 0, 1, 2, 3)));
    }

    /** Arguments that live on, results and what lies between have places of their own; constants lie below. */
    @Test
    void placesOfArgumentsAndResults() {
        var module = new DeviceModule(new long[]{1, 4, 4, 4}, new long[]{1, 4, 4, 4});
        var image = generate(module, PRESET, rescale(module, module.argument(0), "double", 0), module.argument(1));
        var places = LongStream.concat(image.inputAddresses().stream().mapToLong(a -> a), LongStream.of(image.outputAddresses().getFirst()))
                .sorted().toArray();
        long constants = image.constants().stream().mapToLong(c -> c.address() + c.data().length).max().orElseThrow();
        assertThat(image.outputAddresses().getLast()).isEqualTo(image.inputAddresses().getLast());
        assertThat(places[0]).isGreaterThanOrEqualTo(constants);
        assertThat(places[1] - places[0]).isGreaterThanOrEqualTo(64);
        assertThat(places[2] - places[1]).isGreaterThanOrEqualTo(64);
        assertThat(image.globalBytes()).isGreaterThanOrEqualTo(places[2] + 64);
    }

    /** More parts than a core has registers, and runs longer than one move. */
    @Test
    void wideConcats() {
        var module = new DeviceModule(new long[]{1, 70_000});
        var parts = Collections.nCopies(20, module.argument(0));
        var joined = module.create(ConcatOp.DEF,
                module.state("concat").operands(parts).property("axis", number(0)).results(bytes(20, 70_000))).result();
        assertRuns(module, PRESET, joined);
    }

    /** Tiles of more than 65,535 bytes take several moves. */
    @Test
    void largeLocalMemory() {
        var module = new DeviceModule(new long[]{1, 48, 48, 32});
        var conv = product(module, module.argument(0), THREE, 12, 6, "double", 0, 0);
        assertRuns(module, DeviceRun.chip(1, 8192, 65536, 64),
                rescale(module, pool(module, AvgPoolOp.DEF, conv, window(3, 1)), "double", 0));
    }

    /** Tiles of a row that hold nothing but padding, before and behind the map. */
    @Test
    void tilesOfPadding() {
        var module = new DeviceModule(new long[]{1, 3, 4, 60});
        var state = module.state("pool").operands(module.argument(0)).property("kernel", numbers(2, 2)).property("strides", numbers(1, 1))
                .property("dilations", numbers(1, 1)).property("pads", numbers(9, 11, 8, 12))
                .property("count_include_pad", IntegerAttr.TRUE)
                .property("pad_value", new IntegerAttr(-7, IntegerType.I8));
        var pooled = module.create(AvgPoolOp.DEF, state.results(bytes(1, 19, 26, 60))).result();
        assertRuns(module, DeviceRun.chip(1, 1, 64, 64), pooled);
    }

    @Test
    void nothingToDo() {
        var module = new DeviceModule(new long[]{1, 4});
        var image = generate(module, PRESET, module.argument(0));
        assertThat(image.programs()).isEmpty();
        assertThat(image.outputAddresses()).isEqualTo(image.inputAddresses());
    }

    @Test
    void instructionMemory() {
        var module = new DeviceModule(new long[]{1, 64, 64, 64});
        var value = module.argument(0);
        for (int i = 0; i < 40; i++) {
            value = pool(module, MaxPoolOp.DEF, value, window(3, 1));
        }
        var last = value;
        assertThatThrownBy(() -> generate(module, DeviceRun.chip(1, 4, 64, 1), last)).isInstanceOf(CodegenException.class)
                .hasMessageMatching(
                        "no code for 'func.func' at \"device\": the program of core 0 has \\d+ bytes, but instruction memory has 1024 \\(core.instruction_mem_kib\\); use a chip with \\d+ KiB or more");
    }

    @Test
    void globalMemory() {
        var module = new DeviceModule(new long[]{1, 2000, 2000, 4});
        assertNoCode(module, PRESET, rescale(module, module.argument(0), "double", 0),
                "no code for 'cim.rescale' at \"rescale\": its inputs and its result have 32000000 bytes; feature maps and parameters of its segment need "
                        + "32000256 bytes at once, but global memory has 8388608 (chip.global_mem.kib)");
    }

    @Test
    void valuesBeyondAllAddresses() {
        var module = new DeviceModule(new long[]{1, 50_000, 50_000, 4});
        assertThatThrownBy(() -> generate(module, PRESET, rescale(module, module.argument(0), "double", 0)))
                .hasMessageContaining("need 20000000256 bytes at once");
    }

    @Test
    void localMemory() {
        var module = new DeviceModule(new long[]{1, 8, 8, 200});
        assertNoCode(module, DeviceRun.chip(1, 1, 64, 64), product(module, module.argument(0), THREE, 4, 4, "double", 0),
                "no code for 'cim.product' at \"conv\": one output position of 4 channels needs 1920 bytes, but local memory has 1024 (core.local_mem.kib)");
        var pooled = new DeviceModule(new long[]{1, 40, 40, 1});
        assertNoCode(pooled, DeviceRun.chip(1, 1, 64, 64), pool(pooled, MaxPoolOp.DEF, pooled.argument(0), window(40, 0)),
                "no code for 'cim.max_pool' at \"pool\": one window of one channel needs 1601 bytes, but local memory has 1024 (core.local_mem.kib)");
    }

    @Test
    void accumulators() {
        var module = new DeviceModule(new long[]{1, 8, 8, 2});
        assertNoCode(module, DeviceRun.chip(1, 4, 16, 64), product(module, module.argument(0), ONE, 34, 17, "double", 0, 0),
                "no code for 'cim.product' at \"conv\": a group makes 17 output channels at once, but there are 16 accumulators");
    }

    @Test
    void columnsThatNobodyMakes() {
        var module = new DeviceModule(new long[]{1, 8, 8, 2});
        assertNoCode(module, PRESET, product(module, module.argument(0), ONE, 9, 4, "double", 0, 1),
                "no code for 'cim.product' at \"conv\": no group makes output channel 8 of row 0");
    }

    @Test
    void partialSumsOfDifferentColumns() {
        var module = new DeviceModule(new long[]{1, 8, 8, 2});
        assertNoCode(module, PRESET, product(module, module.argument(0), ONE, 3, 2, "double", new int[2], new int[]{0, 1}),
                "no code for 'cim.product' at \"conv\": groups that give partial sums of output channel 1 must have the same columns and rows");
    }

    @Test
    void columnsBeyondTheOutput() {
        var module = new DeviceModule(new long[]{1, 8, 8, 2});
        assertNoCode(module, PRESET, product(module, module.argument(0), ONE, 3, 2, "double", new int[2], new int[]{0, 2}),
                "no code for 'cim.product' at \"conv\": a group makes output channels 2 to 3 of 3");
    }

    @Test
    void coresThatTheChipDoesNotHave() {
        var module = new DeviceModule(new long[]{1, 8, 8, 2});
        assertNoCode(module, PRESET, rescale(module, module.argument(0), "double", 4),
                "no code for 'cim.rescale' at \"rescale\": it uses core 4, but chip 'd6cim-esscirc23' has cores 0 to 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "double", "float"})
    void modesThatTheChipDoesNotOffer(String mode) {
        var chip = ChipLoader.parse(DeviceRun.PRESET.replace("modes: [double, single, float, shift]", "modes: [shift]"), "shift chip");
        var module = new DeviceModule(new long[]{1, 8, 8, 2});
        assertNoCode(module, chip, rescale(module, module.argument(0), mode, 0),
                "no code for 'cim.rescale' at \"rescale\": the chip does not offer the mode %s (core.requantize.modes)".formatted(mode));
        var product = new DeviceModule(new long[]{1, 8, 8, 2});
        assertNoCode(product, chip, product(product, product.argument(0), ONE, 4, 4, mode, 0),
                "no code for 'cim.requantize' at \"requantize\": the chip does not offer the mode %s (core.requantize.modes)"
                        .formatted(mode));
    }

    @Test
    void operationsThatTheChipDoesNotOffer() {
        var chip = ChipLoader.parse(DeviceRun.PRESET.replace("requantize, pool, reduce", "requantize, reduce"), "chip");
        var module = new DeviceModule(new long[]{1, 8, 8, 2});
        assertNoCode(module, chip, pool(module, MaxPoolOp.DEF, module.argument(0), THREE),
                "no code for 'cim.max_pool' at \"pool\": the chip's vector unit does not offer 'pool' (core.vector.ops)");
    }

    @Test
    void windowsWithoutElements() {
        for (OpDef<?> def : List.of(MaxPoolOp.DEF, AvgPoolOp.DEF)) {
            var module = new DeviceModule(new long[]{1, 4, 4, 2});
            assertNoCode(module, PRESET, pool(module, def, module.argument(0), window(2, 3)),
                    "no code for '%s' at \"pool\": the windows of output row 0 have no element inside the map".formatted(def.name()));
        }
        var dilated = new DeviceModule(new long[]{1, 9, 2, 2});
        var window = new Window(List.of(1L, 2L), List.of(1L, 1L), List.of(1L, 3L), List.of(0L, 1L, 0L, 1L));
        assertNoCode(dilated, PRESET, pool(dilated, AvgPoolOp.DEF, dilated.argument(0), window),
                "no code for 'cim.avg_pool' at \"pool\": the windows of output column 0 have no element inside the map");
    }

    @Test
    void windowsBeyondTheInstructionSet() {
        var module = new DeviceModule(new long[]{1, 300, 1, 1});
        var window = new Window(List.of(300L, 1L), List.of(1L, 1L), List.of(1L, 1L), List.of(0L, 0L, 0L, 0L));
        assertThatThrownBy(() -> generate(module, PRESET, pool(module, AvgPoolOp.DEF, module.argument(0), window)))
                .isInstanceOf(CodegenException.class)
                .hasMessageMatching("no code for 'cim.avg_pool' at \"pool\": it does not fit the instruction set: .*300.*");
    }
}
