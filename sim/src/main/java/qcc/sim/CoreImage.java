package qcc.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.Disassembler;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.InstructionCodec;
import qcc.backend.cim.isa.InvalidCodeException;
import qcc.backend.cim.isa.SourceMap;
import qcc.chip.Chip;
import qcc.chip.CoreType;

/** One core's decoded program of a segment, and what is programmed into its crossbars. Immutable; shared by all blocks of samples. */
final class CoreImage {
    private final int segment;
    private final int core;
    private final CoreType type;
    private final Instruction[] instructions;
    private final SourceMap sourceMap;
    private final Map<Integer, ProgrammedGroup> groups = new HashMap<>();
    private final List<ArrayGroup> groupTable;

    private CoreImage(int segment, CoreProgram program, CoreType type, List<Instruction> instructions, Chip chip,
            TableBudget budget) {
        this.segment = segment;
        this.core = program.core();
        this.type = type;
        this.instructions = instructions.toArray(Instruction[]::new);
        this.sourceMap = program.sourceMap();
        this.groupTable = program.groups();
        for (var group : program.groups()) {
            groups.put(group.id(), ProgrammedGroup.of(group, GroupCost.of(chip, type, group), budget));
        }
    }

    /**
     * Decodes a program.
     *
     * @throws SimulatorTrap if it is no program, or does not fit its core
     */
    static CoreImage decode(int segment, CoreProgram program, Chip chip, InstructionCodec codec, TableBudget budget) {
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
            return new CoreImage(segment, program, type, decoded.instructions(), chip, budget);
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

    SimulatorTrap trap(int index, String reason) {
        var text = new Disassembler().disassemble(instructions[index]);
        return new SimulatorTrap(new SimulatorTrap.Place(segment, core, index, text, operationAt(index)), reason);
    }
}
