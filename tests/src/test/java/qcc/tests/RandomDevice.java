package qcc.tests;

import static qcc.tests.DeviceModule.bytes;
import static qcc.tests.DeviceModule.number;
import static qcc.tests.DeviceModule.numbers;
import static qcc.tests.DeviceModule.shape;
import static qcc.tests.DeviceModule.text;
import static qcc.tests.DeviceModule.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import qcc.dialect.cim.AddOp;
import qcc.dialect.cim.AvgPoolOp;
import qcc.dialect.cim.ConcatOp;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.MaxPoolOp;
import qcc.dialect.cim.MulOp;
import qcc.dialect.cim.PadOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.RequantizeOp;
import qcc.dialect.cim.RescaleOp;
import qcc.dialect.cim.SliceOp;
import qcc.dialect.cim.SubOp;
import qcc.dialect.cim.SumOp;
import qcc.dialect.cim.TableOp;
import qcc.dialect.cim.TransposeOp;
import qcc.dialect.cim.ViewOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.Window;
import qcc.ir.Attribute;
import qcc.ir.DenseElementsAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.SymbolTable;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Random device functions: every operation is applied to values made before, so that chains, shared values and dead values occur. */
final class RandomDevice {
    /** What a random operation may be. */
    enum Kind {
        PRODUCT, SUM, MAX_POOL, AVG_POOL, ADD, SUB, MUL, RESCALE, TABLE, CONCAT, SLICE, PAD, TRANSPOSE, VIEW
    }

    private static final int MOST_ELEMENTS = 6000;

    private final Random random;
    private final int cores;
    private final int mostColumns;
    private final DeviceModule module;
    private final List<Value> values = new ArrayList<>();

    /**
     * A function with two maps as arguments.
     *
     * @param mostColumns the most output channels of a group
     */
    RandomDevice(Random random, int cores, int mostColumns) {
        this.random = random;
        this.cores = cores;
        this.mostColumns = mostColumns;
        this.module = new DeviceModule(mapShape(), mapShape());
        values.add(module.argument(0));
        values.add(module.argument(1));
    }

    DeviceModule module() {
        return module;
    }

    /** Some of the values, the last one and an argument now and then among them. */
    List<Value> results() {
        var results = new ArrayList<Value>();
        results.add(values.getLast());
        for (var value : values) {
            if (random.nextInt(4) == 0) {
                results.add(value);
            }
        }
        return results;
    }

    private int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    private long[] mapShape() {
        return new long[]{1, between(1, 14), between(1, 14), between(1, 12)};
    }

    private Value any() {
        return values.get(random.nextInt(values.size()));
    }

    private Attribute core() {
        return number(random.nextInt(cores));
    }

    private byte[] randomBytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private Value create(OpDef<?> def, OpState state) {
        var value = module.create(def, state).result();
        values.add(value);
        return value;
    }

    private OpState state(OpDef<?> def) {
        return module.state("op%d %s".formatted(values.size(), def.name()));
    }

    /** A value as a map: itself, or a view of its bytes. */
    private Value map(Value value) {
        var shape = shape(value);
        if (shape.length == 4 && shape[0] == 1) {
            return value;
        }
        long elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        long channels = IntStream.of(12, 8, 7, 5, 4, 3, 2, 1).filter(c -> elements % c == 0).findFirst().orElseThrow();
        long columns = IntStream.of(9, 7, 5, 4, 3, 2, 1).filter(c -> elements / channels % c == 0).findFirst().orElseThrow();
        return ViewOp.create(module.body(), Location.named("view"), value, Shape.of(1, elements / channels / columns, columns, channels))
                .result();
    }

    /** Appends one operation; false where the kind cannot be applied to the value chosen. */
    boolean append(Kind kind) {
        return switch (kind) {
            case PRODUCT -> product(map(any()));
            case SUM -> sum(map(any()));
            case MAX_POOL -> pool(MaxPoolOp.DEF, map(any()));
            case AVG_POOL -> pool(AvgPoolOp.DEF, map(any()));
            case ADD -> add(AddOp.DEF);
            case SUB -> add(SubOp.DEF);
            case MUL -> mul();
            case RESCALE -> rescale();
            case TABLE -> table();
            case CONCAT -> concat();
            case SLICE -> slice();
            case PAD -> pad();
            case TRANSPOSE -> transpose();
            case VIEW -> values.add(map(any()));
        };
    }

