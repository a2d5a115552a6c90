package qcc.sim;

import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorLoad;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorStore;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Sum;
import qcc.backend.cim.isa.ControlInstruction;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.MoveInstruction;
import qcc.backend.cim.isa.MoveInstruction.Copy;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.SynchronizationInstruction;
import qcc.backend.cim.isa.VectorInstruction.Add;
import qcc.backend.cim.isa.VectorInstruction.AvgPool;
import qcc.backend.cim.isa.VectorInstruction.MaxPool;
import qcc.backend.cim.isa.VectorInstruction.Mul;
import qcc.backend.cim.isa.VectorInstruction.Rescale;
import qcc.backend.cim.isa.VectorInstruction.Sub;
import qcc.backend.cim.isa.VectorInstruction.Table;
import qcc.chip.Chip;
import qcc.chip.Cores;
import qcc.chip.Memory;
import qcc.chip.Noc;

/**
 * Cycles and energy of instructions from the chip file. A core executes one instruction after the other. Moves take the latency and
 * {@code bytes / bytes_per_cycle}, and occupy the port of global memory, which lies beside core 0, for the transfer; vector instructions take
 * {@code elements / lanes}, but at least what local memory needs for their bytes; windows are loaded at the slower of local memory and input register, while the
 * product before is running if the register is doubled.
 */
final class TimingModel {
    private final Chip chip;

    TimingModel(Chip chip) {
        this.chip = chip;
    }

    /**
     * What one instruction costs.
     *
     * @param cycles until the next instruction
     * @param portCycles of these, how long the port of global memory is occupied
     * @param localCycles of these, how long the port of local memory is occupied
     * @param slots array groups that compute at once
     */
    record Cost(long cycles, long portCycles, long localCycles, int slots, EnergyReport energy) {
        Cost(long cycles, long portCycles, long localCycles, EnergyReport energy) {
            this(cycles, portCycles, localCycles, 0, energy);
        }
    }

    /**
     * The cost of one execution.
     *
     * @param localBytes bytes of local memory read and written
     */
    Cost cost(Sequencer core, Instruction instruction, long localBytes) {
        var memory = core.image().type().core().localMem();
        return switch (instruction) {
            case MoveIn move -> transfer(core, (long) move.rows() * move.run());
            case MoveOut move -> transfer(core, (long) move.rows() * move.run());
            case MoveInstruction _ -> new Cost(memory.latencyCycles() + portCycles(memory, localBytes), 0, portCycles(memory, localBytes),
                    memories(memory, localBytes));
            case Mvm mvm -> product(core, mvm, localBytes);
            case ControlInstruction _ -> new Cost(1, 0, 0, EnergyReport.NONE);
            case SynchronizationInstruction _ -> new Cost(1, 0, 0, EnergyReport.NONE);
            default -> vector(core, elements(core, instruction), localBytes);
        };
    }

    /** Cycles of a copy between host and global memory: the slower of global memory's port and off-chip memory. */
    Cost hostCopy(long bytes) {
        var global = chip.chip().globalMem();
        var cycles = portCycles(global, bytes);
        var pj = bytes * global.pjPerByte();
        if (chip.chip().offchip().isPresent()) {
            var offchip = chip.chip().offchip().get();
            cycles = Math.max(cycles, GroupCost.cycles(chip, offchip.latencyNs() + bytes / offchip.gbPerS()));
            pj += bytes * offchip.pjPerByte();
        }
        return new Cost(global.latencyCycles() + cycles, portCycles(global, bytes), 0, new EnergyReport(0, 0, pj, 0, 0, 0));
    }

    /** Leakage of the whole chip over some cycles, in pJ: mW times ns. */
    EnergyReport leakage(long cycles) {
        var milliwatts = chip.energy().leakMw().total(chip.coreCount(), chip.xbarCount());
        return new EnergyReport(0, 0, 0, 0, 0, milliwatts * nanoseconds(cycles));
    }

    double nanoseconds(long cycles) {
        return cycles * 1000 / chip.clockMhz();
    }

    private Cost transfer(Sequencer core, long bytes) {
        var global = chip.chip().globalMem();
        var local = core.image().type().core().localMem();
        var hops = hops(core.image().core());
        var noc = chip.chip().noc();
        var transfer = Math.max(portCycles(global, bytes), portCycles(local, bytes));
        var latency = (long) global.latencyCycles() + local.latencyCycles();
        var network = 0.0;
        if (noc.isPresent()) {
            var flits = Math.ceilDiv(bytes * Byte.SIZE, noc.get().linkBits());
            transfer = Math.max(transfer, flits);
            latency += (long) hops * noc.get().hopCycles();
            network = flits * hops * noc.get().routerPjPerFlit();
        }
        var memories = bytes * (global.pjPerByte() + local.pjPerByte());
        return new Cost(latency + transfer, portCycles(global, bytes), portCycles(local, bytes),
                new EnergyReport(0, 0, memories, 0, network, 0));
    }

