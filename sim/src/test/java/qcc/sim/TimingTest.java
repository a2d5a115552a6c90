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
import qcc.backend.cim.isa.WeightEncoding;

/** Cycles and energy counted by hand from the D6CIM preset: 360 MHz, 64 clocks for a product. */
class TimingTest {
    private final ProgramBuilder program = new ProgramBuilder();

    @Test
    void movesTakeLatencyAndBandwidthOfTheSlowestPart() {
        output();
        var causes = report().causes();
        // 20 + 1 cycles of latency and 1 hop; 4,096 bytes at 8 bytes a cycle of the network; the fill 1 + 4,096 / 32.
        assertThat(causes.move()).isEqualTo(21 + 1 + 512 + 129);
        assertThat(causes.waiting()).isZero();
        assertThat(report().copyCycles()).isEqualTo(2 * (20 + 64));
        assertThat(report().energy().network()).isCloseTo(512 * 0.5, within(1e-9));
        assertThat(report().energy().memories()).isCloseTo(2 * 4096 * 1.0 + 4096 * 1.2 + 4096 * 0.2, within(1e-6));
    }

    @Test
    void productsFollowOneAnotherAtTheirInterval() {
        input();
        var before = report(group()).causes();
        program.emit(new Window(1, 1, 128, 0, 0));
        program.emit(new Mvm(0, 0, 0, 10, 1, 16, false));
        var after = report(group()).causes();
        // One cycle of local latency, 4 to load 128 bytes at 32 a cycle, 64 for the first product and 64 for each further one.
        assertThat(before.product()).isZero();
        assertThat(after.product()).isEqualTo(1 + 4 + 10 * 64);
        assertThat(after.control()).isEqualTo(before.control() + 1);
        assertThat(report(group()).energy().array()).isCloseTo(10 * 67.8, within(1.0));
    }

    @Test
    void vectorInstructionsTakeElementsOverLanesOrTheMemoryPort() {
        input();
        program.emit(new Window(1, 1, 128, 0, 0));
        program.emit(new Mvm(0, 0, 0, 10, 1, 16, false));
        program.emit(new LoadImmediate(1, Machines.CONSTANTS)).emit(new MoveIn(1, 1, 1, table().length, 0, 0));
        program.emit(new LoadImmediate(2, 6000)).source("nn.requantize");
        program.emit(new Requantize(2, 0, 1, 10, 16, 16, 16, RequantizeMode.SHIFT, Optional.empty()));
        var report = report(group());
        // 160 elements need 5 cycles of 32 lanes, but 336 bytes of table and 160 of results 16 cycles of the port.
        assertThat(report.causes().vector()).isEqualTo(1 + 16);
        assertThat(report.energy().vector()).isCloseTo(16, within(1e-9));
        var operation = report.operations().stream().filter(entry -> entry.operation().equals("nn.requantize")).findFirst().orElseThrow();
        assertThat(operation.causes().vector()).isEqualTo(17);
    }

    @Test
    void everyCycleAndEveryPicojouleHasAnOwner() {
        input();
        program.source("a").emit(new Window(1, 1, 128, 0, 0)).emit(new Mvm(0, 0, 0, 10, 1, 16, false));
        var report = report(group());
        assertThat(report.causes().total()).isEqualTo(report.cycles() - report.copyCycles());
        assertThat(report.operations().stream().mapToLong(operation -> operation.causes().total()).sum())
                .isEqualTo(report.causes().total());
        var operations = report.operations().stream().mapToDouble(operation -> operation.energy().total()).sum();
        assertThat(operations + 2 * 4096).isCloseTo(report.energy().total(), within(1e-6));
        assertThat(report.nanoseconds()).isCloseTo(report.cycles() / 0.36, within(1e-6));
    }

    @Test
    void leakageIsPowerTimesTime() {
        output();
        var chip = Machines.chip().replace("leak_mw: {xbar: 0, core: 0, chip: 0", "leak_mw: {xbar: 0.001, core: 0.5, chip: 3");
        var report = Machines.load(Machines.bundle(chip, new byte[0], Machines.core(0, program))).report();
        assertThat(report.energy().leakage()).isCloseTo((3 + 16 * 0.5 + 16 * 64 * 0.001) * report.nanoseconds(), within(1e-6));
    }

    @Test
    void programmingTakesTheRowsOfTheSlowestCore() {
        output();
        var slices = new ArrayList<CrossbarSlice>();
        for (var slice = 0; slice < 8; slice++) {
            slices.add(new CrossbarSlice(0, 0, 16 * slice, 0, 0, 128, 16, slice));
        }
        var group = new ArrayGroup(0, 128, 16, new byte[128 * 16], WeightEncoding.TWOS_COMPLEMENT, List.of(1, 1, 1, 1, 1, 1, 1, 1), slices);
        var programming = report(group).programming();
        assertThat(programming.nanoseconds()).isCloseTo(128 * 2.78, within(1e-6));
        assertThat(programming.energyPj()).isCloseTo(128 * 128 * 0.02, within(1e-6));
    }

    @Test
    void coresShareThePortOfGlobalMemory() {
        var one = new ProgramBuilder().emit(new MoveIn(0, 0, 1, 4096, 0, 0));
        var bundle = Machines.bundle(new byte[0], Machines.core(1, one), Machines.core(2, one));
        var report = Simulator.load(bundle, Machines.options().withCheckUninitialized(false), HostFunctions.NONE).report();
        // Core 2 waits 64 cycles for core 1's bytes to pass the port, then needs 21 of latency, 3 hops and 512 for its own.
        assertThat(report.cycles() - report.copyCycles()).isEqualTo(64 + 21 + 3 + 512);
        assertThat(report.cores().getLast().causes().waiting()).isEqualTo(64);
        assertThat(report.cores().getFirst().causes().waiting()).isEqualTo(64 + 1);
    }

    private static ArrayGroup group() {
        return Machines.group(0, 128, 16, new byte[128 * 16]);
    }

    private static byte[] table() {
        var channels = new ArrayList<RequantizeParameters.Channel>();
        for (var c = 0; c < 16; c++) {
            channels.add(new RequantizeParameters.Channel(0, 1, -8));
        }
        return new RequantizeParameters(0, -128, 127, 0, channels).toBytes();
    }

    private void input() {
        output();
        program.emit(new MoveIn(0, 0, 1, Machines.INPUT_BYTES, 0, 0));
    }

    private void output() {
        program.emit(new LoadImmediate(1, Machines.OUTPUT));
        program.emit(new Fill(0, 0, 1, Machines.OUTPUT_BYTES, 0));
        program.emit(new MoveOut(0, 1, 1, Machines.OUTPUT_BYTES, 0, 0));
    }

    private SimulationReport report(ArrayGroup... groups) {
        return Machines.load(Machines.bundle(table(), Machines.core(0, program, groups))).report();
    }
}
