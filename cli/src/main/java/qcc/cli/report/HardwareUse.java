package qcc.cli.report;

import java.util.ArrayList;
import java.util.List;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.host.bundle.Bundle;
import qcc.chip.Chip;
import qcc.sim.SimulationReport;

/**
 * What a bundle takes of its chip.
 *
 * @param globalBytes bytes of global memory used
 * @param globalCapacity its bytes
 * @param cores one for each core of each segment
 */
record HardwareUse(long globalBytes, long globalCapacity, List<CoreUse> cores) {
    private static final long KIB = 1024;

    HardwareUse {
        cores = List.copyOf(cores);
    }

    /**
     * What a segment takes of a core. Local memory and accumulators are those of all segments.
     *
     * @param crossbars crossbars that hold something
     * @param cells cells that a group occupies
     * @param cellCapacity cells of all crossbars of the core
     * @param localBytes bytes of local memory up to the last one used
     * @param codeBytes bytes of instructions
     */
    record CoreUse(int segment, int core, int crossbars, int crossbarCapacity, long cells, long cellCapacity, long localBytes,
            long localCapacity, long codeBytes, long codeCapacity, long accumulators, long accumulatorCapacity) {}

    static HardwareUse of(Bundle bundle, Chip chip, SimulationReport report) {
        var cores = new ArrayList<CoreUse>();
        for (var segment = 0; segment < bundle.segments().size(); segment++) {
            for (var program : bundle.segments().get(segment).programs()) {
                cores.add(core(segment, program, chip, report));
            }
        }
        return new HardwareUse(bundle.globalMemoryBytes(), chip.chip().globalMem().bytes(), cores);
    }

    private static CoreUse core(int segment, CoreProgram program, Chip chip, SimulationReport report) {
        var type = chip.typeOf(program.core());
        var columnsPerWeight = type.xbar().weights().encoding().columnsPerSlice();
        var slices = program.groups().stream().flatMap(group -> group.slices().stream()).toList();
        var crossbars = (int) slices.stream().mapToInt(slice -> slice.crossbar()).distinct().count();
        var cells = slices.stream().mapToLong(slice -> (long) slice.rows() * slice.columns() * columnsPerWeight).sum();
        var use = report.cores().stream().filter(core -> core.core() == program.core()).findFirst();
        return new CoreUse(segment, program.core(), crossbars, type.core().xbars(), cells,
                (long) type.core().xbars() * type.xbar().rows() * type.xbar().cols(),
                use.map(SimulationReport.CoreReport::localBytes).orElse(0L), type.core().localMem().bytes(), program.code().length,
                type.core().instructionMemKib() * KIB, use.map(SimulationReport.CoreReport::accumulators).orElse(0L),
                type.core().accumulators().entries());
    }
}
