package qcc.passes.quantize;

import java.util.Arrays;
import qcc.interpreter.Interpreter;
import qcc.ir.TensorType;
import qcc.tensor.ElementType;
import qcc.tensor.FloatTensor;
import qcc.tensor.Preprocessing;
import qcc.tensor.SampleSource;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;
import qcc.tensor.TensorConversion;

/**
 * Samples for one input of a network.
 *
 * @param name what the samples are called in messages: a file
 * @param preprocessing applied to each block that is read
 */
public record CalibrationInput(String name, SampleSource source, Preprocessing preprocessing) {

    /** Samples that are taken as they are. */
    public CalibrationInput(String name, SampleSource source) {
        this(name, source, Preprocessing.NONE);
    }

    /**
     * A block of samples as the value of an argument. Only reals are preprocessed; integers, such as indices of words, are taken as they are.
     *
     * @param type of the argument; a batch dimension of 1 may be missing in the samples
     * @return a tensor of shape [count, d...] with the dimensions of the type
     * @throws IllegalArgumentException if the samples do not fit the type, or one is not finite or no number of the type
     */
    Tensor read(long from, int count, TensorType type) {
        requireFit(type);
        var dimensions = Arrays.stream(type.shape().toArray()).mapToInt(Math::toIntExact).toArray();
        return values(from, count, Interpreter.arrayKind(type.element())).reshape(Shape.of(dimensions).withSamples(count));
    }

    private Tensor values(long from, int count, ElementType kind) {
        var block = source.read(from, count);
        if (kind == ElementType.F32) {
            var floats = preprocessing.apply(block);
            requireFinite(floats, from);
            return floats;
        }
        try {
            return TensorConversion.exact(block, kind);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the samples of %s are not of type %s: %s".formatted(name, kind, e.getMessage()), e);
        }
    }

    private void requireFit(TensorType type) {
        var dimensions = type.shape().toArray();
        var sample = Arrays.stream(preprocessing.sampleShape(source.sampleShape()).dimensions()).asLongStream().toArray();
        boolean batched = dimensions.length > 0 && dimensions[0] == 1
                && Arrays.equals(sample, Arrays.copyOfRange(dimensions, 1, dimensions.length));
        if (!batched && !Arrays.equals(sample, dimensions)) {
            throw new IllegalArgumentException("the samples of %s have the shape %s, which does not fit the input %s".formatted(name,
                    qcc.ir.Shape.of(sample), type));
        }
    }

    private void requireFinite(FloatTensor block, long from) {
        for (int i = 0; i < block.elements(); i++) {
            if (!Float.isFinite(block.data()[i])) {
                var index = block.shape().sample().describeIndex(i % block.shape().sampleElements());
                throw new IllegalArgumentException("sample %d of %s holds %s at %s".formatted(from + i / block.shape().sampleElements(),
                        name, block.data()[i], index));
            }
        }
    }
}
