package qcc.tests;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import qcc.backend.host.bundle.Bundle;
import qcc.chip.ChipLoader;
import qcc.chip.ControlLevel;
import qcc.cli.compile.CompilationException;
import qcc.cli.compile.Compiler;
import qcc.cli.compile.CompilerOptions;
import qcc.cli.compile.ControlChoice;
import qcc.cli.compile.NetworkReader;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.frontend.onnx.ImportOptions;
import qcc.ir.OpBuilder;
import qcc.passes.mapping.LowerToCimPass;
import qcc.passes.mapping.Objective;
import qcc.passes.partition.PartitionPass;
import qcc.passes.quantize.CalibratePass;
import qcc.passes.quantize.CalibrationData;
import qcc.passes.quantize.QuantizePass;
import qcc.passes.quantize.UnifyScalesPass;
import qcc.sim.SimulationReport;
import qcc.sim.Simulator;

/** Networks on integers, made once, and what their programs take on chips at each level of control. */
final class ControlSweep {
    private record Key(String network, RequantizeMode mode) {}

    private final Map<Key, ModuleOp> quantized = new HashMap<>();

    /**
     * Time of a network on a preset as if software drove no more than a level; empty if there is no program for it.
     */
    Optional<SimulationReport> report(String preset, ControlLevel level, SampleNetwork network, Objective goal) throws IOException {
        var chip = ChipLoader.parse(
                ChipLoader.preset(preset).toYaml().replaceFirst("(?m)^control: [a-z]+",
                        "control: " + level.name().toLowerCase(Locale.ROOT)),
                preset);
        var legal = chip.legalOperations();
        var mode = legal.requantizeModes().stream().filter(legal::allows).findFirst().map(m -> RequantizeMode.valueOf(m.name()))
                .orElseThrow();
        var options = new CompilerOptions(chip, new CalibratePass(), new UnifyScalesPass(), new QuantizePass(false, mode, 8),
                new PartitionPass(), new LowerToCimPass(false, goal, true));
        var compiler = new Compiler(options, Dialects.registry(), _ -> {});
        try {
            return Optional.of(Simulator.reportOf(bundle(compiler, integers(compiler, network, mode), network.toString())));
        } catch (CompilationException _) {
            return Optional.empty();
        }
    }

    private static Bundle bundle(Compiler compiler, ModuleOp integers, String name) {
        for (var tried = ControlChoice.fastest(compiler, integers);;) {
            var module = (ModuleOp) OpBuilder.copy(integers);
            var samples = CalibrationData.random(NetworkReader.main(module), 1, 1);
            tried.run(tried.partition(), module, samples, List.of());
            tried.run(tried.map(), module, samples, List.of());
            try {
                return tried.emit(module, "qcc", name);
            } catch (CompilationException e) {
                tried = tried.tightened(e);
            }
        }
    }

    private ModuleOp integers(Compiler compiler, SampleNetwork network, RequantizeMode mode) throws IOException {
        var key = new Key(network.toString(), mode);
        if (!quantized.containsKey(key)) {
            var module = new NetworkReader(Dialects.registry(), _ -> {}).read(network.model(), ImportOptions.DEFAULT);
            compiler.run(compiler.prepare(), module, new CalibrationData(List.of()), List.of());
            var samples = CalibrationData.random(NetworkReader.main(module), 2, 1);
            compiler.run(compiler.calibrate(), module, samples, List.of());
            compiler.run(compiler.quantize(), module, samples, List.of());
            quantized.put(key, module);
        }
        return quantized.get(key);
    }
}
