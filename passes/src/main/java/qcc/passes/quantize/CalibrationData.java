package qcc.passes.quantize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.tensor.SampleSource;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/**
 * Samples for all inputs of a network, in the order of the function's arguments. Handed to passes with
 * {@link qcc.ir.pass.PassContext#with}.
 */
public record CalibrationData(List<CalibrationInput> inputs) {
    public CalibrationData {
        inputs = List.copyOf(inputs);
    }

    /** Samples from files that need no preprocessing, one file for each input. */
    public static CalibrationData open(List<String> files) {
        return new CalibrationData(files.stream().map(f -> new CalibrationInput(f, SampleSource.open(Path.of(f)))).toList());
    }

    /** Standard normal samples for each argument of a function with static shapes. */
    public static CalibrationData random(Op function, int count, long seed) {
        var inputs = new ArrayList<CalibrationInput>();
        for (var argument : function.region(0).entry().arguments()) {
            var dimensions = Arrays.stream(((TensorType) argument.type()).shape().toArray()).mapToInt(Math::toIntExact).toArray();
            var source = SampleSource.random(Shape.of(dimensions), count, seed + argument.index());
            inputs.add(new CalibrationInput("random input " + argument.index(), source));
        }
        return new CalibrationData(inputs);
    }

    /**
     * The number of samples.
     *
     * @throws IllegalArgumentException if there is none, or if inputs have different numbers
     */
    public long count() {
        var counts = inputs.stream().mapToLong(i -> i.source().count()).distinct().toArray();
        if (counts.length != 1 || counts[0] == 0) {
            throw new IllegalArgumentException(counts.length > 1
                    ? "the inputs have different numbers of samples: " + inputs.stream()
                            .map(i -> i.name() + " has " + i.source().count()).toList()
                    : "there are no calibration samples");
        }
        return counts[0];
    }

    /**
     * A block of samples as the arguments of a function.
     *
     * @throws IllegalArgumentException if the samples do not fit the arguments
     */
    public List<Tensor> read(Op function, long from, int count) {
        var arguments = function.region(0).entry().arguments();
        if (arguments.size() != inputs.size()) {
            throw new IllegalArgumentException(
                    "there are samples for %d inputs but the network has %d".formatted(inputs.size(), arguments.size()));
        }
        var values = new ArrayList<Tensor>();
        for (var argument : arguments) {
            values.add(inputs.get(argument.index()).read(from, count, (TensorType) argument.type()));
        }
        return values;
    }
}
