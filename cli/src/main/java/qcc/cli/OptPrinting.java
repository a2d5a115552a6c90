package qcc.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import qcc.ir.Op;
import qcc.ir.pass.IrDump;
import qcc.ir.pass.IrPrinting;
import qcc.ir.pass.PassSelection;
import qcc.ir.text.PrintOption;
import qcc.ir.text.Printer;

/** How and when passes print the IR; the names are those of {@code mlir-opt}. */
final class OptPrinting {
    @Option(names = {"--mlir-print-op-generic", "--print-op-generic"}, description = "Print the generic form.")
    private boolean generic;

    @Option(names = {"--mlir-print-debuginfo", "--print-debuginfo"}, description = "Print locations.")
    private boolean debugInfo;

    @Option(names = {"--mlir-print-local-scope", "--print-local-scope"}, description = "Print without aliases.")
    private boolean localScope;

    @Option(names = {"--mlir-elide-elementsattrs-if-larger",
            "--elide-elementsattrs-if-larger"}, paramLabel = "N", description = "Leave out constants of more elements.")
    private Optional<Long> elideElements = Optional.empty();

    @Option(names = {"--mlir-elide-resource-strings-if-larger",
            "--elide-resource-strings-if-larger"}, paramLabel = "BYTES", description = "Leave out larger blobs.")
    private Optional<Long> elideResources = Optional.empty();

    @Option(names = {"--mlir-print-ir-before",
            "--print-ir-before"}, split = ",", paramLabel = "PASS", description = "Print the IR before these passes.")
    private List<String> before = List.of();

    @Option(names = {"--mlir-print-ir-after",
            "--print-ir-after"}, split = ",", paramLabel = "PASS", description = "Print the IR after these passes.")
    private List<String> after = List.of();

    @Option(names = {"--mlir-print-ir-before-all", "--print-ir-before-all"}, description = "Print the IR before every pass.")
    private boolean beforeAll;

    @Option(names = {"--mlir-print-ir-after-all", "--print-ir-after-all"}, description = "Print the IR after every pass.")
    private boolean afterAll;

    @Option(names = {"--mlir-print-ir-after-change",
            "--print-ir-after-change"}, description = "With one of the last: only after passes that changed something.")
    private boolean afterChange;

    @Option(names = {"--mlir-print-ir-after-failure", "--print-ir-after-failure"}, description = "Print the IR that a failing pass leaves.")
    private boolean afterFailure;

    @Option(names = {"--mlir-print-ir-module-scope", "--print-ir-module-scope"}, description = "Print the whole module each time.")
    private boolean moduleScope;

    @Option(names = {"--mlir-print-ir-tree-dir",
            "--print-ir-tree-dir"}, paramLabel = "DIR", description = "Print the IR around passes into files of a folder, in folders for each operation.")
    private Optional<Path> treeFolder = Optional.empty();

    /** How operations are written. */
    Set<PrintOption> options() {
        var options = new HashSet<PrintOption>();
        if (generic) {
            options.add(PrintOption.GENERIC);
        }
        if (debugInfo) {
            options.add(PrintOption.DEBUG_INFO);
        }
        if (localScope) {
            options.add(PrintOption.LOCAL_SCOPE);
        }
        elideElements.ifPresent(limit -> options.add(new PrintOption.ElideElements(limit)));
        elideResources.ifPresent(limit -> options.add(new PrintOption.ElideResources(limit)));
        return options;
    }

    /**
     * Prints the IR around passes, if that is asked for.
     *
     * @param defaults how it is printed unless options of the same kind say otherwise
     */
    Optional<IrPrinting> aroundPasses(Invocation invocation, PrintOption... defaults) {
        if (before.isEmpty() && after.isEmpty() && !beforeAll && !afterAll && !afterFailure) {
            return Optional.empty();
        }
        var options = options();
        Stream.of(defaults).filter(option -> options.stream().noneMatch(option.getClass()::isInstance)).forEach(options::add);
        var dump = treeFolder.map(folder -> IrDump.toTree(invocation.resolve(folder))).orElse(IrDump.to(invocation.err()));
        return Optional.of(new IrPrinting(selection(beforeAll, before), selection(afterAll, after), afterChange,
                afterFailure || afterAll, moduleScope, (Op op) -> Printer.toString(op, options), dump));
    }

    private static PassSelection selection(boolean all, List<String> names) {
        return all ? PassSelection.ALL : new PassSelection.Named(Set.copyOf(names));
    }
}
