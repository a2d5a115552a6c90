package qcc.backend.cim.codegen;

import qcc.backend.cim.codegen.TileRun.Axis;
import qcc.dialect.nn.Window;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * A window that slides over a map [1, H, W, C] in global memory and the map it makes.
 *
 * @param rows the vertical axis
 * @param columns the horizontal axis
 * @param inputChannels bytes of one input position
 * @param outputChannels bytes of one output position
 */
record WindowedMap(Axis rows, Axis columns, int inputChannels, int outputChannels) {
    static WindowedMap of(Value input, Value output, Window window) {
        var from = (TensorType) input.type();
        var to = (TensorType) output.type();
        return new WindowedMap(axis(from, to, window, 0), axis(from, to, window, 1), dimension(from, 3), dimension(to, 3));
    }

    private static Axis axis(TensorType from, TensorType to, Window window, int axis) {
        return new Axis(dimension(from, axis + 1), dimension(to, axis + 1), Math.toIntExact(window.kernel().get(axis)),
                Math.toIntExact(window.strides().get(axis)), Math.toIntExact(window.dilations().get(axis)),
                Math.toIntExact(window.padBefore(axis)));
    }

    static int dimension(TensorType type, int axis) {
        return Math.toIntExact(type.dimension(axis));
    }

    /** Bytes of one row of the input. */
    int inputRowBytes() {
        return Math.multiplyExact(columns.inputs(), inputChannels);
    }

    /** Bytes of one row of the output. */
    int outputRowBytes() {
        return Math.multiplyExact(columns.outputs(), outputChannels);
    }

    /** Input rows or columns under a tile of outputs, with whole windows. */
    static int span(Axis axis, int outputs) {
        return (outputs - 1) * axis.stride() + axis.extent(axis.kernel());
    }
}
