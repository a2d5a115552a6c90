package qcc.interpreter.array;

import java.util.Arrays;
import qcc.dialect.array.Col2ImOp;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Columns of sliding blocks added up to an image. */
final class ImageColumns {
    private final int[] image;
    private final int[] block;
    private final int[] positions;
    private final Col2ImOp op;

    private ImageColumns(Col2ImOp op, ArrayCall call) {
        this.op = op;
        this.image = ints(call.longs(1));
        this.block = ints(call.longs(2));
        this.positions = new int[image.length];
        for (int i = 0; i < image.length; i++) {
            long extent = (block[i] - 1) * op.dilations()[i] + 1;
            long room = image[i] + op.pads()[i] + op.pads()[image.length + i] - extent;
            positions[i] = room < 0 ? 0 : (int) (room / op.strides()[i]) + 1;
        }
    }

    private static int[] ints(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    static Tensor execute(Col2ImOp op, ArrayCall call) {
        return new ImageColumns(op, call).fold(call);
    }

    private Tensor fold(ArrayCall call) {
        var columns = call.operand(0);
        int elements = Shape.of(block).elements();
        int blocks = Shape.of(positions).elements();
        if (columns.shape().dimension(1) % elements != 0 || columns.shape().dimension(2) != blocks) {
            throw new IllegalArgumentException("has columns of shape " + columns.shape() + " for " + blocks + " blocks of " + elements
                    + " elements");
        }
        int planes = columns.shape().dimension(0) * (columns.shape().dimension(1) / elements);
        var dimensions = new int[image.length + 2];
        dimensions[0] = columns.shape().dimension(0);
        dimensions[1] = columns.shape().dimension(1) / elements;
        System.arraycopy(image, 0, dimensions, 2, image.length);
        var sums = new double[Shape.of(dimensions).elements()];
        var places = places(elements, blocks);
        int pixels = Shape.of(image).elements();
        for (int plane = 0; plane < planes; plane++) {
            for (int i = 0; i < places.length; i++) {
                if (places[i] >= 0) {
                    sums[plane * pixels + places[i]] += columns.doubleAt(plane * places.length + i);
                }
            }
        }
        var result = call.newResult(0, Shape.of(dimensions));
        for (int i = 0; i < sums.length; i++) {
            result.setDouble(i, sums[i]);
        }
        return result;
    }

    /** Where each element of each block lies in the image, or nowhere for one in the padding. */
    private int[] places(int elements, int blocks) {
        var strides = Shape.of(image).strides();
        var inBlock = Shape.of(block).strides();
        var ofBlock = Shape.of(positions).strides();
        var places = new int[elements * blocks];
        for (int i = 0; i < places.length; i++) {
            for (int axis = 0; axis < image.length && places[i] >= 0; axis++) {
                long at = i % blocks / ofBlock[axis] % positions[axis] * op.strides()[axis]
                        + i / blocks / inBlock[axis] % block[axis] * op.dilations()[axis] - op.pads()[axis];
                places[i] = at < 0 || at >= image[axis] ? Placement.NOWHERE : places[i] + (int) at * strides[axis];
            }
        }
        return places;
    }
}
