package qcc.tests;

import static qcc.tests.NetworkBuilder.grid;
import static qcc.tests.NetworkBuilder.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.FlattenOp;
import qcc.dialect.nn.IdentityOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.RequantizeOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.SigmoidOp;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.nn.SubOp;
import qcc.dialect.nn.TanhOp;
import qcc.dialect.nn.TransposeOp;
import qcc.dialect.nn.UnaryOp;
import qcc.dialect.nn.UnsqueezeOp;
import qcc.dialect.nn.Window;
import qcc.dialect.quant.Storage;
import qcc.dialect.quant.UniformType;
import qcc.ir.DenseArrayAttr;
import qcc.ir.FloatAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerAttr;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Random quantized networks with branches; equal seeds give equal networks. */
final class RandomNetwork {
    private static final int MOST_ELEMENTS = 1200;

    private final Random random;
    private final RequantizeMode mode;
    private final NetworkBuilder network;
    private final List<Value> values = new ArrayList<>();

    private RandomNetwork(long seed, RequantizeMode mode) {
        this.random = new Random(seed);
        this.mode = mode;
        var inputs = IntStream.range(0, 1 + random.nextInt(2)).mapToObj(_ -> TensorType.of(NetworkBuilder.grid(random, mode, 0.05), 1,
                1 + random.nextInt(6), 2 + random.nextInt(8), 2 + random.nextInt(8))).toList();
        this.network = new NetworkBuilder(random, mode, inputs);
        for (int i = 0; i < inputs.size(); i++) {
            values.add(network.argument(i));
        }
    }

    static ModuleOp of(long seed, RequantizeMode mode) {
        return new RandomNetwork(seed, mode).build();
    }

    private ModuleOp build() {
        int wanted = values.size() + 2 + random.nextInt(9);
        while (values.size() < wanted) {
            layer().filter(v -> type(v).shape().elements() <= MOST_ELEMENTS).ifPresent(values::add);
        }
        var results = new ArrayList<>(List.of(values.getLast()));
        values.stream().filter(v -> v.definingOp() != null && !v.hasUses() && v != values.getLast() && random.nextInt(3) > 0)
                .forEach(results::add);
        if (random.nextInt(12) == 0) {
            results.add(values.get(random.nextInt(values.size())));
        }
        return network.returns(results);
    }

