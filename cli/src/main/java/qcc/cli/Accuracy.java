package qcc.cli;

import java.nio.file.Path;
import qcc.tensor.IntegerTensor;
import qcc.tensor.NpyFile;
import qcc.tensor.Tensor;

/** Classes: those that a network finds most likely, and those that are right. */
final class Accuracy {
    private Accuracy() {}

    /** For each sample the index of the largest element of an output; of equal ones the first. */
    static int[] classes(Tensor output) {
        int size = output.shape().sampleElements();
        var classes = new int[output.samples()];
        for (int sample = 0; sample < classes.length; sample++) {
            int best = 0;
            for (int i = 1; i < size; i++) {
                if (output.doubleAt(sample * size + i) > output.doubleAt(sample * size + best)) {
                    best = i;
                }
            }
            classes[sample] = best;
        }
        return classes;
    }

    /**
     * Reads the right classes.
     *
     * @throws InputException if the file does not hold one integer for each sample
     */
    static int[] labels(Path file, int samples) {
        var tensor = NpyFile.read(file);
        if (!(tensor instanceof IntegerTensor integers) || tensor.elements() != samples || tensor.samples() != samples) {
            throw new InputException("%s: holds %s, but %d samples need as many integers".formatted(file, tensor.typeText(), samples));
        }
        var labels = new int[samples];
        for (int i = 0; i < samples; i++) {
            labels[i] = Math.toIntExact(integers.longAt(i));
        }
        return labels;
    }

    /** How many elements are the same at the same place. */
    static int matches(int[] a, int[] b, int from) {
        int matches = 0;
        for (int i = 0; i < a.length; i++) {
            matches += a[i] == b[from + i] ? 1 : 0;
        }
        return matches;
    }
}
