package qcc.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import qcc.backend.host.bundle.HostBuffer;
import qcc.tensor.LockstepProduct;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Cutting samples into blocks. */
final class Blocks {
    /** Parts of the heap that memories of all blocks in flight may take. */
    private static final int HEAP_SHARE = 2;

    private Blocks() {}

    /**
     * The largest block size that memory allows.
     *
     * @param wanted a multiple of {@link LockstepProduct#SAMPLE_MULTIPLE}
     * @throws SimulatorException if even the smallest block is too large
     */
    static int size(int wanted, int threads, long bytesPerSample, long largestMemory) {
        var step = LockstepProduct.SAMPLE_MULTIPLE;
        var heap = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
        var size = wanted;
        while (size > step && (size * bytesPerSample * threads > heap || size * largestMemory > Integer.MAX_VALUE)) {
            size -= step;
        }
        if (size * largestMemory > Integer.MAX_VALUE) {
            throw new SimulatorException("a memory of %d bytes is too large to simulate: %d samples at a time must stay under 2 GiB",
                    largestMemory, step);
        }
        return size;
    }

    /**
     * The tensor in the buffer's shape, from which it may differ in dimensions of size 1; one of a single sample is repeated.
     *
     * @throws SimulatorException if it is of another kind or shape
     */
    static Tensor require(Tensor tensor, HostBuffer buffer, int samples, String what) {
        var shape = HostTransfer.shape(buffer, samples);
        var isRepeated = samples > 1 && tensor.shape().rank() > 0 && tensor.samples() == 1;
        var all = isRepeated ? tensor.repeat(samples) : tensor;
        if (all.elementType() != HostTransfer.elementType(buffer.kind()) || !sameButOnes(all.shape(), shape)) {
            throw new SimulatorException("%s is %s, but the bundle expects tensor<%sx%s>", what, tensor.typeText(), shape,
                    HostTransfer.elementType(buffer.kind()));
        }
        return all.reshape(shape);
    }

    /** Whether shapes have the same samples, and the same dimensions but for those of size 1. */
    static boolean sameButOnes(Shape a, Shape b) {
        return a.rank() > 0 && b.rank() > 0 && a.dimension(0) == b.dimension(0)
                && Arrays.equals(dimensionsButOnes(a), dimensionsButOnes(b));
    }

    private static int[] dimensionsButOnes(Shape shape) {
        return Arrays.stream(shape.sample().dimensions()).filter(dimension -> dimension != 1).toArray();
    }

    /** Room for the outputs of all samples. */
    static List<Tensor> outputs(List<HostBuffer> buffers, int samples) {
        var outputs = new ArrayList<Tensor>();
        for (var buffer : buffers) {
            outputs.add(Tensor.zeros(HostTransfer.elementType(buffer.kind()), HostTransfer.shape(buffer, samples)));
        }
        return outputs;
    }

    /** Writes a block of samples to its place among all samples. */
    static void place(Tensor block, Tensor all, int firstSample) {
        System.arraycopy(block.array(), 0, all.array(), firstSample * all.shape().sampleElements(), block.elements());
    }
}