    private Optional<Value> layer() {
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 21, 22 -> map().map(this::convolution);
            case 4, 5 -> any().map(this::linear);
            case 6 -> pair((a, b) -> network.binary(AddOp.DEF, a, b, (grid(a).scale() + grid(b).scale()) * 0.7));
            case 7 -> pair((a, b) -> network.binary(SubOp.DEF, a, b, (grid(a).scale() + grid(b).scale()) * 0.7));
            case 8 -> pair((a, b) -> network.binary(MulOp.DEF, a, b, grid(a).scale() * grid(b).scale() * 50));
            case 9 -> any().map(x -> ReluOp.create(network.ops(), network.next(), x).result());
            case 10 -> any().map(this::clamp);
            case 11, 12 -> map().map(this::pool);
            case 13, 23 -> any().flatMap(this::mean);
            case 14, 15 -> any().map(this::concat);
            case 16 -> any().map(this::slice);
            case 17 -> any().map(this::pad);
            case 18 -> any().map(this::reshape);
            case 19 -> any().map(this::transpose);
            case 20 -> any().map(x -> requantize(x, network.grid(grid(x).scale() * 1.2)));
            default -> any().map(this::table);
        };
    }

    private Optional<Value> pick(Predicate<TensorType> wanted) {
        var candidates = values.stream().filter(v -> wanted.test(type(v))).toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        int last = candidates.size() - 1;
        return Optional.of(candidates.get(random.nextInt(3) > 0 ? last : random.nextInt(candidates.size())));
    }

    private Optional<Value> any() {
        return pick(_ -> true);
    }

    private Optional<Value> map() {
        return pick(t -> t.rank() == 4);
    }

    private interface Binary {
        Value of(Value lhs, Value rhs);
    }

    private Optional<Value> pair(Binary op) {
        return any().flatMap(a -> sameShape(type(a).shape()).map(b -> op.of(a, b)));
    }

    private Optional<Value> sameShape(Shape shape) {
        var candidates = values.stream().filter(v -> type(v).shape().equals(shape)).toList();
        return candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.get(random.nextInt(candidates.size())));
    }

    private Value convolution(Value input) {
        int channels = (int) type(input).dimension(1);
        boolean keepsShape = random.nextInt(3) == 0;
        int groups = groups(channels);
        int outputs = keepsShape ? channels : groups * (1 + random.nextInt(Math.max(1, 24 / groups)));
        var window = keepsShape ? window(input, 3, 1, 1) : window(input, 4, 2, 3);
        var shape = window.outputShape(type(input).shape(), Layout.NCHW, outputs);
        return network.conv(input, outputs, window, groups, random.nextBoolean() ? sameShape(shape) : Optional.empty());
    }

    private int groups(int channels) {
        return switch (random.nextInt(3)) {
            case 0 -> 1;
            case 1 -> channels;
            default -> IntStream.rangeClosed(1, channels).filter(g -> channels % g == 0 && g > channels / 4).findFirst().orElse(1);
        };
    }

    /** A window in which every position has a true element; of stride 1 and dilation 1 it keeps the map's size half of the time. */
    private Window window(Value input, int mostKernel, int mostDilation, int mostStride) {
        var kernel = new ArrayList<Long>();
        var strides = new ArrayList<Long>();
        var dilations = new ArrayList<Long>();
        var before = new ArrayList<Long>();
        var after = new ArrayList<Long>();
        for (int axis = 2; axis < 4; axis++) {
            long size = type(input).dimension(axis);
            long k = 1 + random.nextInt((int) Math.min(mostKernel, size));
            long dilation = k == 1 ? 1 : 1 + random.nextInt((int) Math.min(mostDilation, Math.max(1, (size - 1) / (k - 1))));
            boolean keeps = mostStride == 1;
            kernel.add(k);
            dilations.add(dilation);
            strides.add((long) 1 + random.nextInt(mostStride));
            before.add(keeps ? (k - 1) / 2 : random.nextInt((int) k));
            after.add(keeps ? k / 2 : random.nextInt((int) k));
        }
        before.addAll(after);
        return new Window(kernel, strides, dilations, before);
    }

    private Value linear(Value input) {
        var shape = type(input).shape();
        if (shape.rank() > 2 && random.nextBoolean()) {
            input = ReshapeOp
                    .create(network.ops(), network.next(), input, Shape.of(shape.dimension(0), shape.elements() / shape.dimension(0)))
                    .result();
        }
        int outputs = 1 + random.nextInt(40);
        var result = type(input).shape().with(type(input).rank() - 1, outputs);
        return network.linear(input, outputs, random.nextInt(3) == 0 ? sameShape(result) : Optional.empty());
    }

    private Value clamp(Value input) {
        double low = (random.nextInt(60) - 70) * grid(input).scale();
        return ClampOp.create(network.ops(), network.next(), input, random.nextInt(5) == 0 ? Double.NEGATIVE_INFINITY : low,
                low + (30 + random.nextInt(90)) * grid(input).scale()).result();
    }

    private Value pool(Value input) {
        return random.nextBoolean()
                ? MaxPoolOp.create(network.ops(), network.next(), input, window(input, 3, 2, 3), Layout.NCHW).result()
                : AvgPoolOp.create(network.ops(), network.next(), input, window(input, 3, 1, 3), random.nextBoolean(), Layout.NCHW)
                        .result();
    }

    /** A mean over both spatial axes, or over other ones; shifts divide by powers of two only. */
    private Optional<Value> mean(Value input) {
        var shape = type(input).shape();
        long[] axes = shape.rank() == 4 && random.nextInt(4) > 0 ? new long[]{2, 3} : new long[]{shape.rank() - 1};
        long count = LongStream.of(axes).map(axis -> shape.dimension((int) axis)).reduce(1, (a, b) -> a * b);
        if (mode == RequantizeMode.SHIFT && Long.bitCount(count) != 1) {
            return Optional.empty();
        }
        boolean keepDims = random.nextBoolean() || shape.rank() == 1;
        var kept = IntStream.range(0, shape.rank()).filter(i -> keepDims || LongStream.of(axes).noneMatch(a -> a == i))
                .mapToLong(i -> LongStream.of(axes).anyMatch(a -> a == i) ? 1 : shape.dimension(i)).toArray();
        var state = new OpState(network.next()).operands(input).property("axes", DenseArrayAttr.ofLongs(axes)).property("keep_dims",
                IntegerAttr.ofBoolean(keepDims));
        return Optional.of(
                network.create(MeanOp.DEF, new TensorType(Shape.of(kept), network.grid(grid(input).scale() / Math.sqrt(count))), state));
    }

    private Value requantize(Value input, UniformType grid) {
        return grid.equals(grid(input))
                ? input
                : RequantizeOp.create(network.ops(), network.next(), input, type(input).withElement(grid)).result();
    }

    /** Two or three values that differ along one axis at most, on the grid of the first. */
    private Value concat(Value first) {
        var shape = type(first).shape();
        int axis = random.nextInt(shape.rank());
        var parts = new ArrayList<Value>(List.of(first));
        values.stream()
                .filter(v -> v != first && type(v).rank() == shape.rank() && type(v).shape().with(axis, 1).equals(shape.with(axis, 1)))
                .limit(2).forEach(v -> parts.add(requantize(v, grid(first))));
        if (parts.size() == 1) {
            parts.add(IdentityOp.create(network.ops(), network.next(), first).result());
        }
        if (random.nextBoolean()) {
            parts.addFirst(parts.removeLast());
        }
        return ConcatOp.create(network.ops(), network.next(), parts, axis).result();
    }

    private Value slice(Value input) {
        var shape = type(input).shape();
        var starts = new long[shape.rank()];
        var sizes = new long[shape.rank()];
        var steps = new long[shape.rank()];
        for (int axis = 0; axis < starts.length; axis++) {
            int dimension = (int) shape.dimension(axis);
            steps[axis] = 1 + random.nextInt(3);
            boolean backward = random.nextInt(6) == 0;
            starts[axis] = random.nextInt(Math.max(1, dimension / 2));
            sizes[axis] = 1 + random.nextInt((int) ((dimension - 1 - starts[axis]) / steps[axis]) + 1);
            if (backward) {
                starts[axis] += (sizes[axis] - 1) * steps[axis];
                steps[axis] = -steps[axis];
            }
        }
        return SliceOp.create(network.ops(), network.next(), input, starts, sizes, steps).result();
    }

    private Value pad(Value input) {
        int rank = type(input).rank();
        var low = new long[rank];
        var high = new long[rank];
        for (int axis = 1; axis < rank; axis++) {
            low[axis] = random.nextInt(3) == 0 ? random.nextInt(3) : 0;
            high[axis] = random.nextInt(3) == 0 ? random.nextInt(3) : 0;
        }
        double value = random.nextBoolean() ? 0 : (random.nextInt(100) - 50) * grid(input).scale();
        return PadOp.create(network.ops(), network.next(), input, low, high, value).result();
    }

    private Value reshape(Value input) {
        var shape = type(input).shape();
        return switch (random.nextInt(4)) {
            case 0 -> FlattenOp.create(network.ops(), network.next(), input, 1).result();
            case 1 -> UnsqueezeOp.create(network.ops(), network.next(), input, new long[]{random.nextInt(shape.rank() + 1)}).result();
            case 2 -> ReshapeOp.create(network.ops(), network.next(), input, Shape.of(shape.elements())).result();
            default -> ReshapeOp.create(network.ops(), network.next(), input, factors(shape.elements())).result();
        };
    }

    /** Four dimensions with so many elements, the first of them 1. */
    private Shape factors(long elements) {
        var divisors = LongStream.rangeClosed(1, elements).filter(d -> elements % d == 0).toArray();
        long a = divisors[random.nextInt(divisors.length)];
        var rest = LongStream.of(divisors).filter(d -> elements / a % d == 0).toArray();
        long b = rest[random.nextInt(rest.length)];
        return Shape.of(1, a, b, elements / a / b);
    }

    private Value transpose(Value input) {
        var axes = new ArrayList<>(LongStream.range(0, type(input).rank()).boxed().toList());
        Collections.shuffle(axes.subList(random.nextInt(4) == 0 ? 0 : 1, axes.size()), random);
        return TransposeOp.create(network.ops(), network.next(), input, axes.stream().mapToLong(Long::longValue).toArray()).result();
    }

    private Value table(Value input) {
        if (random.nextInt(3) == 0) {
            var element = new UniformType(Storage.I8, FloatType.F32, grid(input).scale(), random.nextInt(20) - 10);
            return network.create(UnaryOp.DEF, type(input).withElement(element), new OpState(network.next()).operands(input)
                    .property("function", new StringAttr("leaky_relu")).property("alpha", FloatAttr.of(random.nextDouble())));
        }
        boolean sigmoid = random.nextBoolean();
        var element = new UniformType(Storage.I8, FloatType.F32, sigmoid ? 1.0 / 256 : 1.0 / 128, sigmoid ? -128 : 0);
        return network.create(sigmoid ? SigmoidOp.DEF : TanhOp.DEF, type(input).withElement(element),
                new OpState(network.next()).operands(input));
    }
}
