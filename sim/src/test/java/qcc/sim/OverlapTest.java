package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.RequantizeMode;
import qcc.backend.cim.isa.RequantizeParameters;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;
import qcc.backend.cim.isa.WeightEncoding;

/** What happens at the same time: products of several groups, replicas, cores, launches. Counted by hand from the D6CIM preset. */
class OverlapTest {
    /** One cycle of local latency, 4 to load 128 bytes at 32 a cycle, 64 for each of ten products. */
    private static final long TEN_PRODUCTS = 1 + 4 + 10 * 64;

    private final ProgramBuilder program = new ProgramBuilder();

    OverlapTest() {
        output(program);
        program.emit(new LoadImmediate(1, Machines.CONSTANTS)).emit(new LoadImmediate(2, 4096))
                .emit(new MoveIn(2, 1, 1, table().length, 0, 0)).emit(new LoadImmediate(3, 16)).emit(new Window(1, 1, 128, 0, 0));
    }

    @Test
    void productsOfTwoGroupsOverlap() {
        program.emit(new Mvm(0, 0, 0, 10, 1, 32, false)).emit(new Mvm(1, 3, 0, 10, 1, 32, false));
        assertThat(products(placed(0, 0), placed(1, 1))).isEqualTo(1 + TEN_PRODUCTS);
    }

    @Test
    void productsThatNeedTheSameThingFollowOneAnother() {
        program.emit(new Mvm(0, 0, 0, 10, 1, 32, false)).emit(new Mvm(1, 3, 0, 10, 1, 32, false));
        assertThat(products(half(0, 4, 0), half(1, 4, 1))).isEqualTo(2 * TEN_PRODUCTS);
        var sameGroup = new ProgramBuilder();
        output(sameGroup);
        sameGroup.emit(new LoadImmediate(3, 16)).emit(new Window(1, 1, 128, 0, 0)).emit(new Mvm(0, 0, 0, 10, 1, 32, false))
                .emit(new Mvm(0, 3, 0, 10, 1, 32, false));
        assertThat(report(Machines.chip(), sameGroup, placed(0, 0)).causes().product()).isEqualTo(2 * TEN_PRODUCTS);
    }

    @Test
    void aProductThatAddsToAnotherWaitsForIt() {
        program.emit(new Mvm(0, 0, 0, 10, 1, 32, false)).emit(new Mvm(1, 0, 0, 10, 1, 32, true));
        assertThat(products(placed(0, 0), placed(1, 1))).isEqualTo(2 * TEN_PRODUCTS);
    }

    @Test
    void theCoreGoesOnWithWhatDoesNotDependOnAProduct() {
        program.emit(new Mvm(0, 0, 0, 10, 1, 16, false)).emit(new LoadImmediate(4, 8000)).emit(new Fill(4, 0, 1, 32, 0));
        var beside = report(placed(0, 0));
        assertThat(beside.causes().product()).isEqualTo(TEN_PRODUCTS - 1 - 2);
        program.emit(new Fill(0, 0, 1, 32, 0));
        assertThat(report(placed(0, 0)).causes().product()).isEqualTo(TEN_PRODUCTS - 1 - 2);
        assertThat(report(placed(0, 0)).cycles()).isEqualTo(beside.cycles() + 2);
    }

    @Test
    void resultsWaitForTheirSums() {
        program.emit(new Mvm(0, 0, 0, 10, 1, 16, false)).emit(new Mvm(1, 0, 0, 1, 1, 16, false));
        var before = report(placed(0, 0), placed(1, 1)).cycles();
        program.emit(new LoadImmediate(4, 8000)).emit(new Requantize(4, 0, 2, 10, 16, 16, 16, RequantizeMode.SHIFT, Optional.empty()));
        assertThat(report(placed(0, 0), placed(1, 1)).cycles()).isEqualTo(before + 17);
    }