    private Window window(int mostPad) {
        var pads = IntStream.range(0, 4).mapToObj(_ -> (long) random.nextInt(mostPad + 1)).toList();
        return new Window(List.of((long) between(1, 4), (long) between(1, 4)), List.of((long) between(1, 3), (long) between(1, 3)),
                List.of((long) between(1, 3), (long) between(1, 3)), pads);
    }

    private static boolean fits(Window window, long[] shape, long channels) {
        for (int axis = 0; axis < 2; axis++) {
            if (shape[axis + 1] + window.padBefore(axis) + window.padAfter(axis) < window.extent(axis)) {
                return false;
            }
        }
        return window.outputShape(Shape.of(shape), Layout.NHWC, channels).elements() <= MOST_ELEMENTS;
    }

    /**
     * The groups of a product: column blocks side by side of rows one above the other, each of one or more shares of the input channels, on
     * cores of their own or on one.
     */
    private List<ProductOp.Share> shares(Window window, int inputs, int rows) {
        int[] columns = IntStream.generate(() -> between(1, Math.min(12, mostColumns))).limit(between(1, 4)).toArray();
        var shares = new ArrayList<ProductOp.Share>();
        boolean divided = random.nextInt(3) == 0;
        for (int row = 0; row < rows;) {
            int count = divided ? between(1, rows - row) : rows;
            int column = 0;
            for (int width : columns) {
                shares.addAll(block(window, inputs, column, width, row, count));
                column += width;
            }
            row += count;
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(shares, random);
        }
        return shares;
    }

    private List<ProductOp.Share> block(Window window, int inputs, int column, int columns, int firstRow, int rows) {
        int taps = (int) (window.kernel().get(0) * window.kernel().get(1));
        var shares = new ArrayList<ProductOp.Share>();
        int core = random.nextInt(cores);
        boolean scattered = random.nextInt(3) == 0;
        for (int part = between(1, random.nextBoolean() ? 1 : 4); part > 0; part--) {
            int first = random.nextInt(inputs);
            int channels = between(1, inputs - first);
            var matrix = randomBytes(taps * channels * columns);
            var group = module.group(taps * channels, columns, matrix, scattered ? random.nextInt(cores) : core);
            shares.add(new ProductOp.Share(group, first, channels, column, firstRow, rows));
        }
        return shares;
    }

    private int columns(List<ProductOp.Share> shares) {
        var symbols = new SymbolTable(module.module());
        return shares.stream().mapToInt(s -> s.firstColumn() + symbols.lookup(s.group(), GroupOp.class).orElseThrow().columns())
                .max().orElseThrow();
    }

    private boolean product(Value input) {
        var window = window(5);
        if (!fits(window, shape(input), 48)) {
            return false;
        }
        var shares = shares(window, (int) shape(input)[3], (int) window.outputs(0, shape(input)[1]));
        int columns = columns(shares);
        var sums = Optional.<Value>empty();
        for (int part = random.nextInt(3) == 0 ? between(1, 3) : 0; part > 0; part--) {
            sums = Optional.of(part(input, shares, window, columns, sums).result());
        }
        return requantize(part(input, shares, window, columns, sums), 14);
    }

    /** A product that may go on with the sums of another one and may have biases. */
    private ProductOp part(Value input, List<ProductOp.Share> shares, Window window, int columns, Optional<Value> sums) {
        var bias = random.nextBoolean() ? List.<Integer>of() : random.ints(columns, -500, 500).boxed().toList();
        return ProductOp.create(module.body(), state(ProductOp.DEF).location(), input, shares, window, random.nextInt(-128, 128), columns,
                new ProductOp.Addends(sums, bias));
    }

    private boolean sum(Value input) {
        var type = TensorType.of(IntegerType.I32, 1, 1, 1, shape(input)[3]);
        var sum = module.create(SumOp.DEF, state(SumOp.DEF).operands(input).property("core", core()).results(type));
        return requantize(sum, 6);
    }

    private RequantizeMode mode() {
        return RequantizeMode.values()[random.nextInt(RequantizeMode.values().length)];
    }

    /** Multiplier and shift of a factor near a power of two. */
    private int[] factor(RequantizeMode mode, int exponent) {
        double factor = Math.scalb(random.nextDouble(0.5, 1), exponent);
        return switch (mode) {
            case DOUBLE, SINGLE -> ScalarNumbers.quantizeMultiplier(factor);
            case FLOAT -> new int[]{Float.floatToIntBits((float) factor), 0};
            case SHIFT -> new int[]{1, exponent};
        };
    }

    private int[][] factors(RequantizeMode mode, int channels, int least, int most) {
        var factors = new int[2][channels];
        for (int c = 0; c < channels; c++) {
            var factor = factor(mode, between(least, most));
            factors[0][c] = factor[0];
            factors[1][c] = factor[1];
        }
        return factors;
    }

