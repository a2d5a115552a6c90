package qcc.backend.cim.isa;

import java.util.List;

/**
 * What one device function became: everything that is on the chip while it runs.
 *
 * @param programs one for each core that takes part, in ascending order of core
 * @param constants what loading places in global memory
 * @param inputAddresses where the function's arguments are expected in global memory
 * @param outputAddresses where the function's results lie in global memory afterwards
 * @param globalBytes bytes of global memory used, from address 0
 */
public record SegmentImage(List<CoreProgram> programs, List<GlobalConstant> constants, List<Long> inputAddresses,
        List<Long> outputAddresses,
        long globalBytes) {
    public SegmentImage {
        programs = List.copyOf(programs);
        constants = List.copyOf(constants);
        inputAddresses = List.copyOf(inputAddresses);
        outputAddresses = List.copyOf(outputAddresses);
    }
}
