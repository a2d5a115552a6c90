package qcc.interpreter.array;

import java.util.Arrays;
import qcc.dialect.nn.Window;
import qcc.tensor.Shape;

/**
 * Where each element of a sliding window lies in a map, for every position of the window.
 *
 * @param outputs the positions along each spatial axis
 * @param elements of the window
 * @param places the flat index in the map for each position and, fastest, each element of the window; {@link Placement#NOWHERE} in the padding
 */
record WindowPlaces(int[] outputs, int elements, int[] places) {

    /** All positions of a window in a map with the given spatial axes. */
    static WindowPlaces of(int[] map, Window window) {
        var outputs = new int[map.length];
        for (int axis = 0; axis < map.length; axis++) {
            outputs[axis] = Math.toIntExact(window.outputs(axis, map[axis]));
        }
        return of(map, outputs, window);
    }

    /** The first positions of a window along each spatial axis of a map. */
    static WindowPlaces of(int[] map, int[] outputs, Window window) {
        var strides = Shape.of(map).strides();
        var kernel = new int[map.length];
        var offsets = new int[map.length][];
        for (int axis = 0; axis < map.length; axis++) {
            kernel[axis] = Math.toIntExact(window.kernel().get(axis));
        }
        int elements = Shape.of(kernel).elements();
        var places = new int[Math.multiplyExact(Shape.of(outputs).elements(), elements)];
        for (int axis = 0; axis < map.length; axis++) {
            offsets[axis] = coordinates(window, axis, map[axis], outputs[axis], kernel[axis]);
        }
        var outputStrides = Shape.of(outputs).strides();
        var kernelStrides = Shape.of(kernel).strides();
        for (int i = 0; i < places.length; i++) {
            for (int axis = 0; axis < map.length && places[i] >= 0; axis++) {
                int position = i / elements / outputStrides[axis] % outputs[axis];
                int at = offsets[axis][position * kernel[axis] + i % elements / kernelStrides[axis] % kernel[axis]];
                places[i] = at < 0 ? Placement.NOWHERE : places[i] + at * strides[axis];
            }
        }
        return new WindowPlaces(outputs, elements, places);
    }

    private static int[] coordinates(Window window, int axis, int size, int outputs, int kernel) {
        var coordinates = new int[outputs * kernel];
        for (int i = 0; i < coordinates.length; i++) {
            long at = i / kernel * window.strides().get(axis) + i % kernel * window.dilations().get(axis) - window.padBefore(axis);
            coordinates[i] = at < 0 || at >= size ? Placement.NOWHERE : (int) at;
        }
        return coordinates;
    }

    /** The number of positions of the window. */
    int positions() {
        return places.length / elements;
    }

    /** The spatial axes of maps of the form [N, C, spatial...]. */
    static int[] spatial(Shape maps) {
        return Arrays.copyOfRange(maps.dimensions(), 2, maps.rank());
    }

    /** The shape of maps with a value for each position of the window. */
    Shape maps(int batch, int channels) {
        var dimensions = new int[outputs.length + 2];
        dimensions[0] = batch;
        dimensions[1] = channels;
        System.arraycopy(outputs, 0, dimensions, 2, outputs.length);
        return Shape.of(dimensions);
    }
}
