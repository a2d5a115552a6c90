package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.Assertions;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.Layout;
import qcc.ir.OpBuilder;
import qcc.ir.OpState;
import qcc.ir.Value;
import qcc.tensor.FloatTensor;
import qcc.tensor.Parallel;
import qcc.tensor.Tensor;

class FloatConvolutionTest {

    @Property(tries = 200)
    void equalsTheDefinition(@ForAll long seed) {
        var random = new Random(seed);
        var drawn = RandomConvolution.draw(random);
        var fixture = new Fixture();
        var op = convolution(fixture, drawn, random);
        var input = Fixture.random(random, op.input(), drawn.samples());
        var weights = Fixture.random(random, op.weights(), 1);
        var bias = Fixture.random(random, op.bias().orElseThrow(), 1);
        var residual = Fixture.random(random, op.residual().orElseThrow(), drawn.samples());
        var result = (FloatTensor) Fixture.run(op, input, weights, bias, residual);

        var output = result.shape().sample().with(0, drawn.samples());
        var naive = new NaiveConvolution(drawn.window(), drawn.groups(), input.shape().sample().with(0, drawn.samples()),
                weights.shape().sample(), output);
        for (int i = 0; i < result.elements(); i++) {
            var sum = new double[1];
            naive.forEachTerm(i, (x, w) -> sum[0] += x < 0 ? 0 : (double) input.data()[x] * weights.data()[w]);
            double expected = sum[0] + bias.data()[NaiveConvolution.coordinates(output, i)[1]] + residual.data()[i];
            assertThat((double) result.data()[i]).isCloseTo(Math.clamp(expected, -3.0, 5.0), Assertions.within(1e-4));
        }
    }

    /** The layout pass may call itself exact: both layouts give the same bits, at any number of threads. */
    @Property(tries = 100)
    void bothLayoutsGiveTheSameBits(@ForAll long seed) {
        var random = new Random(seed);
        var drawn = RandomConvolution.draw(random);
        var fixture = new Fixture();
        var op = ConvOp.create(fixture.builder(), Fixture.HERE, fixture.floats(drawn.input()), fixture.floats(drawn.weights()),
                Optional.empty(), drawn.window(), drawn.groups(), Layout.NCHW);
        var last = ConvOp.create(fixture.builder(), Fixture.HERE, fixture.floats(RandomConvolution.channelsLast(drawn.input())),
                fixture.floats(RandomConvolution.channelsLast(drawn.weights())), Optional.empty(), drawn.window(), drawn.groups(),
                Layout.NHWC);
        var input = Fixture.random(random, op.input(), drawn.samples());
        var weights = Fixture.random(random, op.weights(), 1);

        var first = Fixture.run(op, input, weights);
        var other = Fixture.run(last, toLast(input), toLast(weights));

        assertThat(other).isEqualTo(toLast(first));
        var alone = new Interpreter(op, InterpreterOptions.defaults().withParallel(new Parallel(1)));
        assertThat(alone.evaluate(op, List.of(input, weights)).getFirst()).isEqualTo(first);
    }

    static Tensor toLast(Tensor tensor) {
        var order = RandomConvolution.lastOrder(tensor.shape().rank() - 1);
        return ShapeOps.transpose(new Invocation(null, List.of(), FloatProducts.SERIAL), tensor, order);
    }

    private static ConvOp convolution(Fixture fixture, RandomConvolution drawn, Random random) {
        var input = fixture.floats(drawn.input());
        var weights = fixture.floats(drawn.weights());
        var bias = fixture.floats(drawn.weights()[0]);
        var plain = ConvOp.create(fixture.builder(), Fixture.HERE, input, weights, Optional.of(bias), drawn.window(), drawn.groups(),
                Layout.NCHW);
        return withResidual(plain, fixture.argument(plain.result().type()));
    }

    /** The convolution with a residual and limits -3 and 5. */
    static ConvOp withResidual(ConvOp plain, Value residual) {
        var state = new OpState(Fixture.HERE).segment(plain.operandsOf(0)).segment(plain.operandsOf(1)).segment(plain.operandsOf(2))
                .segment(List.of(residual)).results(plain.resultTypes());
        for (var property : plain.properties()) {
            if (!property.name().equals("operandSegmentSizes")) {
                state.property(property.name(), property.value());
            }
        }
        return new OpBuilder().create(ConvOp.DEF, state.property(Clamp.PROPERTY, Clamp.ofReals(-3, 5)));
    }
}