    private OpState output(OpState state, RequantizeMode mode) {
        int low = random.nextInt(-128, 0);
        return state.property("output_zero_point", number(random.nextInt(-128, 128))).property("clamp", words(low, between(low, 127)))
                .property("mode", text(mode.toString()));
    }

    private boolean requantize(Op sums, int bits) {
        var mode = mode();
        var type = ((TensorType) sums.result().type()).withElement(IntegerType.I8);
        int channels = (int) type.dimension(3);
        var residuals = values.stream().filter(v -> v.type().equals(type)).toList();
        var state = state(RequantizeOp.DEF).operands(sums.result());
        if (!residuals.isEmpty() && random.nextInt(4) > 0) {
            state.operands(residuals.get(random.nextInt(residuals.size())));
            var residual = factors(mode, channels, -2, 6);
            state.property("residual_multiplier", words(residual[0])).property("residual_shift", words(residual[1]))
                    .property("residual_zero_point", number(random.nextInt(-128, 128)));
        }
        var factors = factors(mode, channels, -bits, 4 - bits);
        state.property("bias", words(IntStream.range(0, channels).map(_ -> random.nextInt(-5000, 5000)).toArray()))
                .property("multiplier", words(factors[0])).property("shift", words(factors[1]));
        create(RequantizeOp.DEF, output(state, mode).results(type));
        return true;
    }

    private boolean pool(OpDef<?> def, Value input) {
        boolean padded = def == AvgPoolOp.DEF && random.nextBoolean();
        var window = window(padded ? 8 : 3);
        if (!fits(window, shape(input), shape(input)[3]) || !padded && hasEmptyWindow(window, shape(input))) {
            return false;
        }
        var state = state(def).operands(input).property("kernel", numbers(longs(window.kernel())))
                .property("strides", numbers(longs(window.strides()))).property("dilations", numbers(longs(window.dilations())))
                .property("pads", numbers(longs(window.pads()))).property("core", core());
        if (def == AvgPoolOp.DEF) {
            state.property("count_include_pad", IntegerAttr.ofBoolean(padded)).property("pad_value",
                    new IntegerAttr(random.nextInt(-128, 128), IntegerType.I8));
        }
        create(def,
                state.results(new TensorType(window.outputShape(Shape.of(shape(input)), Layout.NHWC, shape(input)[3]), IntegerType.I8)));
        return true;
    }

