package qcc.tests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import qcc.backend.cim.codegen.CodeGenerator;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.SegmentImage;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.BundleReader;
import qcc.backend.host.bundle.BundleWriter;
import qcc.backend.host.schedule.HostScheduler;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;
import qcc.dialect.func.FuncOp;
import qcc.sim.HostFunctions;
import qcc.sim.Simulator;
import qcc.sim.SimulatorOptions;
import qcc.tensor.ByteTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Compiles a device function, writes and reads the bundle, and simulates it. */
final class DeviceRun {
    static final String PRESET = ChipLoader.preset("d6cim-esscirc23").toYaml();

    private DeviceRun() {}

    /** The preset with other sizes. */
    static Chip chip(int cores, int localKib, int accumulators, int instructionKib) {
        return chip(cores, localKib, accumulators, instructionKib, 8192);
    }

    /** The preset with other sizes, global memory among them. */
    static Chip chip(int cores, int localKib, int accumulators, int instructionKib, int globalKib) {
        var yaml = PRESET.replaceFirst("cores: \\[4, 4\\]", "cores: [1, " + cores + "]")
                .replaceFirst("(local_mem: \\{kib:) \\d+", "$1 " + localKib).replaceFirst("entries: \\d+", "entries: " + accumulators)
                .replaceFirst("(global_mem: \\{kib:) \\d+", "$1 " + globalKib)
                .replaceFirst("instruction_mem_kib: \\d+", "instruction_mem_kib: " + instructionKib);
        return ChipLoader.parse(yaml, "test chip");
    }

    /**
     * Runs samples.
     *
     * @param samples for each sample the bytes of each argument
     * @return for each sample the bytes of each result
     */
    static List<List<byte[]>> run(DeviceModule module, FuncOp main, Chip chip, List<List<byte[]>> samples) {
        return run(bundle(module, main, chip), samples);
    }

    /** Compiles, writes and reads a bundle. */
    static Bundle bundle(DeviceModule module, FuncOp main, Chip chip) {
        return bundle(module, main, chip, new CodeGenerator(chip, new FixedWordCodec()).generate(module.device()));
    }

    private static Bundle bundle(DeviceModule module, FuncOp main, Chip chip, SegmentImage image) {
        var scheduled = new HostScheduler(module.module(), List.of(image)).schedule(main, chip, "test", "network");
        return new BundleReader().parse(new BundleWriter().toBytes(scheduled));
    }

    /** Runs samples of a bundle. */
    static List<List<byte[]>> run(Bundle bundle, List<List<byte[]>> samples) {
        var simulator = simulator(bundle);
        var inputs = new ArrayList<Tensor>();
        for (int i = 0; i < bundle.inputs().size(); i++) {
            inputs.add(tensor(bundle.buffers().get(bundle.inputs().get(i).buffer()).shape(), i, samples));
        }
        var outputs = simulator.run(inputs).outputs();
        var results = new ArrayList<List<byte[]>>();
        for (int s = 0; s < samples.size(); s++) {
            int sample = s;
            results.add(outputs.stream().map(t -> part((ByteTensor) t, sample)).toList());
        }
        return results;
    }

    /** The simulator of a device function's bundle, written and read back; its schedule is proved. */
    static Simulator simulator(DeviceModule module, FuncOp main, Chip chip) {
        return simulator(bundle(module, main, chip));
    }

    /** The same for code that was made before. */
    static Simulator simulator(DeviceModule module, FuncOp main, Chip chip, SegmentImage image) {
        return simulator(bundle(module, main, chip, image));
    }

    private static Simulator simulator(Bundle bundle) {
        return Simulator.load(bundle, new SimulatorOptions(1, 16, true, false, false), HostFunctions.NONE);
    }

    private static Tensor tensor(List<Integer> shape, int index, List<List<byte[]>> samples) {
        var all = new int[shape.size() + 1];
        all[0] = samples.size();
        for (int i = 0; i < shape.size(); i++) {
            all[i + 1] = shape.get(i);
        }
        int bytes = samples.getFirst().get(index).length;
        var data = new byte[bytes * samples.size()];
        for (int s = 0; s < samples.size(); s++) {
            System.arraycopy(samples.get(s).get(index), 0, data, s * bytes, bytes);
        }
        return new ByteTensor(Shape.of(all), data);
    }

    private static byte[] part(ByteTensor tensor, int sample) {
        int bytes = tensor.data().length / tensor.samples();
        return Arrays.copyOfRange(tensor.data(), sample * bytes, (sample + 1) * bytes);
    }
}
