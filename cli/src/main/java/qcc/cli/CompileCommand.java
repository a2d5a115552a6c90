package qcc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.BundleWriter;
import qcc.backend.host.bundle.HostCommand;
import qcc.sim.Simulator;
import qcc.backend.host.repair.Repair;
import qcc.chip.DieLoader;
import qcc.sim.Simulator;

/** Compiles a network to a bundle. */
@Command(name = "compile", description = "Compiles a network to a program bundle.", mixinStandardHelpOptions = true, sortOptions = false)
final class CompileCommand implements Callable<Integer> {
    /**
     * What the command prints.
     *
     * @param reload what the loading of segments costs; null where there is one
     */
    private record Summary(String output, String network, String chip, int segments, int cores, int crossbarGroups,
            long codeBytes, long weightBytes,
            long globalMemoryBytes, long hostCalls,
            long bundleBytes, ReloadAnswer reload) {
        static Summary of(Bundle bundle, String chip, Path output) throws IOException {
            var programs = bundle.segments().stream().flatMap(segment -> segment.programs().stream()).toList();
            var groups = programs.stream().flatMap(program -> program.groups().stream()).toList();
            return new Summary(output.toString(), bundle.network(), chip, bundle.segments().size(),
                    (int) programs.stream().mapToInt(p -> p.core()).distinct().count(), groups.size(),
                    programs.stream().mapToLong(p -> p.code().length).sum(), groups.stream().mapToLong(g -> g.matrix().length).sum(),
                    bundle.globalMemoryBytes(), bundle.commands().stream().filter(HostCommand.HostOp.class::isInstance).count(),
                    Files.size(output), bundle.segments().size() > 1 ? ReloadAnswer.of(Simulator.reportOf(bundle)) : null);
        }

        String text() {
            return String.format(Locale.ROOT, """
                    %s: %s for %s
                      segments      %12d
                      cores         %12d
                      array groups  %12d with %d bytes of weights
                      code          %12d bytes
                      global memory %12d bytes
                      host calls    %12d for a sample
                    """, output, network, chip, segments, cores, crossbarGroups, weightBytes, codeBytes, globalMemoryBytes, hostCalls)
                    + (reload == null ? "" : reload.text());
        }
    }

    private final Invocation invocation;

    @Mixin
    private CompilerArguments arguments;

    @Option(names = {"-o", "--output"}, paramLabel = "OUT.qcb", required = true, description = "The bundle to write.")
    private Path output;

    @Option(names = "--die", paramLabel = "DIE.yaml", description = "Fit the bundle to one specimen: avoid bad columns, put stuck cells where they do least harm.")
    private Optional<Path> die = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    CompileCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        arguments.requireTarget();
        var target = invocation.resolve(output);
        requireWritable(target);
        var compilation = new NetworkCompilation(arguments, invocation, new Progress(invocation));
        var bundle = repaired(compilation.run().bundle());
        new BundleWriter().write(bundle, target);
        var summary = Summary.of(bundle, arguments.compilerOptions(invocation).chip().title(), target);
        invocation.out().print(json ? Json.text(summary) : summary.text());
        return ExitCode.OK;
    }

    private Bundle repaired(Bundle bundle) {
        if (die.isEmpty()) {
            return bundle;
        }
        var chip = Simulator.chip(bundle);
        var result = Repair.repair(bundle, chip, DieLoader.load(invocation.resolve(die.get()), chip));
        invocation.err().print(RepairCommand.text(result.report()));
        return result.bundle();
    }

    /** Found out before the work, not after it. */
    private void requireWritable(Path file) {
        var folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new InputException(output + ": there is no folder " + folder);
        }
        if (Files.isDirectory(file) || !Files.isWritable(folder)) {
            throw new InputException(output + (Files.isDirectory(file) ? ": is a folder" : ": its folder cannot be written"));
        }
    }
}
