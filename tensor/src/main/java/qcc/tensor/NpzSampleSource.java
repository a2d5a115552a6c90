package qcc.tensor;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The samples of an array of a .npz file in C order, decompressed as they are read: reading forward is one pass, reading backward begins anew.
 * An array in Fortran order is read as a whole.
 */
final class NpzSampleSource implements SampleSource {
    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final int SKIP_BYTES = 1 << 20;

    private final Path label;
    private final ZipFile zip;
    private final ZipEntry entry;
    private final NpyHeader header;
    private final Shape sampleShape;
    private ReadableByteChannel channel;
    /** The sample at which the channel stands; {@link #UNKNOWN} after a failed read, so that the next one begins anew. */
    private long nextSample;

    private NpzSampleSource(Path label, ZipFile zip, ZipEntry entry) throws IOException {
        this.label = label;
        this.zip = zip;
        this.entry = entry;
        NpzFile.verify(label, zip, entry);
        this.channel = Channels.newChannel(zip.getInputStream(entry));
        this.header = NpyHeader.read(label, channel);
        header.requireSize(label, entry.getSize());
        this.sampleShape = NpySampleSource.sampleShape(label, header);
    }

    static SampleSource open(Path file, String name) {
        try {
            var zip = NpzFile.open(file);
            try {
                var source = new NpzSampleSource(NpzFile.describe(file, name), zip, NpzFile.entry(file, zip, name));
                if (!source.header.fortranOrder()) {
                    return source;
                }
                try (source) {
                    return SampleSource.of(NpyFile.readElements(source.label, source.channel, source.header));
                }
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (IOException e) {
            throw TensorFileException.of(file, e);
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
    public synchronized Tensor read(long from, int count) {
        var result = Tensor.zeros(elementType(), blockShape(from, count));
        try {
            seek(from);
            nextSample = UNKNOWN;
            NpyData.read(label, channel, header.element(), result);
            nextSample = from + count;
        } catch (IOException e) {
            throw TensorFileException.of(label, e);
        }
        return result;
    }

    private void seek(long sample) throws IOException {
        if (sample < nextSample) {
            channel.close();
            channel = Channels.newChannel(zip.getInputStream(entry));
            NpyHeader.read(label, channel);
            nextSample = 0;
        }
        var sampleBytes = Math.max(1, (long) sampleShape.elements() * header.element().bytes());
        var step = (int) Math.max(1, SKIP_BYTES / sampleBytes);
        while (nextSample < sample) {
            var count = (int) Math.min(step, sample - nextSample);
            NpyData.read(label, channel, header.element(), Tensor.zeros(elementType(), sampleShape.withSamples(count)));
            nextSample += count;
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw TensorFileException.of(label, e);
        }
    }
}
