package qcc.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;

/** The samples of a .npy file in C order, read by position. An array in Fortran order, whose samples are scattered, is read as a whole. */
final class NpySampleSource implements SampleSource {
    private final Path file;
    private final FileChannel channel;
    private final NpyHeader header;
    private final Shape sampleShape;

    private NpySampleSource(Path file, FileChannel channel, NpyHeader header) {
        this.file = file;
        this.channel = channel;
        this.header = header;
        this.sampleShape = sampleShape(file, header);
    }

    static SampleSource open(Path file) {
        try {
            var channel = FileChannel.open(file);
            try {
                var header = NpyHeader.read(file, channel);
                header.requireSize(file, channel.size());
                if (!header.fortranOrder()) {
                    return new NpySampleSource(file, channel, header);
                }
                try (channel) {
                    sampleShape(file, header);
                    return SampleSource.of(NpyFile.readElements(file, channel, header));
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw TensorFileException.of(file, e);
        }
    }

    static Shape sampleShape(Path file, NpyHeader header) {
        var shape = header.shape();
        if (shape.length == 0) {
            throw new TensorFileException(file, "holds a scalar; samples need a first dimension");
        }
        try {
            return Shape.of(Arrays.copyOfRange(shape, 1, shape.length));
        } catch (IllegalArgumentException e) {
            throw new TensorFileException(file, "its samples are too large: " + e.getMessage());
        }
    }

    @Override
    public long count() {
        return header.shape()[0];
    }

    @Override
    public Shape sampleShape() {
        return sampleShape;
    }

    @Override
    public ElementType elementType() {
        return header.element().type();
    }

    @Override
    public Tensor read(long from, int count) {
        var result = Tensor.zeros(elementType(), blockShape(from, count));
        var start = header.dataOffset() + from * sampleShape.elements() * header.element().bytes();
        try {
            NpyData.read(file, new PositionalChannel(channel, start), header.element(), result);
        } catch (IOException e) {
            throw TensorFileException.of(file, e);
        }
        return result;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw TensorFileException.of(file, e);
        }
    }

    /** Reads on from a position of its own, so that threads share the file. */
    private static final class PositionalChannel implements ReadableByteChannel {
        private final FileChannel file;
        private long position;

        PositionalChannel(FileChannel file, long position) {
            this.file = file;
            this.position = position;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            var count = file.read(target, position);
            position += Math.max(0, count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() {
            // The file stays open for other blocks.
        }
    }
}
