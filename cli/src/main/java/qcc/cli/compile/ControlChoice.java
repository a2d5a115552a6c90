package qcc.cli.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import qcc.backend.host.bundle.Bundle;
import qcc.chip.ControlLevel;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.Location;
import qcc.ir.OpBuilder;
import qcc.ir.diagnostic.Diagnostic;
import qcc.passes.mapping.Objective;
import qcc.passes.quantize.CalibrationData;
import qcc.sim.SimulationReport;
import qcc.sim.Simulator;
import qcc.tensor.Parallel;

/**
 * At which level of control a network is mapped. A chip that lets software drive more can do all that one can that lets it drive less, so that a
 * mapping for less is a mapping for more. The model by which plans are made is a model: the programs of each level are counted by the simulator,
 * without data, and those of a coarser level are taken where they are faster. So finer control is never slower.
 */
public final class ControlChoice {
    private static final String PRODUCER = "qcc";

    /** What a level takes. */
    private record Candidate(ControlLevel level, SimulationReport report) {
        double first(Objective goal) {
            return goal == Objective.LATENCY ? report.cycles() : report.intervalNanoseconds();
        }

        double second(Objective goal) {
            return goal == Objective.LATENCY ? report.intervalNanoseconds() : report.cycles();
        }

        String text() {
            return "%s: %d cycles, one inference every %.3f us".formatted(level.name().toLowerCase(Locale.ROOT), report.cycles(),
                    report.intervalNanoseconds() / 1e3);
        }
    }

    private ControlChoice() {}

    /**
     * The compiler for the level at which a network is fastest.
     *
     * @param compiler for the chip as it is
     * @param quantized the network on integers, which stays as it is
     */
    public static Compiler fastest(Compiler compiler, ModuleOp quantized) {
        var options = compiler.options();
        var levels = Stream.of(ControlLevel.values()).filter(level -> level.compareTo(options.chip().control()) <= 0).toList().reversed();
        var goal = options.mapping().optimize();
        var candidates = candidates(compiler, quantized, levels);
        var best = candidates.stream()
                .min(Comparator.<Candidate>comparingDouble(c -> c.first(goal)).thenComparingDouble(c -> c.second(goal)));
        if (best.isEmpty() || best.get().level == options.chip().control()) {
            return compiler;
        }
        report(compiler, candidates);
        return compiler.withControl(best.get().level);
    }

    /** The levels at which there is a program, the finest first; none where there is nothing to choose. */
    private static List<Candidate> candidates(Compiler compiler, ModuleOp quantized, List<ControlLevel> levels) {
        var found = new ArrayList<Optional<Candidate>>(levels.stream().map(_ -> Optional.<Candidate>empty()).toList());
        if (levels.size() > 1) {
            Parallel.shared().forEach(levels.size(), i -> found.set(i, candidate(compiler, quantized, levels.get(i))));
        }
        return found.stream().flatMap(Optional::stream).toList();
    }

    /** Whatever is wrong at a level is told when it is chosen. */
    private static Optional<Candidate> candidate(Compiler compiler, ModuleOp quantized, ControlLevel level) {
        try {
            return Optional.of(new Candidate(level, Simulator.reportOf(bundle(compiler.withControl(level).silent(), quantized))));
        } catch (CompilationException _) {
            return Optional.empty();
        }
    }

    private static Bundle bundle(Compiler compiler, ModuleOp quantized) {
        for (var tried = compiler;;) {
            var module = copy(quantized);
            tried.run(tried.place(), module, new CalibrationData(List.of()), List.of());
            try {
                return tried.emit(module, PRODUCER, PRODUCER);
            } catch (CompilationException e) {
                tried = tried.tightened(e);
            }
        }
    }

    /** Levels are tried at the same time. */
    private static ModuleOp copy(ModuleOp quantized) {
        synchronized (quantized) {
            return (ModuleOp) OpBuilder.copy(quantized);
        }
    }

    private static void report(Compiler compiler, List<Candidate> candidates) {
        var chip = compiler.options().chip();
        var place = chip.problemAt("control", "", "");
        var text = "mapped as if software drove less, which is faster: "
                + String.join("; ", candidates.stream().map(Candidate::text).toList());
        compiler.report(Diagnostic.remark(new Location.File(place.source(), place.line(), place.column()), text));
    }
}
