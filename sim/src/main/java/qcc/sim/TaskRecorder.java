package qcc.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.SynchronizationInstruction;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;

/** Records what one core executes as tasks. */
final class TaskRecorder {
    private final Sequencer core;
    private final MemoryState local;
    private final MemoryState accumulators;
    private final ProductWindow running = new ProductWindow();
    private final Map<Task, Task> distinct = new HashMap<>();
    private final List<Task> tasks = new ArrayList<>();

    TaskRecorder(Sequencer core, MemoryState local, MemoryState accumulators) {
        this.core = core;
        this.local = local;
        this.accumulators = accumulators;
    }

    /** Call before the rules are applied to an instruction. */
    void begin() {
        local.beginInstruction();
        accumulators.beginInstruction();
    }

    /** Records an instruction whose rules have been applied since {@link #begin()}. */
    void record(Instruction instruction, TimingModel.Cost cost) {
        if (instruction instanceof Mvm mvm) {
            var group = core.image().group(mvm.group());
            var dependencies = dependencies(Optional.of(group));
            running.add(group, local.lastRead().orElseThrow(), accumulators.lastUsed().orElseThrow());
            add(new Task.Product(core.index(), core.controlSteps(), dependencies, cost.cycles(), cost.localCycles(), cost.slots()));
        } else {
            add(new Task.Work(core.index(), core.controlSteps(), dependencies(Optional.empty()), Cause.of(instruction), cost.cycles(),
                    cost.portCycles(), cost.localCycles()));
        }
    }

    /** Records a synchronization; a message received overwrites local memory. */
    void record(SynchronizationInstruction instruction) {
        var resolved = instruction;
        var written = Optional.<AddressRange>empty();
        if (instruction instanceof Wait wait) {
            resolved = Wait.until(wait.token(), (int) Math.max(0, wait.threshold(core.register(wait.value()))));
        } else if (instruction instanceof Receive receive) {
            written = Optional.of(
                    new AddressRange(core.register(receive.destination()), receive.rows(), receive.stride(), receive.run()));
        }
        var dependencies = running.dependencies(Optional.empty(), written, Optional.empty());
        add(new Task.Meeting(core.index(), core.controlSteps(), dependencies, resolved));
    }

    void end() {
        add(new Task.End(core.index(), core.controlSteps()));
    }

    LaunchTrace.CoreTrace trace() {
        return new LaunchTrace.CoreTrace(core.image(), tasks.toArray(Task[]::new));
    }

    private long dependencies(Optional<ProgrammedGroup> group) {
        return running.dependencies(group, local.lastWritten(), accumulators.lastUsed());
    }

    private void add(Task task) {
        var known = distinct.putIfAbsent(task, task);
        tasks.add(known == null ? task : known);
    }
}
