package qcc.cli.report;

import java.util.ArrayList;
import java.util.List;
import qcc.sim.EnergyReport;
import qcc.sim.SimulationReport;

/**
 * What one core spends on one operation in an inference.
 *
 * @param location where the operation comes from, such as the ONNX node's name in quotation marks; empty where the program does not say
 * @param operation the operation's name; empty for waiting at the end of a launch
 * @param sharePercent of the cycles of all cores, 0 to 100
 * @param energy energy without leakage, in pJ
 */
record OperationRow(String location, String operation, int core, long cycles, double sharePercent, SimulationReport.Causes causes,
        EnergyReport energy) {
    /** The rows of all operations in order of first execution, cores ascending; cores that do nothing for an operation are left out. */
    static List<OperationRow> of(SimulationReport report) {
        var all = Math.max(1, report.causes().total());
        var rows = new ArrayList<OperationRow>();
        for (var operation : report.operations()) {
            var name = OperationName.of(operation.operation());
            for (var share : operation.shares()) {
                var cycles = share.causes().total();
                if (cycles > 0) {
                    rows.add(new OperationRow(name.location(), name.operation(), share.core(), cycles, 100.0 * cycles / all, share.causes(),
                            share.energy()));
                }
            }
        }
        return rows;
    }

    /** The operation's name, or what the time is spent on where there is none. */
    String label() {
        return operation.isEmpty() ? "(no operation)" : operation;
    }
}
