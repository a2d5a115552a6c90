package qcc.sim;

import qcc.backend.cim.isa.GlobalConstant;
import java.util.Comparator;
import java.util.List;

import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.InstructionCodec;

import qcc.backend.host.bundle.Segment;
import qcc.chip.Chip;

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
}