    @Test
    void theChipLimitsHowManyGroupsCompute() {
        program.emit(new Mvm(0, 0, 0, 10, 1, 32, false)).emit(new Mvm(1, 3, 0, 10, 1, 32, false));
        var chip = Machines.chip().replace("max_parallel_groups: 64", "max_parallel_groups: 1");
        assertThat(chip).isNotEqualTo(Machines.chip());
        assertThat(report(chip, program, placed(0, 0), placed(1, 1)).causes().product()).isEqualTo(2 * TEN_PRODUCTS);
    }

    @Test
    void replicasShareThePositions() {
        program.emit(new Mvm(0, 0, 0, 9, 1, 16, false));
        var one = report(replicas(1));
        var two = report(replicas(2));
        // Five rounds; the windows of both replicas are loaded one after the other.
        assertThat(two.causes().product()).isEqualTo(1 + 8 + 5 * 64);
        assertThat(two.energy().array()).isCloseTo(one.energy().array(), within(1e-9));
        var limited = Machines.chip().replace("max_parallel_groups: 64", "max_parallel_groups: 2");
        assertThat(report(limited, program, replicas(4)).causes().product()).isEqualTo(1 + 8 + 5 * 64);
    }

    /** Two links from core 0 to core 5; 64 bytes need 8 flits of 64 bits. */
    @Test
    void aMessageTakesItsHopsAndItsFlits() {
        var sender = new ProgramBuilder();
        output(sender);
        sender.emit(new Send(5, 0, 1, 64, 0));
        var receiver = new ProgramBuilder().emit(new Receive(0, 0, 1, 64, 0));
        var report = Machines.load(Machines.bundle(new byte[0], Machines.core(0, sender), Machines.core(5, receiver))).report();
        assertThat(report.cores().getLast().causes().move()).isEqualTo(1 + 1 + 2 + 8);
        assertThat(report.cores().getFirst().causes().waiting()).isZero();
        assertThat(report.energy().network()).isCloseTo((512 + 2 * 8) * 0.5, within(1e-9));
        assertThat(report.timeline().waits()).singleElement().matches(wait -> wait.core() == 5 && wait.reason().equals("core 0 to send"));
    }

    @Test
    void aConsumerWaitsForTheTimeOfItsSignal() {
        var report = pipeline(Machines.chip(), 1000, 500);
        var consumer = report.cores().getLast().causes();
        assertThat(consumer.waiting()).isBetween(2000L, 2010L);
        assertThat(report.timeline().waits()).singleElement().matches(wait -> wait.core() == 1 && wait.reason().equals("token 7"));
    }

    @Test
    void launchesOverlapAsFarAsTheSlowestCoreLets() {
        var report = pipeline(Machines.chip(), 1000, 500);
        assertThat(report.cycles()).isGreaterThan(3000 + report.copyCycles());
        assertThat(report.interval()).isBetween(2000.0, 2010.0);
        assertThat(report.bottleneck().text()).isEqualTo("core 0 (first)");
        assertThat(report.bottleneck().utilization()).isGreaterThan(0.99);
        assertThat(report.throughput().stages().getFirst().banks()).isEqualTo(8192 * 1024 / 8192);
        assertThat(pipeline(Machines.chip(), 1000, 1500).bottleneck().text()).isEqualTo("core 1 (second)");
    }

    @Test
    void oneBankLetsNothingOverlap() {
        var small = Machines.chip().replace("global_mem: {kib: 8192", "global_mem: {kib: 12");
        assertThat(small).isNotEqualTo(Machines.chip());
        var report = pipeline(small, 1000, 500);
        assertThat(report.throughput().stages().getFirst().banks()).isEqualTo(1);
        assertThat(report.interval()).isCloseTo(report.cycles(), within(1.0));
        assertThat(report.bottleneck().kind()).isEqualTo(Throughput.Bottleneck.Kind.GLOBAL_MEMORY_ROOM);
    }

