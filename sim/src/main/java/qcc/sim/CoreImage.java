package qcc.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.Disassembler;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.InstructionCodec;
import qcc.backend.cim.isa.InvalidCodeException;
import qcc.backend.cim.isa.Machine;
import qcc.backend.cim.isa.SourceMap;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.chip.Chip;
import qcc.chip.CoreType;
import qcc.sim.noise.CoreCells;
import qcc.sim.noise.NonIdealities;

/** One core's decoded program of a segment, and what is programmed into its crossbars. Immutable; shared by all blocks of samples. */
final class CoreImage {
    private final int segment;
    private final int core;
    private final CoreType type;
    private final Instruction[] instructions;
    private final SourceMap sourceMap;
    private final Map<Integer, ProgrammedGroup> groups = new HashMap<>();
    private final List<ArrayGroup> groupTable;
    private final SortedSet<Integer> barriers = new TreeSet<>();
    private final Map<Integer, Long> signals = new TreeMap<>();

    private CoreImage(int segment, CoreProgram program, CoreType type, List<Instruction> instructions, Chip chip) {
        this.segment = segment;
        this.core = program.core();
        this.type = type;
        this.instructions = instructions.toArray(Instruction[]::new);
        this.sourceMap = program.sourceMap();
        this.groupTable = program.groups();
        findSynchronization();
        for (var group : program.groups()) {
            groups.put(group.id(), new ProgrammedGroup(group, GroupCost.of(chip, type, group)));
        }
    }

    private void findSynchronization() {
        var ends = new int[Machine.LOOP_DEPTH + 1];
        var repeats = new long[Machine.LOOP_DEPTH + 1];
        repeats[0] = 1;
        var depth = 0;
        for (var i = 0; i < instructions.length; i++) {
            while (depth > 0 && ends[depth] == i) {
                depth--;
            }
            switch (instructions[i]) {
                case Loop loop -> {
                    ends[++depth] = i + 1 + loop.length();
                    repeats[depth] = repeats[depth - 1] * loop.count();
                }
                case Signal signal -> signals.merge(signal.token(), repeats[depth] * signal.amount(), Long::sum);
                case Barrier barrier -> barriers.add(barrier.id());
                default -> {}
            }
        }
    }

    /**
     * Decodes a program.
     *
     * @throws SimulatorTrap if it is no program, or does not fit its core
     */
    static CoreImage decode(int segment, CoreProgram program, Chip chip, InstructionCodec codec) {
        var place = new SimulatorTrap.Place(segment, program.core(), -1, "", "");
        if (program.core() >= chip.coreCount()) {
            throw new SimulatorTrap(place, "the chip has cores 0 to %d only".formatted(chip.coreCount() - 1));
        }
        var type = chip.typeOf(program.core());
        var memory = type.core().instructionMemKib() * 1024L;
        if (program.code().length > memory) {
            throw new SimulatorTrap(place,
                    "the program of %d bytes does not fit the %d bytes of instruction memory".formatted(program.code().length, memory));
        }
        try {
            CrossbarSpace.check(type, program.groups());
            var decoded = codec.decodeProgram(program.code(), program.sourceMap());
            return new CoreImage(segment, program, type, decoded.instructions(), chip);
        } catch (InvalidCodeException e) {
            throw new SimulatorTrap(
                    new SimulatorTrap.Place(segment, program.core(), e.index(), "", program.sourceMap().operationAt(e.index())),
                    e.getMessage());
        } catch (Fault e) {
            throw new SimulatorTrap(place, e.getMessage());
        }
    }

    int core() {
        return core;
    }

    CoreType type() {
        return type;
    }

    int size() {
        return instructions.length;
    }

    Instruction instruction(int index) {
        return instructions[index];
    }

    String operationAt(int index) {
        return sourceMap.operationAt(index);
    }

    /** The first of the consecutive instructions that were made for the same operation as one of them. */
    int firstOf(int index) {
        var operation = operationAt(index);
        var first = index;
        while (first > 0 && operationAt(first - 1).equals(operation)) {
            first--;
        }
        return first;
    }

    /** The last of these instructions. */
    int lastOf(int index) {
        var operation = operationAt(index);
        var last = index;
        while (last + 1 < instructions.length && operationAt(last + 1).equals(operation)) {
            last++;
        }
        return last;
    }

    /** The barriers in the program, ascending. */
    SortedSet<Integer> barriers() {
        return barriers;
    }

    List<ArrayGroup> groupTable() {
        return groupTable;
    }

    ProgrammedGroup group(int id) {
        var group = groups.get(id);
        if (group == null) {
            throw new Fault("no array group %d is programmed on this core", id);
        }
        return group;
    }

    /**
     * Finds what products are, before they are computed for the first time.
     *
     * @param everyConversion whether conversions are made as well where they are proved to lose nothing
     * @param nonIdealities how the chip differs from an ideal one
     * @throws SimulatorTrap if sums of a group may exceed i32
     */
    void prepareProducts(boolean everyConversion, TableBudget budget, NonIdealities nonIdealities) {
        try {
            var cells = nonIdealities.isIdeal()
                    ? Optional.<CoreCells>empty()
                    : Optional.of(nonIdealities.cells(core, type, groupTable));
            groupTable.forEach(group -> group(group.id()).prepare(everyConversion, budget, cells));
        } catch (Fault e) {
            throw new SimulatorTrap(new SimulatorTrap.Place(segment, core, -1, "", ""), e.getMessage());
        }
    }

    /**
     * Has the errors of all products added up.
     *
     * @param nonIdealities what is wrong with the chip's cells, and nothing else
     * @return one for each group whose sums are converted
     */
    List<ErrorPowers> observeProducts(TableBudget budget, NonIdealities nonIdealities) {
        var cells = nonIdealities.cells(core, type, groupTable);
        var powers = new ArrayList<ErrorPowers>();
        for (var group : groupTable) {
            if (group.converter().isPresent()) {
                powers.add(new ErrorPowers(operationOf(group), group.columns()));
                group(group.id()).observe(budget, cells, powers.getLast());
            }
        }
        return powers;
    }

    private String operationOf(ArrayGroup group) {
        for (var i = 0; i < instructions.length; i++) {
            if (instructions[i] instanceof Mvm mvm && mvm.group() == group.id()) {
                return operationAt(i);
            }
        }
        return "";
    }

    /** What the program adds to each token in one launch. */
    Map<Integer, Long> signals() {
        return signals;
    }

    /** An instruction with its operation, for messages about another one. */
    String describe(int index) {
        var operation = operationAt(index);
        return "instruction %d (%s)%s".formatted(index, new Disassembler().disassemble(instructions[index]),
                operation.isEmpty() ? "" : ", from " + operation);
    }

    SimulatorTrap trap(int index, String reason) {
        var text = new Disassembler().disassemble(instructions[index]);
        return new SimulatorTrap(new SimulatorTrap.Place(segment, core, index, text, operationAt(index)), reason);
    }
}
