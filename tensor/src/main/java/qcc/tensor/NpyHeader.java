package qcc.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The header of an array in NumPy's .npy format, versions 1 to 3: {@code \x93NUMPY}, version, length, and a Python dictionary literal padded
 * with blanks. The format is specified in NumPy's documentation, module numpy.lib.format.
 *
 * @param shape dimensions as stored; may have more elements than one Java array holds
 * @param dataOffset bytes before the first element
 */
record NpyHeader(NpyElement element, boolean fortranOrder, long[] shape, long dataOffset) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_LENGTH = 1 << 20;
    private static final int ALIGNMENT = 64;

    /** Reads a header from a channel and leaves it at the first element. */
    static NpyHeader read(Path file, ReadableByteChannel channel) throws IOException {
        var start = readFully(channel, MAGIC.length + 2);
        if (!Arrays.equals(start.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new TensorFileException(file, "not a .npy file (it does not begin with \\x93NUMPY)");
        }
        var version = start.get(MAGIC.length);
        if (version < 1 || version > 3) {
            throw new TensorFileException(file, "version %d of the .npy format is unknown; versions 1 to 3 are".formatted(version));
        }
        var lengthBytes = version == 1 ? 2 : 4;
        var lengthField = readFully(channel, lengthBytes);
        var length = version == 1 ? Short.toUnsignedLong(lengthField.getShort(0)) : Integer.toUnsignedLong(lengthField.getInt(0));
        if (length > MAX_LENGTH) {
            throw new TensorFileException(file, "absurd header length of %d bytes".formatted(length));
        }
        var text = new String(readFully(channel, (int) length).array(),
                version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return new NpyHeaderParser(file, text).parse(MAGIC.length + 2L + lengthBytes + length);
    }

    /** The bytes of a version 1 header, C order; elements begin at a multiple of 64 bytes. */
    static byte[] format(NpyElement element, Shape shape) {
        var dimensions = Arrays.stream(shape.dimensions()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        var tuple = shape.rank() == 1 ? dimensions + "," : dimensions;
        var dictionary = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(element.descriptor(), tuple);
        var prefix = MAGIC.length + 4;
        var total = Math.ceilDiv(prefix + dictionary.length() + 1, ALIGNMENT) * ALIGNMENT;
        var padded = dictionary + " ".repeat(total - prefix - dictionary.length() - 1) + "\n";
        return ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN).put(MAGIC).put((byte) 1).put((byte) 0)
                .putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.ISO_8859_1)).array();
    }

    /** Number of elements, or -1 where it does not fit a long. */
    long elements() {
        var elements = 1L;
        for (var dimension : shape) {
            if (dimension == 0) {
                return 0;
            }
            elements = elements < 0 || Math.multiplyHigh(elements, dimension) != 0 || elements * dimension < 0 ? -1 : elements * dimension;
        }
        return elements;
    }

    /** Refuses a file whose size is not that of its header and elements. */
    void requireSize(Path file, long fileSize) {
        var elements = elements();
        if (elements < 0 || elements > (Long.MAX_VALUE - dataOffset) / element.bytes()) {
            throw new TensorFileException(file, "absurd shape %s".formatted(Arrays.toString(shape)));
        }
        var expected = dataOffset + elements * element.bytes();
        if (fileSize < expected) {
            throw new TensorFileException(file, "truncated: shape %s of '%s' needs %d bytes, the file has %d"
                    .formatted(Arrays.toString(shape), element.descriptor(), expected, fileSize));
        }
        if (fileSize > expected) {
            throw new TensorFileException(file, "%d bytes follow the array; one array per file is expected".formatted(fileSize - expected));
        }
    }

    /** The shape as one tensor's. */
    Shape tensorShape(Path file) {
        try {
            return Shape.of(shape);
        } catch (IllegalArgumentException e) {
            throw new TensorFileException(file, "too large for one tensor: " + e.getMessage());
        }
    }

    /** Fills a little-endian buffer from a channel. */
    private static ByteBuffer readFully(ReadableByteChannel channel, int bytes) throws IOException {
        var buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        NpyData.fill(channel, buffer);
        return buffer.flip();
    }
}
