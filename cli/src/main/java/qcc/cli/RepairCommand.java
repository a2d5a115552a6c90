package qcc.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qcc.backend.host.bundle.BundleReader;
import qcc.backend.host.bundle.BundleWriter;
import qcc.backend.host.repair.Repair;
import qcc.backend.host.repair.RepairReport;
import qcc.chip.DieLoader;
import qcc.sim.Simulator;

/** Fits a bundle to one specimen of its chip. */
@Command(name = "repair", description = "Fits a bundle to one specimen of its chip: avoids bad columns and puts stuck cells where they do least harm.", mixinStandardHelpOptions = true, sortOptions = false)
final class RepairCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "BUNDLE.qcb", description = "What 'qcc compile' wrote.")
    private Path file;

    @Option(names = "--die", paramLabel = "DIE.yaml", required = true, description = "What was found at the specimen.")
    private Path die;

    @Option(names = {"-o", "--output"}, paramLabel = "OUT.qcb", required = true, description = "The bundle to write.")
    private Path output;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    RepairCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        var bundle = new BundleReader().read(invocation.resolve(file));
        var chip = Simulator.chip(bundle);
        var result = Repair.repair(bundle, chip, DieLoader.load(invocation.resolve(die), chip));
        new BundleWriter().write(result.bundle(), invocation.resolve(output));
        invocation.out().print(json ? Json.text(result.report()) : text(result.report()));
        return ExitCode.OK;
    }

    /** One line for each crossbar changed. */
    static String text(RepairReport report) {
        if (report.crossbars().isEmpty()) {
            return String.format(Locale.ROOT, "no fault lies under a programmed cell%n");
        }
        var text = new StringBuilder();
        for (var crossbar : report.crossbars()) {
            text.append(String.format(Locale.ROOT,
                    "segment %d, core %d, crossbar %d: %d columns of weights moved; stuck cells: %d avoided, %d wrong, error of weights %d%n",
                    crossbar.segment(), crossbar.core(), crossbar.crossbar(), crossbar.movedColumns(), crossbar.avoidedStuckCells(),
                    crossbar.remainingStuckCells(), crossbar.remainingError()));
        }
        return text.toString();
    }
}