    /** Whether some window has no element inside the map. */
    static boolean hasEmptyWindow(Window window, long[] shape) {
        for (int axis = 0; axis < 2; axis++) {
            for (long o = 0; o < window.outputs(axis, shape[axis + 1]); o++) {
                long start = o * window.strides().get(axis) - window.padBefore(axis);
                long step = window.dilations().get(axis);
                long inputs = shape[axis + 1];
                if (LongStream.range(0, window.kernel().get(axis)).map(k -> start + k * step).noneMatch(i -> i >= 0 && i < inputs)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private boolean add(OpDef<?> def) {
        var lhs = any();
        var same = values.stream().filter(v -> v.type().equals(lhs.type())).toList();
        var rhs = same.get(random.nextInt(same.size()));
        var mode = mode();
        double s1 = random.nextDouble(0.01, 0.2);
        double s2 = random.nextDouble(0.01, 0.2);
        double sy = random.nextDouble(0.01, 0.2);
        double twice = 2 * Math.max(s1, s2);
        int[] a;
        int[] b;
        int[] out;
        switch (mode) {
            case DOUBLE, SINGLE -> {
                a = ScalarNumbers.quantizeMultiplier(s1 / twice);
                b = ScalarNumbers.quantizeMultiplier(s2 / twice);
                out = ScalarNumbers.quantizeMultiplier(twice / (sy * (1 << 20)));
            }
            case FLOAT -> {
                a = new int[]{Float.floatToIntBits((float) s1), 0};
                b = new int[]{Float.floatToIntBits((float) s2), 0};
                out = new int[]{Float.floatToIntBits((float) sy), 0};
            }
            default -> {
                a = new int[]{1, between(-4, 2)};
                b = new int[]{1, between(-4, 2)};
                out = new int[]{1, 0};
            }
        }
        var state = state(def).operands(lhs, rhs).property("lhs_zero_point", number(random.nextInt(-128, 128)))
                .property("lhs_multiplier", number(a[0])).property("lhs_shift", number(a[1]))
                .property("rhs_zero_point", number(random.nextInt(-128, 128))).property("rhs_multiplier", number(b[0]))
                .property("rhs_shift", number(b[1])).property("output_multiplier", number(out[0])).property("output_shift", number(out[1]))
                .property("core", core());
        create(def, output(state, mode).results(lhs.type()));
        return true;
    }

    private boolean mul() {
        var lhs = any();
        var same = values.stream().filter(v -> v.type().equals(lhs.type())).toList();
        var mode = mode();
        var factor = factor(mode, between(-8, -4));
        var state = state(MulOp.DEF).operands(lhs, same.get(random.nextInt(same.size())))
                .property("lhs_zero_point", number(random.nextInt(-128, 128))).property("rhs_zero_point", number(random.nextInt(-128, 128)))
                .property("multiplier", number(factor[0])).property("shift", number(factor[1])).property("core", core());
        create(MulOp.DEF, output(state, mode).results(lhs.type()));
        return true;
    }

    private boolean rescale() {
        var input = any();
        var mode = mode();
        var factor = factor(mode, between(-3, 2));
        var state = state(RescaleOp.DEF).operands(input).property("input_zero_point", number(random.nextInt(-128, 128)))
                .property("multiplier", number(factor[0])).property("shift", number(factor[1])).property("core", core());
        create(RescaleOp.DEF, output(state, mode).results(input.type()));
        return true;
    }

    private boolean table() {
        var input = any();
        create(TableOp.DEF, state(TableOp.DEF).operands(input).property("table", DenseElementsAttr.ofBytes(bytes(256), randomBytes(256)))
                .property("core", core()).results(input.type()));
        return true;
    }

    private boolean concat() {
        var first = any();
        var shape = shape(first);
        int axis = random.nextInt(shape.length);
        var parts = new ArrayList<>(List.of(first));
        for (int more = between(0, 17); more > 0; more--) {
            var part = any();
            if (part.type() instanceof TensorType t && t.rank() == shape.length
                    && t.shape().with(axis, 1).equals(Shape.of(shape).with(axis, 1))) {
                parts.add(part);
            }
        }
        var result = Shape.of(shape).with(axis, parts.stream().mapToLong(p -> shape(p)[axis]).sum());
        if (result.elements() > MOST_ELEMENTS) {
            return false;
        }
        create(ConcatOp.DEF, state(ConcatOp.DEF).operands(parts).property("axis", number(axis)).property("core", core())
                .results(new TensorType(result, IntegerType.I8)));
        return true;
    }

    private boolean slice() {
        var input = any();
        var shape = shape(input);
        var starts = new long[shape.length];
        var steps = new long[shape.length];
        var result = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            steps[i] = random.nextBoolean() ? 1 : IntStream.of(-3, -2, -1, 2, 3).toArray()[random.nextInt(5)];
            starts[i] = random.nextBoolean() ? steps[i] > 0 ? 0 : shape[i] - 1 : random.nextInt((int) shape[i]);
            long room = steps[i] > 0 ? (shape[i] - 1 - starts[i]) / steps[i] : starts[i] / -steps[i];
            result[i] = 1 + (random.nextBoolean() ? room : random.nextLong(room + 1));
        }
        create(SliceOp.DEF, state(SliceOp.DEF).operands(input).property("starts", numbers(starts)).property("steps", numbers(steps))
                .property("core", core()).results(bytes(result)));
        return true;
    }

    private boolean pad() {
        var input = any();
        var shape = shape(input);
        var low = new long[shape.length];
        var high = new long[shape.length];
        var result = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            low[i] = random.nextInt(i == 0 ? 1 : 3);
            high[i] = random.nextInt(i == 0 ? 1 : 3);
            result[i] = low[i] + shape[i] + high[i];
        }
        if (Shape.of(result).elements() > MOST_ELEMENTS) {
            return false;
        }
        create(PadOp.DEF, state(PadOp.DEF).operands(input).property("low", numbers(low)).property("high", numbers(high))
                .property("value", new IntegerAttr(random.nextInt(-128, 128), IntegerType.I8)).property("core", core())
                .results(bytes(result)));
        return true;
    }

    private boolean transpose() {
        var input = any();
        var shape = shape(input);
        var order = new ArrayList<>(IntStream.range(0, shape.length).boxed().toList());
        Collections.shuffle(order, random);
        create(TransposeOp.DEF, state(TransposeOp.DEF).operands(input)
                .property("permutation", numbers(order.stream().mapToLong(i -> i).toArray())).property("core", core())
                .results(bytes(order.stream().mapToLong(i -> shape[i]).toArray())));
        return true;
    }
}
