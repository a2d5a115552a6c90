package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.LinearOp;
import qcc.dialect.nn.MatMulOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.quant.Storage;
import qcc.dialect.quant.UniformPerAxisType;
import qcc.dialect.quant.UniformType;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.tensor.ByteTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Products of quantized values against sums of longs over the true window. */
class IntegerConvolutionTest {
    private static final UniformType BIAS = new UniformType(Storage.full(32, true), FloatType.F32, 1, 0);

    private static final Storage I8 = Storage.I8;

    /** The grids and the mode of one operation. */
    private record Grids(RequantizeMode mode, UniformType input, Type weights, double[] scales, long[] zeroPoints, UniformType residual,
            UniformType output) {

        static Grids draw(Random random, RequantizeMode mode, int channels) {
            var scales = new double[channels];
            var zeroPoints = new long[channels];
            for (int c = 0; c < channels; c++) {
                scales[c] = scale(random, mode, 0.02);
                zeroPoints[c] = random.nextInt(4) == 0 ? random.nextInt(-127, 128) : 0;
            }
            boolean unsigned = random.nextBoolean();
            var input = unsigned
                    ? new UniformType(Storage.U8, FloatType.F32, scale(random, mode, 0.05), random.nextInt(256))
                    : new UniformType(I8, FloatType.F32, scale(random, mode, 0.05), random.nextInt(-128, 128));
            return new Grids(mode, input, new UniformPerAxisType(Storage.I8_NARROW, FloatType.F32, 0, scales, zeroPoints), scales,
                    zeroPoints,
                    new UniformType(I8, FloatType.F32, scale(random, mode, 0.05), random.nextInt(-128, 128)),
                    new UniformType(I8, FloatType.F32, scale(random, mode, 0.1), random.nextInt(-128, 128)));
        }

        private static double scale(Random random, RequantizeMode mode, double around) {
            double drawn = around * (0.5 + random.nextDouble());
            return mode == RequantizeMode.SHIFT ? Math.scalb(1.0, Math.getExponent(drawn)) : (float) drawn;
        }

        /** The output for a sum of channel c, in exact steps of the contract. */
        long expected(int c, long sum, long bias, long residualValue, int[] clamp) {
            long scaled = Requantizer.ofResidual(mode, residual.scale(), input.scale(), scales[c])
                    .rescale((int) (residualValue - residual.zeroPoint()));
            int accumulator = Math.toIntExact(sum + bias + scaled);
            return Requantizer.ofProduct(mode, input.scale(), scales[c], output.scale()).requantize(accumulator,
                    (int) output.zeroPoint(), clamp[0], clamp[1]);
        }
    }

    @Property(tries = 200)
    void equalsTheDefinitionInEveryMode(@ForAll long seed) {
        var random = new Random(seed);
        var drawn = RandomConvolution.draw(random);
        int channels = (int) drawn.weights()[0];
        var grids = Grids.draw(random, RequantizeMode.values()[random.nextInt(4)], channels);
        var clamp = new int[]{-100, 90};
        for (var layout : Layout.values()) {
            var op = convolution(drawn, grids, layout, clamp);
            var again = new Random(seed);
            var input = random(again, grids.input, TensorType.of(grids.input, drawn.input()), drawn.samples());
            var weights = random(again, new UniformType(Storage.I8_NARROW, FloatType.F32, 1, 0),
                    TensorType.of(grids.weights, drawn.weights()), 1);
            var bias = biases(again, channels);
            var outputType = plainShape(drawn);
            var residual = random(again, grids.residual, TensorType.of(grids.residual, outputType), drawn.samples());

            var result = (IntegerTensor) Fixture.run(op, ordered(input, layout), ordered(weights, layout), bias, ordered(residual, layout));

            var expected = expected(drawn, grids, (IntegerTensor) input, (IntegerTensor) weights, bias, (IntegerTensor) residual, clamp);
            assertThat(result).isEqualTo(ordered(expected, layout));
        }
    }

    private static Tensor ordered(Tensor tensor, Layout layout) {
        return layout == Layout.NHWC ? FloatConvolutionTest.toLast(tensor) : tensor;
    }

