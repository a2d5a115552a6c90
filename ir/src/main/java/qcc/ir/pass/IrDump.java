package qcc.ir.pass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import qcc.ir.Op;
import qcc.ir.SymbolOp;

/** Receives the text of the IR at a moment of a pipeline. */
public interface IrDump {
    /** When the text was taken, seen from the pass. */
    enum Moment {
        BEFORE("Before", ".before"), AFTER("After", ""), FAILED("After", ".failed");

        private final String word;
        private final String suffix;

        Moment(String word, String suffix) {
            this.word = word;
            this.suffix = suffix;
        }
    }

    /**
     * @throws IOException if it cannot be kept
     */
    void write(Moment moment, PassExecution run, String text) throws IOException;

    /** Called when a pipeline, which may be nested in another one, has run on an operation. */
    default void pipelineEnded(PipelineExecution run) {}

    /** One text after the other, each under a line as {@code mlir-opt} writes it. */
    static IrDump to(Appendable output) {
        return (moment, run, text) -> output.append(page(moment, run, text));
    }

    /** A text under its line. */
    static String page(Moment moment, PassExecution run, String text) {
        return banner(moment, run) + "\n" + text + "\n\n";
    }

    /** Folders like the tree of operations, with a file for each pass, as {@code mlir-opt --mlir-print-ir-tree-dir} has it. */
    static IrDump toTree(Path folder) {
        return new IrTreeDump(folder);
    }

    private static String banner(Moment moment, PassExecution run) {
        return "// -----// IR Dump %s %s%s ('%s' operation%s) //----- //".formatted(moment.word, run.pass().info().name(),
                moment == Moment.FAILED ? " Failed" : "", run.op().name(), symbol(run.op(), ": @"));
    }

    /**
     * A file for each pass and operation in a folder, named by the number of the pass in the pipeline: {@code 03-fuse.mlir}, or
     * {@code 03-fuse-main.mlir} for a pass that runs on a function. The folder is made if it is missing.
     */
    static IrDump toFolder(Path folder) {
        return (moment, run, text) -> {
            var name = "%02d-%s%s%s.mlir".formatted(run.number(), run.pass().info().name(), fileSuffix(run), moment.suffix);
            Files.createDirectories(folder);
            var temporary = folder.resolve(name + ".tmp");
            Files.writeString(temporary, text);
            Files.move(temporary, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        };
    }

    /** The symbols around and of the operation, without the outermost operation. */
    private static String fileSuffix(PassExecution run) {
        var suffix = new StringBuilder();
        for (var op = run.op(); op.parentOp() != null; op = op.parentOp()) {
            var name = symbol(op, "-");
            suffix.insert(0, name.isEmpty() ? "-" + op.name() : name);
        }
        return suffix.toString().replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    private static String symbol(Op op, String before) {
        return op instanceof SymbolOp symbol ? symbol.symbolName().map(name -> before + name).orElse("") : "";
    }

    /** Writes, and turns a failure into an error that stops the pipeline. */
    default void writeOrReport(Moment moment, PassExecution run, String text) {
        try {
            write(moment, run, text);
        } catch (IOException | UncheckedIOException e) {
            run.context().error(run.op().location(), "cannot write the IR around pass '%s': %s", run.pass().info().name(), e);
        }
    }
}
