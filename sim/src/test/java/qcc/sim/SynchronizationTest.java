package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;

class SynchronizationTest {
    private static final int SCRATCH = Machines.OUTPUT + 2048;
    private static final int ROWS = 16;
    private static final int ROW = 128;

    /** Core 5 makes 16 rows, four at a time; core 2 takes windows of three rows (padding of one) as soon as they are there. */
    @Test
    void aConsumerFollowsItsProducerRowByRow() {
        var producer = new ProgramBuilder().emit(new LoadImmediate(1, SCRATCH)).emit(new LoadImmediate(2, 0));
        producer.loop(ROWS / 4, () -> producer.emit(new MoveIn(0, 2, 1, 4 * ROW, 0, 0)).emit(new MoveOut(0, 1, 1, 4 * ROW, 0, 0))
                .emit(new Signal(9, 4)).emit(new AddImmediate(1, 1, 4 * ROW)).emit(new AddImmediate(2, 2, 4 * ROW)));
        var consumer = new ProgramBuilder().emit(new LoadImmediate(1, SCRATCH)).emit(new LoadImmediate(2, Machines.OUTPUT))
                .emit(new LoadImmediate(3, 0));
        consumer.loop(ROWS, () -> consumer.emit(new Wait(9, 3, 2, ROWS)).emit(new MoveIn(0, 1, 1, ROW, 0, 0))
                .emit(new MoveOut(0, 2, 1, ROW, 0, 0)).emit(new AddImmediate(1, 1, ROW)).emit(new AddImmediate(2, 2, ROW))
                .emit(new AddImmediate(3, 3, 1)));
        var input = Machines.input(new Random(3), 3);
        var bundle = Machines.bundle(new byte[0], Machines.core(2, consumer), Machines.core(5, producer));
        var output = Machines.run(bundle, Machines.options(), input);
        for (var sample = 0; sample < 3; sample++) {
            for (var i = 0; i < ROWS * ROW; i++) {
                assertThat(output[sample * Machines.OUTPUT_BYTES + i]).isEqualTo(input.data()[sample * Machines.INPUT_BYTES + i]);
            }
        }
    }

    /** Four rows of 6 bytes arrive as three of 8, upside down. */
    @Test
    void aMessageKeepsItsOrderAndNotItsShape() {
        var sender = new ProgramBuilder().emit(new LoadImmediate(1, 24)).emit(new MoveIn(0, 0, 1, 64, 0, 0));
        sender.emit(new Send(2, 1, 4, 6, -8));
        var receiver = output(program -> program.emit(new LoadImmediate(4, 100)).emit(new Receive(5, 4, 3, 8, 16)));
        var input = Machines.input(new Random(4), 2);
        var output = Machines.run(Machines.bundle(new byte[0], Machines.core(2, receiver), Machines.core(5, sender)), Machines.options(),
                input);
        for (var sample = 0; sample < 2; sample++) {
            for (var i = 0; i < 24; i++) {
                var sent = input.data()[sample * Machines.INPUT_BYTES + 24 - i / 6 * 8 + i % 6];
                assertThat(output[sample * Machines.OUTPUT_BYTES + 100 + i / 8 * 16 + i % 8]).isEqualTo(sent);
            }
        }
    }

    @Test
    void messagesOfAPairKeepTheirOrder() {
        var sender = new ProgramBuilder().emit(new Fill(0, 1, 1, 8, 0)).emit(new Send(2, 0, 1, 8, 0)).emit(new Fill(0, 2, 1, 8, 0))
                .emit(new Send(2, 0, 1, 8, 0));
        var receiver = output(program -> program.emit(new LoadImmediate(4, 8)).emit(new Receive(5, 0, 1, 8, 0))
                .emit(new Receive(5, 4, 1, 8, 0)));
        var output = Machines.run(Machines.bundle(new byte[0], Machines.core(2, receiver), Machines.core(5, sender)), Machines.options(),
                Machines.input(new Random(4), 1));
        assertThat(output).startsWith(1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2).endsWith(5);
    }

    @Test
    void aTokenThatIsNotSignaledEnoughDeadlocks() {
        assertTrap(new ProgramBuilder().source("nn.add at \"Add_3\"").emit(Wait.until(7, 3)), new ProgramBuilder().emit(new Signal(7, 2)),
                "segment 0, core 1, instruction 0 (wait token=7, value=r0, offset=3, limit=3), from nn.add at \"Add_3\"",
                "deadlock: token 7 stays at 2 and does not reach 3");
    }

