package qcc.backend.host.repair;

import java.util.List;

/**
 * What a repair changed.
 *
 * @param crossbars crossbars with faults under programmed cells, by segment, core and number
 */
public record RepairReport(List<Crossbar> crossbars) {
    /**
     * One crossbar.
     *
     * @param segment the segment that programs it
     * @param core its core
     * @param crossbar its number on the core
     * @param movedColumns weights' columns that lie elsewhere now
     * @param avoidedStuckCells stuck cells whose cell was wrong before and is right or unused now
     * @param remainingStuckCells stuck cells that still hold a wrong level
     * @param remainingError the sum over them of the error of the weight
     */
    public record Crossbar(int segment, int core, int crossbar, int movedColumns, int avoidedStuckCells, int remainingStuckCells,
            long remainingError) {}

    public RepairReport {
        crossbars = List.copyOf(crossbars);
    }
}
