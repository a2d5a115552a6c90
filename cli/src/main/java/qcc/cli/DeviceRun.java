package qcc.cli;

import java.util.Arrays;
import java.util.List;
import qcc.backend.host.bundle.Bundle;
import qcc.sim.SimulationReport;
import qcc.sim.Simulator;
import qcc.sim.SimulatorOptions;
import qcc.sim.noise.NonIdealities;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Executes a bundle on any number of samples, a portion of them in memory at a time. */
final class DeviceRun {
    private static final int MAX_SAMPLES = 1024;
    private static final int MAX_ELEMENTS = 1 << 25;

    /** Sees the inputs and outputs of a portion of the samples. */
    @FunctionalInterface
    interface Portion {
        void accept(int from, List<Tensor> inputs, List<Tensor> outputs);
    }

    private final Bundle bundle;
    private final Simulator simulator;
    private double seconds;

    /**
     * @param warmUp whether a block is executed before time is taken
     * @param nonIdealities how the chip differs from an ideal one
     */
    DeviceRun(Bundle bundle, boolean warmUp, NonIdealities nonIdealities) {
        this.bundle = bundle;
        this.simulator = Simulator.load(bundle, SimulatorOptions.defaults().withWarmUp(warmUp), nonIdealities);
    }

    /** The network's inputs. */
    static List<Samples.Slot> slots(Bundle bundle) {
        return bundle.inputs().stream().map(port -> {
            var shape = bundle.buffers().get(port.buffer()).shape();
            return new Samples.Slot(port.name(), Shape.of(shape.stream().mapToInt(Integer::intValue).toArray()));
        }).toList();
    }

    /** Executes the first samples of a source. */
    void run(Samples samples, int count, Progress progress, Portion portion) {
        var slots = slots(bundle);
        int size = portionSize(slots);
        for (int from = 0; from < count; from += size) {
            progress.show("simulate", from, count);
            var inputs = samples.read(slots, from, Math.min(size, count - from));
            var result = simulator.run(inputs, from);
            seconds += result.secondsTotal();
            portion.accept(from, inputs, result.outputs());
        }
        progress.clear();
    }

    private static int portionSize(List<Samples.Slot> slots) {
        long elements = slots.stream().mapToLong(slot -> Arrays.stream(slot.shape().dimensions()).asLongStream().reduce(1, (a, b) -> a * b))
                .sum();
        return Math.clamp(MAX_ELEMENTS / Math.max(1, elements), 1, MAX_SAMPLES);
    }

    /** Wall time of the simulation so far in seconds, without warm-up. */
    double seconds() {
        return seconds;
    }

    /** Time and energy of one inference on the device. */
    SimulationReport report() {
        return simulator.report();
    }
}
