package qcc.cli.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.frontend.onnx.ImportOptions;
import qcc.frontend.onnx.NetworkModule;
import qcc.frontend.onnx.OnnxImporter;
import qcc.ir.DialectRegistry;
import qcc.ir.Op;
import qcc.ir.StringAttr;
import qcc.ir.SymbolTable;
import qcc.ir.bytecode.BytecodeFile;
import qcc.ir.bytecode.BytecodeReader;
import qcc.ir.diagnostic.DiagnosticSink;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.Source;
import qcc.ir.verify.IrVerifier;

/** Reads networks: ONNX files, and IR as text or in the binary form, with the network as {@code func.func @main}. */
public final class NetworkReader {
    private final DialectRegistry dialects;
    private final DiagnosticSink sink;

    public NetworkReader(DialectRegistry dialects, DiagnosticSink sink) {
        this.dialects = dialects;
        this.sink = sink;
    }

    /**
     * Reads a network and verifies it.
     *
     * @param options shapes, for ONNX files
     * @throws CompilationException if the IR is not valid, which was reported, or is no network
     * @throws IOException if the file cannot be read
     */
    public ModuleOp read(Path file, ImportOptions options) throws IOException {
        var module = readModule(file, options, ParserOptions.STRICT);
        main(module);
        return module;
    }

    /** {@link #read} of IR that need not be a network. */
    public ModuleOp readModule(Path file, ImportOptions options, ParserOptions parsing) throws IOException {
        var module = isIr(file) ? parse(file, parsing) : OnnxImporter.read(file, options);
        if (!IrVerifier.verify(module, sink)) {
            throw CompilationException.afterDiagnostics(file + ": the network is not valid");
        }
        return module;
    }

    private static boolean isIr(Path file) {
        return file.toString().endsWith(".mlir") || file.toString().endsWith(".qirb");
    }

    private ModuleOp parse(Path file, ParserOptions parsing) throws IOException {
        var binary = BytecodeFile.map(file);
        var module = binary.isPresent()
                ? BytecodeReader.read(file.toString(), binary.get(), dialects, sink, parsing)
                : Parser.parse(Source.read(file), dialects, sink, parsing);
        return module
                .orElseThrow(() -> CompilationException.afterDiagnostics(file + ": the network could not be read"));
    }

    /**
     * The function of a network.
     *
     * @throws CompilationException if there is none
     */
    public static FuncOp main(Op module) {
        return new SymbolTable(module).lookup(NetworkModule.FUNCTION, FuncOp.class).filter(f -> !f.isDeclaration())
                .orElseThrow(() -> CompilationException
                        .unreported("the network must be a function @" + NetworkModule.FUNCTION + " with a body"));
    }

    /** The name of a network: what the module says, else the name of its file without the ending. */
    public static String nameOf(Op module, Path file) {
        var name = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
        return Optional.ofNullable(module.attributes().get(NetworkModule.NETWORK)).filter(StringAttr.class::isInstance)
                .map(a -> ((StringAttr) a).value()).filter(n -> !n.isEmpty()).orElse(name);
    }
}
