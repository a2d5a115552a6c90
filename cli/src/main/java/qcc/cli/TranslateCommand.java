package qcc.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qcc.cli.compile.NetworkReader;
import qcc.dialect.Dialects;
import qcc.frontend.onnx.ImportOptions;
import qcc.frontend.onnx.OnnxImporter;
import qcc.frontend.onnx.OnnxText;
import qcc.frontend.onnx.export.OnnxExporter;
import qcc.ir.diagnostic.Severity;
import qcc.ir.text.PrintOption;
import qcc.ir.text.Printer;

/** Turns networks of one format into another. */
@Command(name = "translate", description = "Turns ONNX files and text graphs into IR and back, and ONNX files into text graphs.", mixinStandardHelpOptions = true)
final class TranslateCommand implements Callable<Integer> {
    private final Invocation invocation;

    /** What to make of the model. */
    private static final class Direction {
        @Option(names = "--import-onnx", required = true, description = "From ONNX to IR.")
        private boolean importOnnx;

        @Option(names = "--onnx-to-text", required = true, description = "From ONNX to ONNX's textual syntax.")
        private boolean onnxToText;

        @Option(names = "--export-onnx", required = true, description = "From IR of the dialects nn and quant to ONNX; quantized tensors become QuantizeLinear and DequantizeLinear.")
        private boolean exportOnnx;
    }

    @ArgGroup(multiplicity = "1")
    private Direction direction;

    @Parameters(paramLabel = "MODEL", description = "An ONNX file, a graph in ONNX's textual syntax, or IR.")
    private Path model;

    @Option(names = "--shape", paramLabel = "NAME=DIMS", description = "Shape of an input, as in in=1x3x32x32.")
    private List<String> shapes = new ArrayList<>();

    @Option(names = {"--mlir-print-op-generic", "--print-op-generic"}, description = "Print the generic form.")
    private boolean generic;

    @Option(names = {"--mlir-print-debuginfo", "--print-debuginfo"}, description = "Print locations.")
    private boolean debugInfo;

    @Option(names = "--mlir-elide-resource-strings-if-larger", paramLabel = "BYTES", description = "Leave larger blobs out.")
    private Optional<Long> elideResources = Optional.empty();

    @Option(names = "-o", paramLabel = "FILE", description = "Write to a file instead of standard output.")
    private Optional<Path> output = Optional.empty();

    TranslateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        if (direction.onnxToText) {
            TextFile.write(output, invocation, this::printText);
        } else if (direction.exportOnnx) {
            exportOnnx();
        } else {
            importOnnx();
        }
        return ExitCode.OK;
    }

    private void printText(OutputStream target) {
        for (var omission : OnnxText.print(invocation.resolve(model), target)) {
            invocation.err().println("qcc: warning: " + model + ": the textual syntax has no place for " + omission + "; left out");
        }
    }

    private void exportOnnx() throws IOException {
        var target = output.filter(o -> !o.toString().equals("-"))
                .orElseThrow(() -> new InputException("--export-onnx needs a file to write to: -o MODEL.onnx"));
        var reader = new NetworkReader(Dialects.registry(), new DiagnosticOutput(invocation.err(), Severity.WARNING));
        var module = reader.read(invocation.resolve(model), options());
        OnnxExporter.write(module, invocation.resolve(target), Version.text());
    }

    private void importOnnx() throws IOException {
        var module = OnnxImporter.read(invocation.resolve(model), options());
        var printing = new HashSet<PrintOption>();
        if (generic) {
            printing.add(PrintOption.GENERIC);
        }
        if (debugInfo) {
            printing.add(PrintOption.DEBUG_INFO);
        }
        elideResources.ifPresent(limit -> printing.add(new PrintOption.ElideResources(limit)));
        TextFile.write(output, invocation, target -> {
            Printer.print(module, target, printing);
            target.write('\n'); // as qcc opt ends its output
        });
    }

    private ImportOptions options() {
        var options = ImportOptions.DEFAULT;
        for (var shape : shapes) {
            options = withShape(options, shape);
        }
        return options;
    }

    private static ImportOptions withShape(ImportOptions options, String shape) {
        try {
            return options.withShape(shape);
        } catch (IllegalArgumentException e) {
            throw new InputException("--shape: " + e.getMessage(), e);
        }
    }
}
