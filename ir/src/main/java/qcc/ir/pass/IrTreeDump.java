package qcc.ir.pass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import qcc.ir.Op;
import qcc.ir.SymbolOp;

/**
 * A folder for each operation that a pipeline runs on, in that of the operation around it, as {@code mlir-opt --mlir-print-ir-tree-dir} has it:
 * {@code builtin_module_no-symbol-name/func_func_main/0_1_cse.mlir}. The numbers count what was printed of the operations from the outermost on,
 * where a nested pipeline counts once.
 */
final class IrTreeDump implements IrDump {
    private final Path root;
    private final Map<Op, Integer> printed = new IdentityHashMap<>();

    IrTreeDump(Path root) {
        this.root = root;
    }

    @Override
    public synchronized void write(Moment moment, PassExecution run, String text) throws IOException {
        var numbers = new StringBuilder(Integer.toString(printed.merge(run.op(), 1, Integer::sum) - 1));
        var folder = Path.of(folder(run.op()));
        for (var op = run.op().parentOp(); op != null; op = op.parentOp()) {
            numbers.insert(0, printed.getOrDefault(op, 0) + "_");
            folder = Path.of(folder(op)).resolve(folder);
        }
        var file = root.resolve(folder).resolve(numbers + "_" + run.pass().info().name() + ".mlir");
        Files.createDirectories(file.getParent());
        var temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(temporary, IrDump.page(moment, run, text));
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public synchronized void pipelineEnded(PipelineExecution run) {
        if (run.op().parentOp() != null) {
            printed.putIfAbsent(run.op().parentOp(), 0);
            printed.compute(run.op().parentOp(), (_, count) -> isLastOfItsKind(run.op()) ? count + 1 : count);
        }
    }

    /** A nested pipeline runs on operations of one name, in order. */
    private static boolean isLastOfItsKind(Op op) {
        for (var next = op.next(); next != null; next = next.next()) {
            if (next.name().equals(op.name())) {
                return false;
            }
        }
        return true;
    }

    private static String folder(Op op) {
        var symbol = op instanceof SymbolOp named ? named.symbolName() : Optional.<String>empty();
        return (op.name().replace('.', '_') + "_" + symbol.orElse("no-symbol-name")).replaceAll("[^A-Za-z0-9_.-]", "_");
    }
}
