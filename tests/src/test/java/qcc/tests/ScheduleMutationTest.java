package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import qcc.backend.cim.codegen.CodegenException;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.Segment;
import qcc.chip.Chip;
import qcc.sim.ScheduleChecker;
import qcc.sim.SimulatorTrap;
import qcc.tests.RandomDevice.Kind;

/**
 * Compiled programs of several cores pass the schedule checker, and programs with one instruction changed for the worse do not. Some changes do
 * no harm, because something else orders the cores too; then the results stay the same.
 */
class ScheduleMutationTest {
    private static final int CORES = 6;
    private static final int DEVICES = 50;
    private static final Chip CHIP = DeviceRun.chip(CORES, 2, 32, 1024);
    private static final FixedWordCodec CODEC = new FixedWordCodec();

    /** A change at an instruction; null where it does not apply. */
    enum Mutation {
        /** A wait is over at once. */
        DROPPED_WAIT((code, i) -> code.get(i) instanceof Wait wait ? replaced(code, i, Wait.until(wait.token(), 0)) : null),
        /** A wait is over before the last rows that it is for. */
        LOWER_THRESHOLD((code, i) -> code.get(i) instanceof Wait wait && wait.limit() > 1
                ? replaced(code, i, new Wait(wait.token(), wait.value(), wait.offset() - wait.limit() / 2, wait.limit() - wait.limit() / 2))
                : null),
        /** A wait is for more than there will ever be. */
        HIGHER_THRESHOLD((code, i) -> code.get(i) instanceof Wait wait
                ? replaced(code, i, Wait.until(wait.token(), Integer.MAX_VALUE))
                : null),
        /** Rows are said to be there before they are. */
        EARLY_SIGNAL((code, i) -> code.get(i) instanceof MoveOut ? withNextSignalAt(code, i) : null),
        /** Rows are never said to be there. */
        MISSING_SIGNAL((code, i) -> code.get(i) instanceof Signal signal ? replaced(code, i, Wait.until(signal.token(), 0)) : null),
        /** A message has one byte more than it should. */
        LONGER_MESSAGE((code, i) -> switch (code.get(i)) {
            case Send send -> replaced(code, i, new Send(send.core(), send.source(), send.rows(), send.run() + 1, send.stride()));
            case Receive r -> replaced(code, i, new Receive(r.core(), r.destination(), r.rows(), r.run() + 1, r.stride()));
            default -> null;
        });

        private final BiFunction<List<Instruction>, Integer, List<Instruction>> change;

        Mutation(BiFunction<List<Instruction>, Integer, List<Instruction>> change) {
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource(Mutation.class)
    void changesForTheWorseAreCaught(Mutation mutation) {
        var caught = 0;
        var harmless = 0;
        for (var seed = 0; seed < DEVICES; seed++) {
            var random = new Random(seed);
            var device = device(random);
            Bundle bundle;
            try {
                bundle = DeviceRun.bundle(device.module(), device.module().finish(device.results()), CHIP);
            } catch (CodegenException e) {
                continue;
            }
            ScheduleChecker.check(bundle);
            var samples = CodegenSimulationTest.samples(device.module().device(), random);
            for (var mutated : mutated(bundle, mutation, random)) {
                if (isRefused(mutated)) {
                    caught++;
                } else {
                    harmless++;
                    assertSameResults(bundle, mutated, samples);
                }
            }
        }
        assertThat(caught).as("%d harmless", harmless).isGreaterThan(Math.max(20, harmless));
    }

    private static RandomDevice device(Random random) {
        var device = new RandomDevice(random, CORES, CHIP.core().accumulators().entries());
        for (var i = 0; i < 6; i++) {
            device.append(Kind.values()[random.nextInt(Kind.values().length)]);
        }
        return device;
    }

    private static boolean isRefused(Bundle bundle) {
        try {
            ScheduleChecker.check(bundle);
            return false;
        } catch (SimulatorTrap e) {
            return true;
        }
    }

    private static void assertSameResults(Bundle bundle, Bundle mutated, List<List<byte[]>> samples) {
        var expected = DeviceRun.run(bundle, samples);
        var actual = DeviceRun.run(mutated, samples);
        for (var s = 0; s < expected.size(); s++) {
            for (var r = 0; r < expected.get(s).size(); r++) {
                assertThat(Arrays.equals(actual.get(s).get(r), expected.get(s).get(r))).isTrue();
            }
        }
    }

    /** A few bundles with one change each. */
    private static List<Bundle> mutated(Bundle bundle, Mutation mutation, Random random) {
        var all = new ArrayList<Bundle>();
        var programs = bundle.segments().getFirst().programs();
        for (var p = 0; p < programs.size(); p++) {
            var code = CODEC.decode(programs.get(p).code());
            for (var i = 0; i + 1 < code.size(); i++) {
                var changed = mutation.change.apply(code, i);
                if (changed != null) {
                    all.add(with(bundle, p, changed));
                }
            }
        }
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(6, all.size()));
    }

    private static Bundle with(Bundle b, int program, List<Instruction> code) {
        var segment = b.segments().getFirst();
        var programs = new ArrayList<>(segment.programs());
        var old = programs.get(program);
        programs.set(program, new CoreProgram(old.core(), CODEC.encode(code), old.groups(), old.sourceMap()));
        return new Bundle(b.producer(), b.network(), b.chip(), b.globalMemoryBytes(), b.buffers(), b.inputs(), b.outputs(),
                List.of(new Segment(segment.constants(), programs)), b.commands(), b.blocks(), b.hostModule());
    }

    /** The signal that follows behind nothing but scalar instructions, in the same loop, comes first; null without one. */
    private static List<Instruction> withNextSignalAt(List<Instruction> code, int index) {
        var loops = loops(code);
        var signal = index + 1;
        while (code.get(signal) instanceof AddImmediate || code.get(signal) instanceof LoadImmediate) {
            signal++;
        }
        if (!(code.get(signal) instanceof Signal) || loops[signal] != loops[index]) {
            return null;
        }
        var changed = new ArrayList<>(code);
        changed.add(index, changed.remove(signal));
        return changed;
    }

    /** For each instruction the loop that is nearest around it, -1 for none. */
    private static int[] loops(List<Instruction> code) {
        var loops = new int[code.size()];
        Arrays.fill(loops, -1);
        for (var i = 0; i < loops.length; i++) {
            if (code.get(i) instanceof Loop loop) {
                Arrays.fill(loops, i + 1, i + 1 + loop.length(), i);
            }
        }
        return loops;
    }

    private static List<Instruction> replaced(List<Instruction> code, int index, Instruction instruction) {
        var changed = new ArrayList<>(code);
        changed.set(index, instruction);
        return changed;
    }
}
