package qcc.backend.host.bundle;

import java.util.List;

import qcc.backend.cim.isa.CoreProgram;

/**
 * What is on the chip at one time.
 *
 * @param constants placed in global memory when the segment is loaded; they do not overlap
 * @param programs one for each core that takes part
 */
public record Segment(List<Constant> constants, List<CoreProgram> programs) {
    public Segment {
        constants = List.copyOf(constants);
        programs = List.copyOf(programs);
    }
}
