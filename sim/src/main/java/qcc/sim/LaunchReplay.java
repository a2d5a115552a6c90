package qcc.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.SynchronizationInstruction;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;

/**
 * One launch without data and without time. Finds every fault that does not depend on data, spends the energy, and records what the cores do.
 * The order in which it lets cores run is one of many; that none of them changes anything is what {@link AccessOrder} proves.
 */
final class LaunchReplay {
    private final List<Core> cores = new ArrayList<>();
    private final Synchronizer synchronizer;
    private final AccessOrder order;
    private final TimingModel timing;
    private final Ledger ledger;

    /** One core's state; local memory and accumulators hold nothing at the start of a launch. */
    private static final class Core {
        private final Sequencer sequencer;
        private final MemoryState local;
        private final MemoryState accumulators;
        private final AddressRules rules;
        private final TaskRecorder recorder;

        Core(CoreImage image, MemoryState global, boolean checkUninitialized) {
            var type = image.type().core();
            this.sequencer = new Sequencer(image);
            this.local = new MemoryState("local memory", Math.toIntExact(type.localMem().bytes()), checkUninitialized);
            this.accumulators = new MemoryState("accumulators", type.accumulators().entries(), checkUninitialized);
            this.rules = new AddressRules(sequencer, local, global, accumulators);
            this.recorder = new TaskRecorder(sequencer, local, accumulators);
        }
    }

    LaunchReplay(SegmentImage segment, MemoryState global, TimingModel timing, Ledger ledger, boolean checkUninitialized) {
        this.timing = timing;
        this.ledger = ledger;
        for (var image : segment.cores()) {
            cores.add(new Core(image, global, checkUninitialized));
        }
        var streams = cores.stream().map(core -> core.sequencer).toList();
        this.synchronizer = new Synchronizer(streams, this::deliver);
        this.order = new AccessOrder(segment, streams, global.size());
    }

    /** @throws SimulatorTrap if a program is at fault, or cores wait for each other */
    LaunchTrace run() {
        var ready = new ArrayDeque<Integer>();
        for (var i = 0; i < cores.size(); i++) {
            ready.add(i);
        }
        while (!ready.isEmpty()) {
            run(ready.remove(), ready);
        }
        synchronizer.requireFinished();
        for (var core : cores) {
            ledger.use(core.sequencer.image().core(), core.local.extent(), core.accumulators.extent());
        }
        return new LaunchTrace(cores.stream().map(core -> core.recorder.trace()).toList(), order.written());
    }

    /** Lets a core run until it has to wait. */
    private void run(int position, ArrayDeque<Integer> ready) {
        var core = cores.get(position);
        try {
            while (true) {
                var instruction = core.sequencer.next();
                ledger.countInstructions(core.sequencer.controlSteps() + 1);
                if (instruction instanceof End) {
                    core.recorder.end();
                    synchronizer.end(position);
                    return;
                }
                if (instruction instanceof SynchronizationInstruction meeting) {
                    core.recorder.record(meeting);
                    var released = synchronizer.arrive(position, meeting);
                    order.synchronize(position, meeting, released);
                    ready.addAll(released);
                    return;
                }
                execute(position, core, instruction);
            }
        } catch (Fault e) {
            throw core.sequencer.trap(e);
        }
    }

    private void execute(int position, Core core, Instruction instruction) {
        core.recorder.begin();
        var before = core.local.accesses();
        core.rules.apply(instruction);
        order.access(position, core.sequencer, instruction);
        var cost = timing.cost(core.sequencer, instruction, core.local.accesses() - before);
        core.recorder.record(instruction, cost);
        spend(core, cost.energy());
    }

    private void deliver(int sender, Send send, int receiver, Receive receive) {
        var from = cores.get(sender);
        var to = cores.get(receiver);
        try {
            from.local.read(from.sequencer.register(send.source()), send.rows(), send.stride(), send.run());
        } catch (Fault e) {
            throw from.sequencer.trap(e);
        }
        MemoryState.send(from.local, send, from.sequencer.register(send.source()), to.local, receive,
                to.sequencer.register(receive.destination()));
        spend(from, timing.message(from.sequencer.image(), to.sequencer.image(), send.bytes()).energy());
    }

    private void spend(Core core, EnergyReport energy) {
        ledger.spend(core.sequencer.image().core(), core.sequencer.image().operationAt(core.sequencer.index()), energy);
    }
}