    /**
     * A message from one core's local memory to another's; both cores are occupied until it has arrived. Without a network it goes at the pace of
     * the local memories.
     */
    Cost message(CoreImage sender, CoreImage receiver, long bytes) {
        var from = sender.type().core().localMem();
        var to = receiver.type().core().localMem();
        var transfer = Math.max(portCycles(from, bytes), portCycles(to, bytes));
        var latency = (long) from.latencyCycles() + to.latencyCycles();
        var network = 0.0;
        if (chip.chip().noc().isPresent()) {
            var noc = chip.chip().noc().get();
            var hops = hops(sender.core(), receiver.core());
            var flits = Math.ceilDiv(bytes * Byte.SIZE, noc.linkBits());
            transfer = Math.max(transfer, flits);
            latency += (long) hops * noc.hopCycles();
            network = flits * hops * noc.routerPjPerFlit();
        }
        var memories = bytes * (from.pjPerByte() + to.pjPerByte());
        return new Cost(latency + transfer, 0, transfer, new EnergyReport(0, 0, memories, 0, network, 0));
    }

    /** Links between a core and global memory, which is attached to core 0. */
    private int hops(int core) {
        return 1 + distance(core, 0);
    }

    /** Links between two cores, at least one: a bus is one. */
    private int hops(int core, int other) {
        return Math.max(1, distance(core, other));
    }

    private int distance(int core, int other) {
        var count = chip.coreCount();
        var columns = chip.chip().cores() instanceof Cores.Grid grid ? grid.columns() : count;
        var rows = Math.abs(core / columns - other / columns);
        var across = Math.abs(core % columns - other % columns);
        return switch (chip.chip().noc().map(Noc::kind).orElse(Noc.Kind.BUS)) {
            case BUS -> 0;
            case MESH -> rows + across;
            case TORUS -> Math.min(rows, Math.ceilDiv(count, columns) - rows) + Math.min(across, columns - across);
            case RING -> Math.min(Math.abs(core - other), count - Math.abs(core - other));
        };
    }

    /**
     * The positions are spread over as many replicas as may compute at once; where not even the blocks of one may, they take turns. Replicas load
     * their inputs one after the other from local memory.
     */
    private static Cost product(Sequencer core, Mvm mvm, long localBytes) {
        var type = core.image().type().core();
        var group = core.image().group(mvm.group());
        var cost = group.cost();
        var most = type.issue().maxParallelGroups();
        var replicas = Math.max(1, Math.min(Math.min(group.replicas(), mvm.count()), most / cost.blocks()));
        var turns = Math.ceilDiv(cost.blocks(), most);
        var read = portCycles(type.localMem(), group.rows());
        var load = Math.max((long) Math.ceil(group.rows() / type.inputReg().bytesPerCycle()), replicas * read);
        var compute = turns * cost.intervalCycles();
        var interval = type.inputReg().doubled() ? Math.max(compute, load) : compute + load;
        var first = type.localMem().latencyCycles() + load + cost.latencyCycles() + (turns - 1) * cost.intervalCycles();
        var cycles = first + (Math.ceilDiv(mvm.count(), replicas) - 1) * interval;
        var energy = new EnergyReport(mvm.count() * cost.arrayPj(), mvm.count() * cost.converterPj(), 0, 0, 0, 0);
        return new Cost(cycles, 0, mvm.count() * read, Math.min(most, replicas * cost.blocks()),
                energy.plus(memories(type.localMem(), localBytes)));
    }

    private static Cost vector(Sequencer core, long elements, long localBytes) {
        var type = core.image().type().core();
        var compute = Math.ceilDiv(elements, type.vector().lanes());
        var cycles = type.localMem().latencyCycles() + Math.max(compute, portCycles(type.localMem(), localBytes));
        var energy = new EnergyReport(0, 0, 0, elements * type.vector().pjPerOp(), 0, 0);
        return new Cost(cycles, 0, portCycles(type.localMem(), localBytes), energy.plus(memories(type.localMem(), localBytes)));
    }

    private static long elements(Sequencer core, Instruction instruction) {
        return switch (instruction) {
            case Sum sum -> (long) sum.count() * sum.channels();
            case AccumulatorStore store -> (long) store.count() * store.channels();
            case AccumulatorLoad load -> (long) load.count() * load.channels();
            case Requantize requantize -> (long) requantize.count() * requantize.channels() * (requantize.residual().isPresent() ? 2 : 1);
            case Rescale rescale -> rescale.count();
            case Add add -> add.count();
            case Sub sub -> sub.count();
            case Mul mul -> mul.count();
            case Table table -> table.count();
            case MaxPool pool -> (long) pool.count() * core.window().bytes();
            case AvgPool pool -> (long) pool.count() * core.window().bytes();
            case Mvm _,Copy _,Fill _,MoveIn _,MoveOut _ -> 0;
            case ControlInstruction _ -> 0;
            case SynchronizationInstruction _ -> 0;
        };
    }

    private static long portCycles(Memory memory, long bytes) {
        return (long) Math.ceil(bytes / memory.bytesPerCycle());
    }

    private static EnergyReport memories(Memory memory, long bytes) {
        return new EnergyReport(0, 0, bytes * memory.pjPerByte(), 0, 0, 0);
    }
}
