package qcc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.cli.compile.NetworkReader;
import qcc.cli.report.LayerLoss;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.tensor.Tensor;
import qcc.tensor.TensorComparison;

/** Executes portions of samples on reals and on integers, and compares what the device gave for them. */
final class LevelComparison {
    private static final int BLOCK = 32;

    /** A level of the IR that can be executed. */
    private record Level(Interpreter interpreter, FuncOp main) {
        static Level of(ModuleOp module) {
            return new Level(new Interpreter(module, InterpreterOptions.defaults()), NetworkReader.main(module));
        }

        List<Tensor> run(List<Tensor> inputs) {
            int samples = inputs.getFirst().samples();
            var blocks = new ArrayList<List<Tensor>>();
            for (int from = 0; from < samples; from += BLOCK) {
                int first = from;
                int count = Math.min(BLOCK, samples - from);
                var results = interpreter.run(main, inputs.stream().map(input -> input.slice(first, count)).toList());
                blocks.add(results.stream().map(r -> r.samples() == count ? r : r.repeat(count)).toList());
            }
            var outputs = new ArrayList<Tensor>();
            for (int i = 0; i < blocks.getFirst().size(); i++) {
                int index = i;
                outputs.add(Tensor.concatenate(blocks.stream().map(b -> b.get(index)).toList()));
            }
            return outputs;
        }
    }

    private final CompiledNetwork network;
    private final Level real;
    private final Level quantized;
    private final Optional<int[]> labels;
    private int rightOnReals;
    private int rightOnIntegers;
    private int rightOnDevice;
    private int agreement;
    private boolean bitExact = true;
    private double signal;
    private double noise;

    /** @param labels the right class of each sample, if known */
    LevelComparison(CompiledNetwork network, Optional<int[]> labels) {
        this.network = network;
        this.real = Level.of(network.real());
        this.quantized = Level.of(network.quantized());
        this.labels = labels;
    }

    /** Takes in a portion of the samples. */
    void add(int from, List<Tensor> inputs, List<Tensor> device) {
        var reals = real.run(inputs);
        var integers = quantized.run(inputs);
        int[] classes = Accuracy.classes(reals.getFirst());
        int[] deviceClasses = Accuracy.classes(device.getFirst());
        agreement += Accuracy.matches(deviceClasses, classes, 0);
        labels.ifPresent(right -> {
            rightOnReals += Accuracy.matches(classes, right, from);
            rightOnIntegers += Accuracy.matches(Accuracy.classes(integers.getFirst()), right, from);
            rightOnDevice += Accuracy.matches(deviceClasses, right, from);
        });
        for (int i = 0; i < reals.size(); i++) {
            addNoise(reals.get(i), integers.get(i));
            bitExact &= sameBits(integers.get(i), device.get(i));
        }
    }

    /** The device's outputs may have dimensions of size 1 that the network's have not. */
    private static boolean sameBits(Tensor integers, Tensor device) {
        return integers.elements() == device.elements()
                && TensorComparison.firstDifference(integers, device.reshape(integers.shape())).isEmpty();
    }

    private void addNoise(Tensor reference, Tensor actual) {
        for (int i = 0; i < reference.elements(); i++) {
            double value = reference.doubleAt(i);
            double error = value - actual.doubleAt(i);
            signal += value * value;
            noise += error * error;
        }
    }

    /** The comparison over all samples taken in, with what layers lose and what other specimens do. */
    EvalCommand.Answer answer(DeviceRun device, int images, List<LayerLoss> layers, DieStudy.Result dies) {
        var figures = device.report();
        return new EvalCommand.Answer(network.name(), figures.chip(), images, percent(rightOnReals, images),
                percent(rightOnIntegers, images), percent(rightOnDevice, images), Json.finite(10 * StrictMath.log10(signal / noise)),
                agreement, bitExact, figures.cycles(), figures.nanoseconds() / 1e3, figures.energy().total() / 1e6,
                ReloadAnswer.of(figures), device.seconds(), layers, dies);
    }

    private Double percent(int right, int images) {
        return labels.isEmpty() ? null : 100.0 * right / images;
    }
}