    private static long[] plainShape(RandomConvolution drawn) {
        return drawn.window().outputShape(qcc.ir.Shape.of(drawn.input()), Layout.NCHW, drawn.weights()[0]).toArray();
    }

    private static ConvOp convolution(RandomConvolution drawn, Grids grids, Layout layout, int[] clamp) {
        var fixture = new Fixture();
        boolean last = layout == Layout.NHWC;
        var input = fixture.argument(
                TensorType.of(grids.input, last ? RandomConvolution.channelsLast(drawn.input()) : drawn.input()));
        var weights = fixture.argument(
                TensorType.of(grids.weights, last ? RandomConvolution.channelsLast(drawn.weights()) : drawn.weights()));
        var bias = fixture.argument(TensorType.of(BIAS, drawn.weights()[0]));
        var plain = ConvOp.create(fixture.builder(), Fixture.HERE, input, weights, Optional.of(bias), drawn.window(), drawn.groups(),
                layout);
        var residual = fixture.argument(((TensorType) plain.result().type()).withElement(grids.residual));
        return with(ConvOp.DEF, plain, residual, grids, clamp);
    }

    private static <O extends Op> O with(OpDef<O> def, Op plain, Value residual, Grids grids, int[] clamp) {
        var state = new OpState(Fixture.HERE).segment(plain.operandsOf(0)).segment(plain.operandsOf(1)).segment(plain.operandsOf(2))
                .segment(List.of(residual)).results(((TensorType) plain.result().type()).withElement(grids.output))
                .attribute(RequantizeMode.ATTRIBUTE, grids.mode.attribute());
        for (var property : plain.properties()) {
            if (!property.name().equals("operandSegmentSizes")) {
                state.property(property.name(), property.value());
            }
        }
        return new OpBuilder().create(def, state.property(Clamp.PROPERTY, Clamp.ofIntegers(clamp[0], clamp[1])));
    }

    static Tensor random(Random random, UniformType grid, TensorType type, int samples) {
        var tensor = Tensor.zeros(Elements.kind(grid), Elements.blockShape(type, samples));
        for (int i = 0; i < tensor.elements(); i++) {
            tensor.setLong(i, random.nextLong(grid.storageMin(), grid.storageMax() + 1));
        }
        return tensor;
    }

    private static IntTensor biases(Random random, int channels) {
        return new IntTensor(Shape.of(1, channels), random.ints(channels, -20000, 20000).toArray());
    }

    private static Tensor expected(RandomConvolution drawn, Grids grids, IntegerTensor input, IntegerTensor weights, IntTensor bias,
            IntegerTensor residual, int[] clamp) {
        var shape = Elements.blockShape(TensorType.of(grids.output, plainShape(drawn)), drawn.samples());
        var result = new ByteTensor(shape, new byte[shape.elements()]);
        var output = shape.sample().with(0, drawn.samples());
        var naive = new NaiveConvolution(drawn.window(), drawn.groups(), input.shape().sample().with(0, drawn.samples()),
                weights.shape().sample(), output);
        for (int i = 0; i < result.elements(); i++) {
            int channel = NaiveConvolution.coordinates(output, i)[1];
            var sum = new long[1];
            naive.forEachTerm(i, (x, w) -> sum[0] += x < 0
                    ? 0
                    : (input.longAt(x) - grids.input.zeroPoint()) * (weights.longAt(w) - grids.zeroPoints[channel]));
            result.data()[i] = (byte) grids.expected(channel, sum[0], bias.data()[channel], residual.longAt(i), clamp);
        }
        return result;
    }

