package qcc.backend.host.bundle;

import qcc.backend.cim.isa.GlobalConstant;
import java.util.List;

import qcc.backend.cim.isa.CoreProgram;

/**
 * What is on the chip at one time.
 *
 * @param constants placed in global memory when the segment is loaded; they do not overlap
 * @param programs one for each core that takes part
 */
public record Segment(List<GlobalConstant> constants, List<CoreProgram> programs) {
    public Segment {
        constants = List.copyOf(constants);
        programs = List.copyOf(programs);
    }
}
