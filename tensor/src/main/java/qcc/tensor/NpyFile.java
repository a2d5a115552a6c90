package qcc.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** Whole arrays in NumPy's .npy format. Reading takes versions 1 to 3, either byte order and C or Fortran order; writing is little-endian C order. */
public final class NpyFile {
    private NpyFile() {}

    /** @throws TensorFileException for a missing, truncated, malformed or over-long file and for elements that are not numbers */
    public static Tensor read(Path file) {
        try (var channel = FileChannel.open(file)) {
            var header = NpyHeader.read(file, channel);
            header.requireSize(file, channel.size());
            return readElements(file, channel, header);
        } catch (IOException e) {
            throw TensorFileException.of(file, e);
        }
    }

    /** Writes a tensor, replacing the file in one step once it is complete. */
    public static void write(Path file, Tensor tensor) {
        OutputFile.write(file, channel -> write(channel, tensor));
    }

    static void write(WritableByteChannel channel, Tensor tensor) throws IOException {
        NpyData.drain(channel, ByteBuffer.wrap(NpyHeader.format(NpyElement.of(tensor.elementType()), tensor.shape())));
        NpyData.write(channel, tensor);
    }

    static Tensor readElements(Path file, ReadableByteChannel channel, NpyHeader header) throws IOException {
        var shape = header.tensorShape(file);
        var result = Tensor.zeros(header.element().type(), shape);
        NpyData.read(file, channel, header.element(), result);
        return header.fortranOrder() && shape.rank() > 1 ? fromFortranOrder(result) : result;
    }

    /** Reorders elements read in Fortran order (first index fastest) to row-major order. */
    private static Tensor fromFortranOrder(Tensor source) {
        var shape = source.shape();
        var result = Tensor.zeros(source.elementType(), shape);
        var index = new int[shape.rank()];
        var strides = shape.strides();
        var target = 0;
        for (var i = 0; i < source.elements(); i++) {
            System.arraycopy(source.array(), i, result.array(), target, 1);
            target += strides[0];
            for (var axis = 0; ++index[axis] == shape.dimension(axis) && axis + 1 < index.length; axis++) {
                index[axis] = 0;
                target += strides[axis + 1] - strides[axis] * shape.dimension(axis);
            }
        }
        return result;
    }
}
