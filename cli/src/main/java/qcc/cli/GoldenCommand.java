package qcc.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.BundleReader;
import qcc.chip.ChipLoader;
import qcc.sim.array.ProductModel;
import qcc.tensor.ByteTensor;
import qcc.tensor.NpyFile;
import qcc.tensor.NpzFile;

/** Writes what single products of an array group are made of. */
@Command(name = "golden", description = "Writes golden vectors of single products with an array group: inputs, driven levels, column sums, codes, accumulators, results.", mixinStandardHelpOptions = true, sortOptions = false)
final class GoldenCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "BUNDLE.qcb", description = "What 'qcc compile' wrote.")
    private Path file;

    @Option(names = "--segment", paramLabel = "S", defaultValue = "0", description = "The segment (default: 0).")
    private int segment;

    @Option(names = "--core", paramLabel = "C", defaultValue = "0", description = "The core (default: 0).")
    private int core;

    @Option(names = "--group", paramLabel = "G", required = true, description = "The array group's number on its core.")
    private int group;

    @Option(names = "--vectors", paramLabel = "N", description = "How many products with random inputs (default: 1).")
    private Optional<Integer> vectors = Optional.empty();

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "0", description = "Seed of these inputs (default: 0).")
    private long seed;

    @Option(names = "--input", paramLabel = "FILE.npy", description = "The inputs instead: int8, a row for each product.")
    private Optional<Path> input = Optional.empty();

    @Option(names = "-o", paramLabel = "FILE", description = "Write to a file: .npz arrays, or JSON (default: JSON on standard output).")
    private Optional<Path> output = Optional.empty();

    GoldenCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        if (input.isPresent() && vectors.isPresent()) {
            throw new InputException("--input and --vectors cannot be given together");
        }
        var bundle = new BundleReader().read(invocation.resolve(file));
        var chip = ChipLoader.parse(bundle.chip(), file + ": chip");
        var table = group(bundle);
        var model = ProductModel.of(table, chip.typeOf(core));
        var traces = inputs(table, model).stream().map(model::run).toList();
        var file = new GoldenFile(bundle.network(), chip.arch(), segment, core, table, model, traces);
        if (output.isPresent() && output.get().toString().endsWith(".npz")) {
            NpzFile.write(invocation.resolve(output.get()), file.arrays());
        } else {
            var text = file.json();
            TextFile.write(output, invocation, target -> target.write(text.getBytes(StandardCharsets.UTF_8)));
        }
        return ExitCode.OK;
    }

    private ArrayGroup group(Bundle bundle) {
        if (segment < 0 || segment >= bundle.segments().size()) {
            throw new InputException("%s has %d segments, no segment %d".formatted(file, bundle.segments().size(), segment));
        }
        var programs = bundle.segments().get(segment).programs();
        var program = programs.stream().filter(p -> p.core() == core).findFirst().orElseThrow(
                () -> new InputException("%s: segment %d has no program for core %d; it has cores %s".formatted(file, segment, core,
                        programs.stream().map(CoreProgram::core).toList())));
        return program.groups().stream().filter(g -> g.id() == group).findFirst().orElseThrow(
                () -> new InputException("%s: core %d has no array group %d; it has %s".formatted(file, core, group,
                        program.groups().stream().map(ArrayGroup::id).toList())));
    }

    private List<byte[]> inputs(ArrayGroup table, ProductModel model) {
        if (input.isPresent()) {
            return given(table, input.get());
        }
        int count = vectors.orElse(1);
        if (count < 1) {
            throw new InputException("--vectors must be at least 1 but is " + count);
        }
        var random = new Random(seed);
        var drawn = new ArrayList<byte[]>();
        for (var i = 0; i < count; i++) {
            drawn.add(model.randomInput(random));
        }
        return drawn;
    }

    private List<byte[]> given(ArrayGroup table, Path path) {
        if (!(NpyFile.read(invocation.resolve(path)) instanceof ByteTensor tensor) || tensor.shape().rank() != 2
                || tensor.shape().dimension(1) != table.rows()) {
            throw new InputException("%s: expected an int8 array of [products, %d], a column for each row of array group %d".formatted(path,
                    table.rows(), table.id()));
        }
        var rows = new ArrayList<byte[]>();
        for (var i = 0; i < tensor.shape().dimension(0); i++) {
            rows.add(Arrays.copyOfRange(tensor.data(), i * table.rows(), (i + 1) * table.rows()));
        }
        return rows;
    }
}
