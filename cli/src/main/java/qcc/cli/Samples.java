package qcc.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import qcc.tensor.FloatTensor;
import qcc.tensor.NpzFile;
import qcc.tensor.Preprocessing;
import qcc.tensor.SampleSource;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/**
 * Samples for all inputs of a network.
 *
 * @param inputs in the order of the network's inputs
 */
record Samples(List<Input> inputs) implements AutoCloseable {
    /** An input of a network: its name and its shape, without the dimension of samples. */
    record Slot(String name, Shape shape) {}

    /** Where the samples of one input come from; {@code name} stands in messages. */
    record Input(String name, SampleSource source, Preprocessing preprocessing) {}

    Samples {
        inputs = List.copyOf(inputs);
    }

    /**
     * Opens a file for each input in order, or one {@code .npz} file with an array for each input by name.
     *
     * @throws InputException if there are too few or too many
     */
    static Samples open(List<Path> files, List<String> names, Preprocessing preprocessing, Invocation invocation) {
        var inputs = new ArrayList<Input>();
        if (files.size() == 1 && names.size() > 1 && files.getFirst().toString().endsWith(".npz")) {
            var archive = invocation.resolve(files.getFirst());
            for (var name : names) {
                if (!NpzFile.names(archive).contains(name)) {
                    throw new InputException("%s: holds %s, but no array for the input '%s'".formatted(files.getFirst(),
                            String.join(", ", NpzFile.names(archive)), name));
                }
                inputs.add(new Input(archive + ":" + name, SampleSource.open(archive, name), preprocessing));
            }
            return new Samples(inputs);
        }
        if (files.size() != names.size()) {
            throw new InputException("the network has %d input%s (%s), but samples for %d were given".formatted(names.size(),
                    names.size() == 1 ? "" : "s", String.join(", ", names), files.size()));
        }
        for (var file : files) {
            inputs.add(new Input(file.toString(), SampleSource.open(invocation.resolve(file)), preprocessing));
        }
        return new Samples(inputs);
    }

    /** Standard normal samples. */
    static Samples random(List<Slot> slots, int count, long seed) {
        var inputs = new ArrayList<Input>();
        for (int i = 0; i < slots.size(); i++) {
            var source = SampleSource.random(slots.get(i).shape(), count, seed + i);
            inputs.add(new Input("random input " + i, source, Preprocessing.NONE));
        }
        return new Samples(inputs);
    }

    /**
     * How many samples there are.
     *
     * @throws InputException if there is none, or if the inputs have different numbers
     */
    int count() {
        long count = inputs.getFirst().source().count();
        for (var input : inputs) {
            if (input.source().count() != count) {
                throw new InputException("%s has %d samples, but %s has %d".formatted(inputs.getFirst().name(), count, input.name(),
                        input.source().count()));
            }
        }
        if (count == 0 || count > Integer.MAX_VALUE) {
            throw new InputException(inputs.getFirst().name() + ": holds " + count + " samples");
        }
        return (int) count;
    }

    /**
     * A block of samples, one tensor of shape {@code [count, dimensions...]} for each input.
     *
     * @throws InputException if samples do not have the shape of the input
     */
    List<Tensor> read(List<Slot> slots, int from, int count) {
        var block = new ArrayList<Tensor>();
        for (int i = 0; i < slots.size(); i++) {
            block.add(read(inputs.get(i), slots.get(i), from, count));
        }
        return block;
    }

    private static FloatTensor read(Input input, Slot slot, int from, int count) {
        var shape = input.preprocessing().sampleShape(input.source().sampleShape());
        if (!sameButBatch(slot.shape(), shape)) {
            throw new InputException("%s: its samples have the shape %s, but the input '%s' has %s".formatted(input.name(), shape,
                    slot.name(), slot.shape()));
        }
        try {
            return input.preprocessing().apply(input.source().read(from, count)).reshape(slot.shape().withSamples(count));
        } catch (IllegalArgumentException e) {
            throw new InputException(input.name() + ": " + e.getMessage(), e);
        }
    }

    /** A batch dimension of 1 in front may be missing. */
    private static boolean sameButBatch(Shape expected, Shape shape) {
        return expected.equals(shape) || expected.rank() == shape.rank() + 1 && expected.dimension(0) == 1
                && expected.sample().equals(shape);
    }

    @Override
    public void close() {
        inputs.forEach(input -> input.source().close());
    }
}
