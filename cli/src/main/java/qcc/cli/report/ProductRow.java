package qcc.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import qcc.backend.cim.isa.Converter;
import qcc.backend.host.bundle.Bundle;
import qcc.chip.Chip;
import qcc.cli.mapping.ProductUse;
import qcc.dialect.cim.StepTable;

/**
 * What one operation takes of the crossbars of one core.
 *
 * @param location where the operation comes from, as in {@link OperationRow}
 * @param operation the operation's name
 * @param groups its array groups
 * @param crossbars crossbars that hold some of them
 * @param cells cells they use
 * @param utilizationPercent of the cells of these crossbars, 0 to 100
 * @param copies copies of the matrix on the core, which work on different positions
 * @param products matrix-vector products for one inference
 * @param phases how often a crossbar is driven for one of them
 * @param converter bits and steps of the converters; empty where sums are exact
 */
record ProductRow(int segment, int core, String location, String operation, int groups, int crossbars, long cells,
        double utilizationPercent, int copies, long products, long phases, String converter) {

    /** The rows of a bundle: segment after segment, core after core, in the order of each program. */
    static List<ProductRow> of(Bundle bundle, Chip chip) {
        return ProductUse.of(bundle, chip).stream().map(use -> of(use, chip)).toList();
    }

    private static ProductRow of(ProductUse use, Chip chip) {
        var xbar = chip.typeOf(use.core()).xbar();
        var name = OperationName.of(use.operation());
        var converters = use.groups().stream().flatMap(group -> group.group().converter().stream()).map(ProductRow::text).distinct()
                .collect(Collectors.joining("; "));
        return new ProductRow(use.segment(), use.core(), name.location(), name.operation(), use.groups().size(), use.crossbars(),
                use.cells(), use.utilization((long) xbar.rows() * xbar.cols()), use.copies(), use.products(), use.phases(), converters);
    }

    private static String text(Converter converter) {
        var steps = converter.steps();
        var least = StepTable.text(steps.worth(steps.least()));
        return String.format(Locale.ROOT, "%d bits, %s", converter.bits(),
                steps.least() == steps.largest()
                        ? "step " + least
                        : "steps " + least + " to " + StepTable.text(steps.worth(steps.largest())));
    }
}
