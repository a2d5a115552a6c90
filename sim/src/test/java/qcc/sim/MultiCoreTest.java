package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.tensor.ByteTensor;

class MultiCoreTest {
    private static final int SCRATCH = Machines.OUTPUT + 2048;

    /** Core 5 sends rows through global memory to core 2, which sends them on; both directions are ordered by barriers in loops. */
    @Test
    void coresExchangeDataBetweenBarriers() {
        var first = new ProgramBuilder();
        first.emit(new MoveIn(0, 0, 1, Machines.INPUT_BYTES, 0, 0)).emit(new LoadImmediate(1, SCRATCH)).emit(new LoadImmediate(2, 0));
        first.loop(4, () -> {
            first.emit(new MoveOut(2, 1, 1, 100, 0, 0)).emit(new Barrier(7));
            first.emit(new AddImmediate(2, 2, 100)).emit(new Barrier(65535));
        });
        var second = new ProgramBuilder();
        second.emit(new LoadImmediate(3, Machines.OUTPUT)).emit(new Fill(0, 5, 1, Machines.OUTPUT_BYTES, 0))
                .emit(new MoveOut(0, 3, 1, 2048, 0, 0)).emit(new LoadImmediate(1, SCRATCH));
        second.loop(4, () -> {
            second.emit(new Barrier(7)).emit(new MoveIn(0, 1, 1, 100, 0, 0)).emit(new Barrier(65535));
            second.emit(new MoveOut(0, 3, 1, 100, 0, 0));
            second.emit(new AddImmediate(3, 3, 100));
        });
        second.emit(new LoadImmediate(3, Machines.OUTPUT + 2048)).emit(new Fill(0, 5, 1, 2048, 0)).emit(new MoveOut(0, 3, 1, 2048, 0, 0));
        var input = Machines.input(new Random(3), 3);
        var output = Machines.run(Machines.bundle(new byte[0], Machines.core(2, second), Machines.core(5, first)), Machines.options(),
                input);
        for (var sample = 0; sample < 3; sample++) {
            for (var i = 0; i < Machines.OUTPUT_BYTES; i++) {
                var expected = i < 400 ? input.data()[sample * Machines.INPUT_BYTES + i] : 5;
                assertThat(output[sample * Machines.OUTPUT_BYTES + i]).isEqualTo(expected);
            }
        }
    }

    @Test
    void aCoreThatEndsBeforeABarrierDeadlocksTheOther() {
        var waiting = new ProgramBuilder().source("nn.add at \"Add_3\"");
        waiting.loop(2, () -> waiting.emit(new Barrier(4)));
        var ending = new ProgramBuilder().emit(new Barrier(4));
        assertDeadlock(waiting, ending, "segment 0, core 1, instruction 1 (barrier id=4), from nn.add at \"Add_3\"",
                "deadlock: barrier 4 waits for core 6, which has ended");
    }

    @Test
    void crossedBarriersDeadlock() {
        var one = new ProgramBuilder().emit(new Barrier(4)).emit(new Barrier(5));
        var other = new ProgramBuilder().emit(new Barrier(5)).emit(new Barrier(4));
        assertDeadlock(one, other, "core 1, instruction 0", "barrier 4 waits for core 6, which waits at barrier 5");
    }

    @Test
    void waitingCountsAsSuch() {
        var quick = new ProgramBuilder().emit(new Barrier(1));
        var slow = new ProgramBuilder();
        slow.loop(100, () -> slow.emit(new LoadImmediate(1, 1)));
        slow.emit(new Barrier(1)).emit(new LoadImmediate(1, Machines.OUTPUT)).emit(new Fill(0, 0, 1, Machines.OUTPUT_BYTES, 0))
                .emit(new MoveOut(0, 1, 1, Machines.OUTPUT_BYTES, 0, 0));
        var report = Machines.load(Machines.bundle(new byte[0], Machines.core(0, quick), Machines.core(1, slow))).report();
        assertThat(report.cores()).hasSize(2);
        var causes = report.cores().getFirst().causes();
        assertThat(causes.control()).isEqualTo(1);
        assertThat(causes.total()).isEqualTo(report.cycles() - report.copyCycles()).isEqualTo(report.cores().getLast().causes().total());
        assertThat(report.cores().getLast().causes().waiting()).isZero();
        assertThat(report.cores().getLast().causes().control()).isEqualTo(103);
    }

    private static void assertDeadlock(ProgramBuilder one, ProgramBuilder other, String place, String reason) {
        var bundle = Machines.bundle(new byte[0], Machines.core(1, one), Machines.core(6, other));
        assertThatThrownBy(() -> Machines.load(bundle)).isInstanceOf(SimulatorTrap.class).hasMessageContaining(place)
                .hasMessageContaining(reason);
    }

    @Test
    void resultsDependNeitherOnThreadsNorOnBlocks() {
        var program = Convolutions.program(8);
        var input = Machines.input(new Random(5), 133);
        var expected = Machines.run(program, Machines.options(), input);
        for (var threads : List.of(1, 2, 3)) {
            for (var block : List.of(16, 32, 64, 144)) {
                var options = new SimulatorOptions(threads, block, threads != 3, threads == 2, false);
                assertThat(Machines.run(program, options, input)).isEqualTo(expected);
            }
        }
        var single = new ByteTensor(input.shape().with(0, 1), Arrays.copyOf(input.data(), Machines.INPUT_BYTES));
        assertThat(Machines.run(program, Machines.options(), single)).isEqualTo(Arrays.copyOf(expected, Machines.OUTPUT_BYTES));
    }
}
