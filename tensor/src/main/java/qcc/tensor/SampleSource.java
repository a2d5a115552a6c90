package qcc.tensor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Samples of one network input that are read in blocks, so that a large file is never in memory as a whole. Any thread may read; a block
 * depends only on its range, never on how the samples are cut into blocks.
 */
public sealed interface SampleSource extends AutoCloseable
        permits ImageSampleSource, NpySampleSource, NpzSampleSource, RandomSampleSource, TensorSampleSource {

    /** Number of samples. */
    long count();

    /** The shape of one sample, without the sample dimension. */
    Shape sampleShape();

    ElementType elementType();

    /**
     * Samples {@code from} to {@code from + count - 1} as a tensor of shape {@code [count, ...sampleShape]}.
     *
     * @throws IndexOutOfBoundsException for a range outside the samples
     * @throws TensorFileException if the file cannot be read
     */
    Tensor read(long from, int count);

    @Override
    void close();

    /** The samples of a tensor in memory: its first dimension. */
    static SampleSource of(Tensor tensor) {
        return new TensorSampleSource(tensor);
    }

    /**
     * Opens a .npy file, the only array of a .npz file, an image or a folder of images.
     *
     * @throws TensorFileException if it is none of these or cannot be read
     */
    static SampleSource open(Path file) {
        if (Files.isDirectory(file) || ImageFile.isImage(file)) {
            return ImageSampleSource.open(file);
        }
        if (!file.toString().endsWith(".npz")) {
            return NpySampleSource.open(file);
        }
        var names = NpzFile.names(file);
        if (names.size() != 1) {
            throw new TensorFileException(file, "holds %d arrays %s where one is expected".formatted(names.size(), names));
        }
        return open(file, names.getFirst());
    }

    /** Opens one array of a .npz file. */
    static SampleSource open(Path file, String name) {
        return NpzSampleSource.open(file, name);
    }

    /** Standard normal f32 samples; see {@link RandomSampleSource}. */
    static SampleSource random(Shape sampleShape, long count, long seed) {
        return new RandomSampleSource(sampleShape, count, seed);
    }

    /** Checks a range and returns the shape of its block. */
    default Shape blockShape(long from, int count) {
        Objects.checkFromIndexSize(from, count, count());
        return sampleShape().withSamples(count);
    }
}
