package qcc.tests;

import static qcc.tests.DeviceModule.number;
import static qcc.tests.DeviceModule.numbers;
import static qcc.tests.DeviceModule.shape;
import static qcc.tests.DeviceModule.text;
import static qcc.tests.DeviceModule.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.RequantizeOp;
import qcc.dialect.cim.RescaleOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.Window;
import qcc.ir.Attribute;
import qcc.ir.IntegerType;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Operations of device functions with plain parameters, for tests of where they run. */
final class DeviceSteps {
    private DeviceSteps() {}

    /** A product whose groups have {@code columns} columns each and lie on the cores given. */
    static Value product(DeviceModule module, Value input, Window window, int outputs, int columns, String mode, int... cores) {
        int[] firstColumns = IntStream.range(0, cores.length).map(i -> i * columns % outputs).toArray();
        return product(module, input, window, outputs, columns, mode, cores, firstColumns);
    }

    /** Likewise, with the first column of each group; all work on all rows and channels. */
    static Value product(DeviceModule module, Value input, Window window, int outputs, int columns, String mode, int[] cores,
            int[] firstColumns) {
        var shares = new ArrayList<ProductOp.Share>();
        for (int i = 0; i < cores.length; i++) {
            shares.add(share(module, window, cores[i], columns,
                    new ProductOp.Share("", 0, (int) shape(input)[3], firstColumns[i])));
        }
        return product(module, input, window, outputs, mode, shares);
    }

    /** A share like another one, with a group of its own on a core. */
    static ProductOp.Share share(DeviceModule module, Window window, int core, int columns, ProductOp.Share like) {
        int rows = (int) (window.kernel().get(0) * window.kernel().get(1)) * like.channels();
        return new ProductOp.Share(module.group(rows, columns, matrix(rows * columns), core), like.firstChannel(), like.channels(),
                like.firstColumn(), like.firstRow(), like.rows());
    }

    /** A product and its requantization. */
    static Value product(DeviceModule module, Value input, Window window, int outputs, String mode, List<ProductOp.Share> shares) {
        var product = ProductOp.create(module.body(), module.state("conv").location(), input, shares, window, 0, outputs);
        var state = module.state("requantize").operands(product.result()).property("bias", words(new int[outputs]))
                .property("multiplier", words(filled(outputs, 1 << 30))).property("shift", words(filled(outputs, -12)));
        return module
                .create(RequantizeOp.DEF, output(state, mode).results(((TensorType) product.result().type()).withElement(IntegerType.I8)))
                .result();
    }

    private static byte[] matrix(int size) {
        var matrix = new byte[size];
        new Random(size).nextBytes(matrix);
        return matrix;
    }

    private static int[] filled(int count, int value) {
        var array = new int[count];
        Arrays.fill(array, value);
        return array;
    }

    private static OpState output(OpState state, String mode) {
        return state.property("output_zero_point", number(0)).property("clamp", words(-128, 127)).property("mode", text(mode));
    }

    /** A change of grid. */
    static Value rescale(DeviceModule module, Value input, String mode, int core) {
        var state = module.state("rescale").operands(input).property("input_zero_point", number(0)).property("multiplier", number(1 << 30))
                .property("shift", number(0)).property("core", number(core));
        return module.create(RescaleOp.DEF, output(state, mode).results(input.type())).result();
    }

    /** A pool on core 0. */
    static Value pool(DeviceModule module, OpDef<?> def, Value input, Window window) {
        return pool(module, def, input, window, 0);
    }

    /** A pool on a core. */
    static Value pool(DeviceModule module, OpDef<?> def, Value input, Window window, int core) {
        var shape = window.outputShape(Shape.of(shape(input)), Layout.NHWC, shape(input)[3]);
        return module.create(def, module.state("pool").operands(input).property("kernel", longs(window.kernel()))
                .property("strides", longs(window.strides())).property("dilations", longs(window.dilations()))
                .property("pads", longs(window.pads())).property("core", number(core)).results(new TensorType(shape, IntegerType.I8)))
                .result();
    }

    private static Attribute longs(List<Long> values) {
        return numbers(values.stream().mapToLong(Long::longValue).toArray());
    }

    /** A square window with steps of 1. */
    static Window window(long kernel, long pad) {
        return new Window(List.of(kernel, kernel), List.of(1L, 1L), List.of(1L, 1L), List.of(pad, pad, pad, pad));
    }
}
