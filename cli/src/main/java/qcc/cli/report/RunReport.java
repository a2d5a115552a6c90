package qcc.cli.report;

import java.util.List;
import java.util.Optional;
import qcc.backend.host.bundle.Bundle;
import qcc.chip.ChipLoader;
import qcc.sim.SimulationReport;

/**
 * What a report tells of a run. Equal runs give equal bytes in every form.
 *
 * @param network the network's name
 * @param producer name and version of the compiler
 * @param samples samples executed
 * @param top1 percent of right answers, 0 to 100; null without labels
 * @param figures time and energy of one inference
 * @param hardware what the network takes of the chip
 * @param operations time and energy of each operation on each core
 * @param products what each operation takes of each core's crossbars
 */
public record RunReport(String network, String producer, int samples, Double top1, SimulationReport figures, HardwareUse hardware,
        List<OperationRow> operations, List<ProductRow> products) {
    public RunReport {
        operations = List.copyOf(operations);
        products = List.copyOf(products);
    }

    /**
     * Gathers a report.
     *
     * @param top1 percent of right answers, null without labels
     */
    public static RunReport of(Bundle bundle, SimulationReport figures, int samples, Double top1) {
        var chip = ChipLoader.parse(bundle.chip(), "chip of the bundle");
        return new RunReport(bundle.network(), bundle.producer(), samples, top1, figures, HardwareUse.of(bundle, chip, figures),
                OperationRow.of(figures), ProductRow.of(bundle, chip));
    }

    /** What an operation on a core takes of its crossbars, if it multiplies matrices there. */
    Optional<ProductRow> productOf(OperationRow row) {
        return products.stream().filter(product -> product.core() == row.core() && product.location().equals(row.location())
                && product.operation().equals(row.operation())).findFirst();
    }

    double microseconds() {
        return figures.nanoseconds() / 1e3;
    }
}