    @Test
    void theLimitClampsAThreshold() {
        var wait = new ProgramBuilder().emit(new LoadImmediate(1, 40)).emit(new Wait(7, 1, -10, 2)).emit(new Wait(8, 1, -40, 9));
        Machines.load(Machines.bundle(new byte[0], Machines.core(1, output(_ -> {})),
                Machines.core(6, wait.emit(new Signal(3, 1))), Machines.core(7, new ProgramBuilder().emit(new Signal(7, 2)))));
    }

    @Test
    void coresThatSendToEachOtherDeadlock() {
        assertTrap(new ProgramBuilder().emit(new Fill(0, 0, 1, 4, 0)).emit(new Send(6, 0, 1, 4, 0)),
                new ProgramBuilder().emit(new Fill(0, 0, 1, 4, 0)).emit(new Send(1, 0, 1, 4, 0)),
                "core 1, instruction 1 (send core=6, src=r0, rows=1, run=4, stride=0)",
                "deadlock: core 6 does not receive the message: it sends to core 1; "
                        + "core 6 at instruction 1: core 1 does not receive the message: it sends to core 6");
    }

    @Test
    void everyWaitOfADeadlockIsNamed() {
        assertTrap(new ProgramBuilder().emit(new Barrier(3)), new ProgramBuilder().emit(new Barrier(3)).emit(new Receive(1, 0, 1, 4, 0)),
                "core 6, instruction 1", "deadlock: core 1 does not send a message: it has ended");
        assertTrap(new ProgramBuilder().emit(Wait.until(2, 1)), new ProgramBuilder().emit(new Receive(1, 0, 1, 4, 0)), "core 1",
                "deadlock: token 2 stays at 0 and does not reach 1; "
                        + "core 6 at instruction 0: core 1 does not send a message: it waits for token 2");
    }

    @Test
    void messagesMustFit() {
        assertTrap(new ProgramBuilder().emit(new Fill(0, 0, 1, 8, 0)).emit(new Send(6, 0, 2, 4, 0)),
                new ProgramBuilder().emit(new Receive(1, 0, 3, 3, 0)), "segment 0",
                "core 1 sends 8 bytes (instruction 1), core 6 receives 9 (instruction 0)");
        assertTrap(new ProgramBuilder().emit(new Send(6, 0, 2, 4, 4)), new ProgramBuilder().emit(new Receive(1, 0, 1, 8, 0)),
                "core 1, instruction 0 (send",
                "reads local memory 0, which was never written");
    }

    @Test
    void partnersAreOtherCoresOfTheSegment() {
        assertTrap(new ProgramBuilder().emit(new Send(3, 0, 1, 4, 0)), new ProgramBuilder(), "core 1, instruction 0",
                "core 3 is not part of the segment");
        assertTrap(new ProgramBuilder().emit(new Receive(1, 0, 1, 4, 0)), new ProgramBuilder(), "core 1, instruction 0",
                "core 1 is this core itself");
    }

    @Test
    void aCounterDoesNotWrap() {
        var signal = new ProgramBuilder();
        signal.loop(32769, () -> signal.emit(new Signal(1, 65535)));
        assertTrap(new ProgramBuilder(), signal, "core 6, instruction 1 (signal token=1, amount=65535)",
                "the counter of token 1 would become 2147516415, beyond 2147483647");
    }

    /** A program that leaves its local memory, 5 where it did nothing else, as the network's output. */
    private static ProgramBuilder output(Consumer<ProgramBuilder> body) {
        var program = new ProgramBuilder().emit(new Fill(0, 5, 1, Machines.OUTPUT_BYTES, 0));
        body.accept(program);
        return program.emit(new LoadImmediate(1, Machines.OUTPUT)).emit(new MoveOut(0, 1, 1, Machines.OUTPUT_BYTES, 0, 0));
    }

    private static void assertTrap(ProgramBuilder one, ProgramBuilder other, String place, String reason) {
        var bundle = Machines.bundle(new byte[0], Machines.core(1, one), Machines.core(6, other));
        assertThatThrownBy(() -> Machines.load(bundle)).isInstanceOf(SimulatorTrap.class).hasMessageContaining(place)
                .hasMessageContaining(reason);
    }
}
