package qcc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import qcc.backend.host.bundle.BundleReader;
import qcc.chip.ChipLoader;
import qcc.cli.compile.NetworkReader;
import qcc.cli.compile.Stage;
import qcc.cli.graph.GraphFormat;
import qcc.cli.graph.Graphviz;
import qcc.cli.graph.MappingGraph;
import qcc.cli.graph.NetworkGraph;
import qcc.dialect.Dialects;
import qcc.ir.Op;
import qcc.ir.diagnostic.Severity;
import qcc.ir.text.ParserOptions;

/** Draws IR of any level, and what a bundle puts on its chip. */
@Command(name = "graph", description = "Draws a network (ONNX or .mlir) as it is or after a stage of compilation, or the mapping of a bundle (.qcb). "
        + "Pictures other than DOT need Graphviz.", mixinStandardHelpOptions = true, sortOptions = false)
final class GraphCommand implements Callable<Integer> {
    private static final String BUNDLE_ENDING = ".qcb";

    private final Invocation invocation;

    @Mixin
    private CompilerArguments arguments;

    @Option(names = "--stage", paramLabel = "STAGE", description = "Compile up to and including a stage first: prepare, calibrate, quantize, partition or map.")
    private Optional<String> stage = Optional.empty();

    @Option(names = "-o", paramLabel = "FILE", description = "The picture; the ending chooses its form: .dot, .svg, .png or .pdf (default: DOT on standard output).")
    private Optional<Path> output = Optional.empty();

    GraphCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        var format = format();
        var graphviz = format == GraphFormat.DOT ? Optional.<Graphviz>empty() : Optional.of(graphviz());
        var text = text();
        var picture = graphviz.isPresent() ? graphviz.get().render(text, format) : text.getBytes(StandardCharsets.UTF_8);
        TextFile.write(output, invocation, target -> target.write(picture));
        return ExitCode.OK;
    }

    private GraphFormat format() {
        if (output.isEmpty() || output.get().toString().equals("-")) {
            return GraphFormat.DOT;
        }
        var name = output.get().toString();
        return GraphFormat.of(name)
                .orElseThrow(
                        () -> new InputException("-o %s: the file's name must end in one of %s".formatted(name, GraphFormat.endings())));
    }

    /** Looked for before the work, not after it. */
    private Graphviz graphviz() {
        return Graphviz.find(invocation.environment().getOrDefault("PATH", ""))
                .orElseThrow(() -> new InputException(
                        "-o %s: the program 'dot' of Graphviz is not on the path; install it (apt-get install graphviz, brew install graphviz, "
                                .formatted(output.orElseThrow())
                                + "or https://graphviz.org/download), or write text for it with a name that ends in .dot"));
    }

    private String text() throws IOException {
        var model = arguments.model();
        if (model.toString().endsWith(BUNDLE_ENDING)) {
            if (stage.isPresent()) {
                throw new InputException("--stage: " + model + " is compiled already; give the network it was made of");
            }
            var bundle = new BundleReader().read(invocation.resolve(model));
            return MappingGraph.of(bundle, ChipLoader.parse(bundle.chip(), model + ": chip"));
        }
        var module = stage.isPresent() ? compiled(stage.get()) : read();
        var name = NetworkReader.nameOf(module, model);
        return NetworkGraph.of(module, stage.map(s -> name + " after " + s).orElse(name));
    }

    private Op compiled(String last) throws IOException {
        var compilation = new NetworkCompilation(arguments, invocation, new Progress(invocation));
        var names = new ArrayList<>(compilation.stages().stream().map(Stage::name).toList());
        if (!names.contains(last)) {
            throw new InputException("--stage must be one of %s, not '%s'".formatted(String.join(", ", names), last));
        }
        return compilation.runTo(last);
    }

    /** IR that is no network, and operations that are not known, can be drawn, too. */
    private Op read() throws IOException {
        var sink = new DiagnosticOutput(invocation.err(), Severity.WARNING);
        return new NetworkReader(Dialects.registry(), sink).readModule(invocation.resolve(arguments.model()), arguments.importOptions(),
                ParserOptions.ALLOW_UNREGISTERED);
    }
}
