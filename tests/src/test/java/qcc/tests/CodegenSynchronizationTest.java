package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static qcc.tests.DeviceModule.number;
import static qcc.tests.DeviceModule.shape;
import static qcc.tests.DeviceSteps.pool;
import static qcc.tests.DeviceSteps.product;
import static qcc.tests.DeviceSteps.rescale;
import static qcc.tests.DeviceSteps.share;
import static qcc.tests.DeviceSteps.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.backend.cim.codegen.CodeGenerator;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.SegmentImage;
import qcc.backend.cim.isa.SynchronizationInstruction;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;
import qcc.chip.Chip;
import qcc.dialect.cim.ConcatOp;
import qcc.dialect.cim.MaxPoolOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.ViewOp;
import qcc.dialect.nn.Window;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.sim.SimulatorTrap;

/** How cores wait for each other, and what that gains. */
class CodegenSynchronizationTest {
    private static final Chip CHIP = DeviceRun.chip(4, 64, 4096, 64);
    private static final Window THREE = window(3, 1);

    /** A device function of one argument while a test builds it. */
    private static final class Network {
        private final DeviceModule module;
        private final Value input;

        Network(long... shape) {
            module = new DeviceModule(shape);
            input = module.argument(0);
        }

        /** Convolutions one behind the other, on the cores given. */
        Value chain(int... cores) {
            var value = input;
            for (int core : cores) {
                int channels = (int) shape(value)[3];
                value = product(module, value, THREE, channels, channels, "double", core);
            }
            return value;
        }

        SegmentImage image(Chip chip, Value result) {
            module.finish(List.of(result));
            return new CodeGenerator(chip, new FixedWordCodec()).generate(module.device());
        }

        /** Checks the bytes and gives the cycles of an inference. */
        long run(Chip chip, Value result) {
            var main = module.finish(List.of(result));
            var sample = new byte[(int) ((TensorType) input.type()).shape().elements()];
            new Random(1).nextBytes(sample);
            var actual = DeviceRun.run(module, main, chip, List.of(List.of(sample))).getFirst().getFirst();
            assertThat(actual).isEqualTo(ScalarReference.run(module.device(), List.of(sample)).getFirst());
            return DeviceRun.simulator(module, main, chip).report().cycles();
        }
    }

    private static List<Instruction> instructions(CoreProgram program) {
        return new FixedWordCodec().decode(program.code());
    }

    private static Stream<Instruction> instructions(SegmentImage image) {
        return image.programs().stream().flatMap(program -> instructions(program).stream());
    }

    private static long count(SegmentImage image, Class<? extends Instruction> kind) {
        return instructions(image).filter(kind::isInstance).count();
    }

    @Test
    void oneCoreWaitsForNobody() {
        var network = new Network(1, 20, 20, 4);
        assertThat(count(network.image(CHIP, network.chain(0, 0, 0)), SynchronizationInstruction.class)).isZero();
    }

    @Test
    void neighborsTellEachOtherRows() {
        var network = new Network(1, 20, 20, 4);
        var image = network.image(CHIP, network.chain(0, 1, 1, 2));
        assertThat(count(image, Barrier.class)).isZero();
        assertThat(image.programs().stream().map(p -> instructions(p).stream().anyMatch(Signal.class::isInstance)).toList())
                .containsExactly(true, true, false);
        assertThat(image.programs().stream().map(p -> instructions(p).stream().anyMatch(Wait.class::isInstance)).toList())
                .containsExactly(false, true, true);
        assertThat(instructions(image).filter(Signal.class::isInstance).map(i -> ((Signal) i).token()).distinct()).hasSize(2);
    }

    /** Four layers on four cores work at the same time on one sample. */
    @Test
    void aLayerStartsWithItsFirstWindow() {
        var one = new Network(1, 40, 24, 8);
        var four = new Network(1, 40, 24, 8);
        long alone = one.run(CHIP, one.chain(0, 0, 0, 0));
        assertThat(four.run(CHIP, four.chain(0, 1, 2, 3))).isLessThan(alone / 2);
    }

    /** A view that keeps rows together lets them be awaited one by one; what cuts them waits for the whole value. */
    @Test
    void viewsOfWholeRows() {
        var network = new Network(1, 12, 8, 4);
        var first = network.chain(0);
        var wide = ViewOp.create(network.module.body(), network.module.state("view").location(), first,
                Shape.of(1, 6, 16, 4)).result();
        var image = network.image(CHIP, rescale(network.module, wide, "double", 1));
        var waits = instructions(image).filter(Wait.class::isInstance).map(Wait.class::cast).toList();
        assertThat(waits).hasSize(1);
        assertThat(waits.getFirst().value()).isNotZero();
        var cut = new Network(1, 12, 8, 4);
        var narrow = ViewOp.create(cut.module.body(), cut.module.state("view").location(), cut.chain(0),
                Shape.of(1, 24, 4, 4)).result();
        var whole = instructions(cut.image(CHIP, rescale(cut.module, narrow, "double", 1))).filter(Wait.class::isInstance).toList();
        assertThat(whole).singleElement().isEqualTo(Wait.until(((Wait) whole.getFirst()).token(), 12));
    }

    /** Copies of a matrix on several cores divide the rows; the next layer starts when the first of them has its first rows. */
    @Test
    void coresDivideRows() {
        var one = new Network(1, 40, 24, 8);
        long alone = one.run(CHIP, one.chain(0));
        var network = new Network(1, 40, 24, 8);
        var shares = new ArrayList<ProductOp.Share>();
        for (int core = 0; core < 4; core++) {
            shares.add(share(network.module, THREE, core, 8, new ProductOp.Share("", 0, 8, 0, 10 * core, 10)));
        }
        assertThat(network.run(CHIP, product(network.module, network.input, THREE, 8, "double", shares))).isLessThan(alone / 2);
    }

