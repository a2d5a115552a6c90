package qcc.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import qcc.ir.pass.PassTiming;

/** Whether and how it is printed how long passes take; the names are those of {@code mlir-opt}. */
final class TimingOptions {
    private static final String LIST = "list";
    private static final String TREE = "tree";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = {"--mlir-timing", "--timing"}, description = "Print how long passes take.")
    private boolean timing;

    @Option(names = {"--mlir-timing-display",
            "--timing-display"}, paramLabel = "FORM", defaultValue = TREE, description = "How: tree or list (default: tree).")
    private String display;

    /** @throws ParameterException for a form that there is not */
    void check() {
        if (!display.equals(TREE) && !display.equals(LIST)) {
            throw new ParameterException(spec.commandLine(), "--mlir-timing-display must be tree or list, not '" + display + "'");
        }
    }

    /** What passes are to be measured by, if that is asked for. */
    Optional<PassTiming> measuring(PassTiming times) {
        return timing ? Optional.of(times) : Optional.empty();
    }

    /** Prints what was measured, if that is asked for. */
    void report(PassTiming times, Invocation invocation) {
        if (timing) {
            invocation.err().print(display.equals(LIST) ? times.listReport() : times.treeReport());
        }
    }
}