    @Property(tries = 100)
    void linearLayersEqualTheDefinition(@ForAll long seed) {
        var random = new Random(seed);
        int terms = random.nextInt(1, 70);
        int channels = random.nextInt(1, 20);
        int samples = random.nextInt(1, 6);
        var grids = Grids.draw(random, RequantizeMode.values()[random.nextInt(4)], channels);
        var fixture = new Fixture();
        var clamp = new int[]{-128, 127};
        var plain = LinearOp.create(fixture.builder(), Fixture.HERE, fixture.argument(TensorType.of(grids.input, 2, terms)),
                fixture.argument(TensorType.of(grids.weights, channels, terms)),
                Optional.of(fixture.argument(TensorType.of(BIAS, channels))));
        var op = with(LinearOp.DEF, plain, fixture.argument(TensorType.of(grids.residual, 2, channels)), grids, clamp);
        var input = (IntegerTensor) random(random, grids.input, (TensorType) plain.input().type(), samples);
        var weights = (ByteTensor) random(random, new UniformType(Storage.I8_NARROW, FloatType.F32, 1, 0),
                (TensorType) plain.weights().type(), 1);
        var bias = biases(random, channels);
        var residual = (IntegerTensor) random(random, grids.residual, TensorType.of(grids.residual, 2, channels), samples);

        var result = (ByteTensor) Fixture.run(op, input, weights, bias, residual);

        for (int i = 0; i < result.elements(); i++) {
            int c = i % channels;
            long sum = 0;
            for (int k = 0; k < terms; k++) {
                sum += (input.longAt(i / channels * terms + k) - grids.input.zeroPoint())
                        * (weights.data()[c * terms + k] - grids.zeroPoints[c]);
            }
            assertThat((long) result.data()[i]).isEqualTo(grids.expected(c, sum, bias.data()[c], residual.longAt(i), clamp));
        }
    }

    @Property(tries = 100)
    void productsOfActivationsEqualTheDefinition(@ForAll long seed) {
        var random = new Random(seed);
        int rows = random.nextInt(1, 8);
        int terms = random.nextInt(1, 40);
        int columns = random.nextInt(1, 20);
        var left = new UniformType(Storage.U8, FloatType.F32, 0.03, random.nextInt(256));
        var right = new UniformType(I8, FloatType.F32, 0.02, random.nextInt(-128, 128));
        var output = new UniformType(I8, FloatType.F32, 0.09, -5);
        var fixture = new Fixture();
        var a = fixture.argument(TensorType.of(left, 2, rows, terms));
        var b = fixture.argument(TensorType.of(right, 1, terms, columns));
        var op = fixture.builder().create(MatMulOp.DEF,
                new OpState(Fixture.HERE).operands(a, b).results(TensorType.of(output, 2, rows, columns)));
        var x = (IntegerTensor) random(random, left, (TensorType) a.type(), 3);
        var y = (IntegerTensor) random(random, right, (TensorType) b.type(), 3);

        var result = (ByteTensor) Fixture.run(op, x, y);

        var requantizer = Requantizer.ofProduct(RequantizeMode.DOUBLE, 0.03, 0.02, 0.09);
        for (int i = 0; i < result.elements(); i++) {
            int column = i % columns;
            int row = i / columns;
            long sum = 0;
            for (int k = 0; k < terms; k++) {
                sum += (x.longAt(row * terms + k) - left.zeroPoint())
                        * (y.longAt((row / rows / 2 * terms + k) * columns + column) - right.zeroPoint());
            }
            assertThat((int) result.data()[i]).isEqualTo(requantizer.requantize((int) sum, -5, -128, 127));
        }
    }

    @Test
    void anAccumulatorThatMayOverflowIsRefused() {
        var fixture = new Fixture();
        var grid = new UniformType(I8, FloatType.F32, 0.5, 0);
        var plain = LinearOp.create(fixture.builder(), Fixture.HERE, fixture.argument(TensorType.of(grid, 1, 2)),
                fixture.argument(TensorType.of(grid, 1, 2)), Optional.of(fixture.argument(TensorType.of(BIAS, 1))));
        var input = new ByteTensor(Shape.of(1, 1, 2), new byte[2]);
        var weights = new ByteTensor(Shape.of(1, 1, 2), new byte[]{3, -4});
        int largest = Integer.MAX_VALUE - 7 * 128;

        assertThat(Fixture.run(plain, input, weights, new IntTensor(Shape.of(1, 1), new int[]{100 - largest / 1000})))
                .isEqualTo(new ByteTensor(Shape.of(1, 1, 1), new byte[]{-128}));
        assertThatExceptionOfType(InterpreterException.class)
                .isThrownBy(() -> Fixture.run(plain, input, weights, new IntTensor(Shape.of(1, 1), new int[]{-largest - 1})))
                .withMessageContaining("has accumulators of up to 2147483648 in output channel 0, which overflow 32 bits");
    }
}