    /** The first core of a column gets the others' sums, adds them and requantizes. */
    @Test
    void partialSumsMeetAtOneCore() {
        var network = new Network(1, 9, 7, 12);
        var image = network.image(CHIP, partialSums(network));
        assertThat(image.programs().stream().filter(p -> instructions(p).stream().anyMatch(Requantize.class::isInstance))
                .map(CoreProgram::core)).containsExactly(2);
        var home = image.programs().stream().filter(p -> p.core() == 2).findFirst().orElseThrow();
        assertThat(instructions(home).stream().filter(Receive.class::isInstance).map(i -> ((Receive) i).core()).distinct())
                .containsExactly(0, 3);
        assertThat(instructions(image).filter(Send.class::isInstance).map(i -> ((Send) i).core()).distinct()).containsExactly(2);
        var small = new Network(1, 9, 7, 12);
        small.run(DeviceRun.chip(4, 1, 24, 64), partialSums(small));
    }

    private static Value partialSums(Network network) {
        var shares = List.of(share(network.module, THREE, 2, 6, new ProductOp.Share("", 0, 4, 0)),
                share(network.module, THREE, 0, 6, new ProductOp.Share("", 4, 5, 0)),
                share(network.module, THREE, 3, 6, new ProductOp.Share("", 9, 3, 0)),
                share(network.module, THREE, 2, 6, new ProductOp.Share("", 2, 2, 0)));
        return product(network.module, network.input, THREE, 6, "double", shares);
    }

    /** Where global memory is short, values share places, and a core waits until others have done with the older one. */
    @Test
    void memoryInUseIsAwaited() {
        var roomy = new Network(1, 16, 16, 4);
        var tight = new Network(1, 16, 16, 4);
        var cores = new int[]{0, 1, 2, 3, 0, 1, 2};
        var large = roomy.image(CHIP, roomy.chain(cores));
        var result = tight.chain(cores);
        var small = tight.image(DeviceRun.chip(4, 64, 4096, 64, 8), result);
        assertThat(small.globalBytes()).isLessThan(large.globalBytes());
        assertThat(count(small, Wait.class)).isGreaterThan(count(large, Wait.class));
        var again = new Network(1, 16, 16, 4);
        again.run(DeviceRun.chip(4, 64, 4096, 64, 8), again.chain(cores));
    }

    /** No wait for rows is there for nothing: the proof of the schedule fails without any one of them. */
    @Test
    void everyWaitForRowsIsNeeded() {
        var network = new Network(1, 16, 16, 4);
        var main = network.module.finish(List.of(network.chain(0, 1, 2, 0, 1)));
        var image = new CodeGenerator(CHIP, new FixedWordCodec()).generate(network.module.device());
        assertThat(DeviceRun.simulator(network.module, main, CHIP, image).report().cycles()).isPositive();
        int waits = 0;
        for (int p = 0; p < image.programs().size(); p++) {
            var instructions = instructions(image.programs().get(p));
            for (int i = 0; i < instructions.size(); i++) {
                if (instructions.get(i) instanceof Wait wait) {
                    var damaged = without(image, p, i, wait);
                    assertThatThrownBy(() -> DeviceRun.simulator(network.module, main, CHIP, damaged))
                            .as("core %d without %d %s", image.programs().get(p).core(), i, wait)
                            .isInstanceOf(SimulatorTrap.class).hasMessageContaining("reads global memory");
                    waits++;
                }
            }
        }
        assertThat(waits).isGreaterThan(5);
    }

    /** The image with a wait that does not wait. */
    private static SegmentImage without(SegmentImage image, int program, int instruction, Wait wait) {
        var programs = new ArrayList<>(image.programs());
        var old = programs.get(program);
        var instructions = new ArrayList<>(instructions(old));
        instructions.set(instruction, Wait.until(wait.token(), 0));
        programs.set(program, new CoreProgram(old.core(), new FixedWordCodec().encode(instructions), old.groups(), old.sourceMap()));
        return new SegmentImage(programs, image.constants(), image.inputAddresses(), image.outputAddresses(), image.globalBytes());
    }

    private static int networkBytes(int side) {
        var network = new Network(1, side, side, 8);
        var conv = network.chain(0, 1);
        var pooled = pool(network.module, MaxPoolOp.DEF, conv, new Window(List.of(3L, 3L), List.of(2L, 2L), List.of(1L, 1L),
                List.of(1L, 1L, 1L, 1L)), 2);
        var left = product(network.module, pooled, window(1, 0), 8, 4, "double", 0, 3);
        var right = product(network.module, pooled, THREE, 8, 4, "double", 1, 2);
        var type = ((TensorType) left.type()).shape().with(3, 16);
        var joined = network.module.create(ConcatOp.DEF, network.module.state("concat").operands(left, right).property("axis", number(3))
                .property("core", number(3)).results(DeviceModule.bytes(type.toArray()))).result();
        var image = network.image(CHIP, rescale(network.module, joined, "double", 0));
        return image.programs().stream().mapToInt(program -> program.code().length).sum();
    }

    /** Tiles that the border cuts differently have code of their own; their number has a bound. */
    @ParameterizedTest
    @ValueSource(ints = {32, 64, 112, 128, 224, 256, 509})
    void programSizeDoesNotGrowWithTheImage(int side) {
        assertThat(networkBytes(side)).isLessThan(12_000);
    }
}
