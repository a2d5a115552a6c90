package qcc.sim;

import qcc.backend.cim.isa.GlobalConstant;
import java.util.Comparator;
import java.util.List;

import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.InstructionCodec;

import qcc.backend.host.bundle.Segment;
import qcc.chip.Chip;
import qcc.sim.noise.NonIdealities;

/**
 * A decoded segment.
 *
 * @param constants placed in global memory on loading
 * @param cores the cores that take part, in ascending order
 */
record SegmentImage(List<GlobalConstant> constants, List<CoreImage> cores) {
    static SegmentImage decode(int index, Segment segment, Chip chip, InstructionCodec codec) {
        var cores = segment.programs().stream().sorted(Comparator.comparingInt(CoreProgram::core))
                .map(program -> CoreImage.decode(index, program, chip, codec)).toList();
        return new SegmentImage(segment.constants(), cores);
    }

    /**
     * Finds what products are, once before the first.
     *
     * @param everyConversion whether conversions are made as well where they are proved to lose nothing
     * @param budget memory for tables
     * @param nonIdealities how the chip differs from an ideal one
     * @throws SimulatorTrap if sums of a group may exceed i32
     */
    void prepareProducts(boolean everyConversion, TableBudget budget, NonIdealities nonIdealities) {
        cores.forEach(core -> core.prepareProducts(everyConversion, budget, nonIdealities));
    }
}
