package qcc.sim;

import java.util.ArrayList;
import java.util.List;

import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.SynchronizationInstruction;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;

/**
 * The walk through one launch. The core whose time is least goes next, the lowest number among equals, so that the port of global memory is
 * taken in order of time.
 */
final class LaunchWalk {
    private final List<Core> cores = new ArrayList<>();
    private final Synchronizer synchronizer;
    private final TimingModel timing;
    private final Ledger ledger;
    private long portFree;

    /** One core's state; local memory and accumulators hold nothing at the start of a launch. */
    private static final class Core {
        private final Sequencer sequencer;
        private final MemoryState local;
        private final MemoryState accumulators;
        private final AddressRules rules;
        private final CoreTrack track;
        private long time;

        Core(CoreImage image, MemoryState global, boolean checkUninitialized, int launch) {
            var type = image.type().core();
            this.sequencer = new Sequencer(image);
            this.local = new MemoryState("local memory", Math.toIntExact(type.localMem().bytes()), checkUninitialized);
            this.accumulators = new MemoryState("accumulators", type.accumulators().entries(), checkUninitialized);
            this.rules = new AddressRules(sequencer, local, global, accumulators);
            this.track = new CoreTrack(image, launch);
        }

        int number() {
            return sequencer.image().core();
        }

        String operation() {
            return sequencer.image().operationAt(sequencer.index());
        }
    }

    /** @param launch number of the launch command */
    LaunchWalk(SegmentImage segment, MemoryState global, TimingModel timing, Ledger ledger, boolean checkUninitialized, int launch) {
        this.timing = timing;
        this.ledger = ledger;
        for (var image : segment.cores()) {
            cores.add(new Core(image, global, checkUninitialized, launch));
        }
        this.synchronizer = new Synchronizer(cores.stream().map(core -> core.sequencer).toList(), this::deliver);
    }

    /**
     * Walks, and records steps and waits.
     *
     * @param origin when the launch begins
     * @return cycles until the last core has ended
     */
    long run(long origin, List<Timeline.Step> steps, List<Timeline.BarrierWait> waits) {
        for (var next = earliest(); next >= 0; next = earliest()) {
            step(next);
        }
        synchronizer.requireFinished();
        var end = cores.stream().mapToLong(core -> core.time).max().orElse(0);
        for (var core : cores) {
            ledger.spend(core.number(), "", Cause.WAIT, end - core.time);
            ledger.use(core.number(), core.local.extent(), core.accumulators.extent());
            core.track.finish(origin, core.time, end, steps, waits);
        }
        return end;
    }

    private int earliest() {
        var result = -1;
        for (var i = 0; i < cores.size(); i++) {
            if (synchronizer.isRunning(i) && (result < 0 || cores.get(i).time < cores.get(result).time)) {
                result = i;
            }
        }
        return result;
    }

    private void step(int position) {
        var core = cores.get(position);
        try {
            var instruction = core.sequencer.next();
            var control = core.sequencer.controlSteps();
            ledger.countInstructions(control + 1);
            core.track.execute(core.sequencer.index(), control + 1, core.time);
            spend(core, Cause.CONTROL, control);
            switch (instruction) {
                case End _ -> synchronizer.end(position);
                case SynchronizationInstruction arrival -> arrive(position, arrival);
                default -> execute(core, instruction);
            }
        } catch (Fault e) {
            throw core.sequencer.trap(e);
        }
    }

    private void execute(Core core, Instruction instruction) {
        var before = core.local.accesses();
        core.rules.apply(instruction);
        var cost = timing.cost(core.sequencer, instruction, core.local.accesses() - before);
        if (cost.portCycles() > 0) {
            spend(core, Cause.WAIT, Math.max(0, portFree - core.time));
            portFree = core.time + cost.portCycles();
        }
        spend(core, Cause.of(instruction), cost.cycles());
        ledger.spend(core.number(), core.operation(), cost.energy());
    }

    private void arrive(int position, SynchronizationInstruction instruction) {
        if (!(instruction instanceof Send || instruction instanceof Receive)) {
            spend(cores.get(position), Cause.CONTROL, 1);
        }
        var released = synchronizer.arrive(position, instruction);
        var time = released.stream().mapToLong(i -> cores.get(i).time).max().orElse(0);
        for (var i : released) {
            var core = cores.get(i);
            if (instruction instanceof Barrier barrier) {
                core.track.waitAt(barrier.id(), core.time, time - core.time);
            }
            spend(core, Cause.WAIT, time - core.time);
        }
    }

    /** A message takes the time of both cores, from the later one's arrival. */
    private void deliver(int sender, Send send, int receiver, Receive receive) {
        var from = cores.get(sender);
        var to = cores.get(receiver);
        MemoryState.send(from.local, send, from.sequencer.register(send.source()), to.local, receive,
                to.sequencer.register(receive.destination()));
        var cost = timing.message(from.sequencer.image(), to.sequencer.image(), send.bytes());
        var start = Math.max(from.time, to.time);
        for (var core : List.of(from, to)) {
            spend(core, Cause.WAIT, start - core.time);
            spend(core, Cause.MOVE, cost.cycles());
        }
        ledger.spend(from.number(), from.operation(), cost.energy());
    }

    private void spend(Core core, Cause cause, long cycles) {
        core.time += cycles;
        if (cycles > 0) {
            ledger.spend(core.number(), core.operation(), cause, cycles);
            core.track.spend(cause, cycles);
        }
    }
}