    @Test
    void copiesLimitWhatComputesLess() {
        var report = pipeline(Machines.chip(), 1, 1);
        assertThat(report.interval()).isCloseTo(report.cores().getLast().causes().total() - report.cores().getLast().causes().waiting(),
                within(20.0));
        var slow = Machines.chip().replace("bytes_per_cycle: 64, latency_cycles: 20", "bytes_per_cycle: 2, latency_cycles: 20");
        assertThat(slow).isNotEqualTo(Machines.chip());
        var limited = pipeline(slow, 1, 1);
        assertThat(limited.interval()).isCloseTo(3 * 2048, within(50.0));
        assertThat(limited.bottleneck().kind()).isEqualTo(Throughput.Bottleneck.Kind.GLOBAL_MEMORY_PORT);
    }

    /** Core 0 fills for a while and signals, core 1 waits for it, fills for another while and writes the output. A fill takes 2 cycles. */
    private static SimulationReport pipeline(String chip, int first, int second) {
        var producer = new ProgramBuilder().source("first");
        producer.loop(first, () -> producer.emit(new Fill(0, 0, 1, 32, 0)));
        producer.emit(new Signal(7, 1));
        var consumer = new ProgramBuilder().source("second").emit(Wait.until(7, 1));
        consumer.loop(second, () -> consumer.emit(new Fill(0, 0, 1, 32, 0)));
        output(consumer);
        return Machines.load(Machines.bundle(chip, new byte[0], Machines.core(0, producer), Machines.core(1, consumer))).report();
    }

    private long products(ArrayGroup... groups) {
        return report(groups).causes().product();
    }

    private SimulationReport report(ArrayGroup... groups) {
        return report(Machines.chip(), program, groups);
    }

    private static SimulationReport report(String chip, ProgramBuilder program, ArrayGroup... groups) {
        return Machines.load(Machines.bundle(chip, table(), Machines.core(0, program, groups))).report();
    }

    private static void output(ProgramBuilder target) {
        target.emit(new LoadImmediate(1, Machines.OUTPUT)).emit(new Fill(0, 0, 1, Machines.OUTPUT_BYTES, 0))
                .emit(new MoveOut(0, 1, 1, Machines.OUTPUT_BYTES, 0, 0));
    }

    /** A group of 128 x 16 weights in a crossbar of its own. */
    private static ArrayGroup placed(int id, int crossbar) {
        return group(id, 16, slices(16, 0, crossbar, 0));
    }

    /** A group of 128 x 8 weights in one half of a crossbar. */
    private static ArrayGroup half(int id, int crossbar, int half) {
        return group(id, 8, slices(8, 64 * half, crossbar, 0));
    }

    private static ArrayGroup replicas(int count) {
        var slices = new ArrayList<CrossbarSlice>();
        for (var replica = 0; replica < count; replica++) {
            slices.addAll(slices(16, 0, 3 + replica, replica));
        }
        return group(0, 16, slices);
    }

    private static List<CrossbarSlice> slices(int columns, int column, int crossbar, int replica) {
        var slices = new ArrayList<CrossbarSlice>();
        for (var slice = 0; slice < 8; slice++) {
            slices.add(new CrossbarSlice(crossbar, 0, column + columns * slice, 0, 0, 128, columns, slice, replica));
        }
        return slices;
    }

    private static ArrayGroup group(int id, int columns, List<CrossbarSlice> slices) {
        return new ArrayGroup(id, 128, columns, new byte[128 * columns], WeightEncoding.TWOS_COMPLEMENT, List.of(1, 1, 1, 1, 1, 1, 1, 1),
                slices);
    }

    private static byte[] table() {
        var channels = new ArrayList<RequantizeParameters.Channel>();
        for (var c = 0; c < 16; c++) {
            channels.add(new RequantizeParameters.Channel(0, 1, -8));
        }
        return new RequantizeParameters(0, -128, 127, 0, channels).toBytes();
    }
}
