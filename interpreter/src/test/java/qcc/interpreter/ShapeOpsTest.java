package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static qcc.interpreter.Programs.apply;
import static qcc.interpreter.Programs.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import qcc.tensor.ByteTensor;
import qcc.tensor.ElementType;
import qcc.tensor.FloatTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Moves of elements of every kind against the place of every element. */
class ShapeOpsTest {
    private static final List<ElementType> KINDS = List.of(ElementType.F32, ElementType.F64, ElementType.I8, ElementType.I16,
            ElementType.I32,
            ElementType.I64);

    /** Distinct values in a block of 1 to 3 samples. */
    private static Tensor numbered(Random random, int... dimensions) {
        var shape = Shape.of(dimensions).withSamples(random.nextInt(1, 4));
        var tensor = Tensor.zeros(KINDS.get(random.nextInt(KINDS.size())), shape);
        for (int i = 0; i < tensor.elements(); i++) {
            tensor.setLong(i, i);
        }
        return tensor;
    }

    private static String type(Tensor like, int... dimensions) {
        return Tensor.zeros(like.elementType(), Shape.of(dimensions)).typeText();
    }

    private static String array(int[] values) {
        return Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(", ", "array<i64: ", ">"));
    }

    @Property(tries = 200)
    void transpositionMovesEveryElement(@ForAll long seed) {
        var random = new Random(seed);
        int rank = random.nextInt(1, 6);
        var order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.shuffle(order, random);
        var permutation = order.stream().mapToInt(Integer::intValue).toArray();
        var dimensions = random.ints(rank, 1, random.nextInt(8) == 0 ? 12 : 6).toArray();
        var input = numbered(random, dimensions);
        var result = apply("nn.transpose {permutation = " + array(permutation) + "}", type(input, dimensions),
                type(input, Arrays.stream(permutation).map(a -> dimensions[a]).toArray()), input);
        for (int i = 0; i < result.elements(); i++) {
            var place = NaiveConvolution.coordinates(result.shape(), i);
            var from = new int[rank + 1];
            from[0] = place[0];
            for (int axis = 0; axis < rank; axis++) {
                from[permutation[axis] + 1] = place[axis + 1];
            }
            assertThat(result.doubleAt(i)).isEqualTo(input.doubleAt(Fixture.at(input.shape(), from)));
        }
    }

    @Property(tries = 200)
    void slicesTakeStepsInBothDirections(@ForAll long seed) {
        var random = new Random(seed);
        int rank = random.nextInt(1, 5);
        var dimensions = random.ints(rank, 1, 8).toArray();
        var starts = new int[rank];
        var sizes = new int[rank];
        var steps = new int[rank];
        for (int i = 0; i < rank; i++) {
            steps[i] = random.nextInt(1, 4) * (random.nextBoolean() ? 1 : -1);
            starts[i] = random.nextInt(dimensions[i]);
            int room = steps[i] > 0 ? dimensions[i] - 1 - starts[i] : starts[i];
            sizes[i] = random.nextInt(0, room / Math.abs(steps[i]) + 2);
        }
        var input = numbered(random, dimensions);
        var result = apply("nn.slice {starts = " + array(starts) + ", sizes = " + array(sizes) + ", steps = " + array(steps) + "}",
                type(input, dimensions), type(input, sizes), input);
        for (int i = 0; i < result.elements(); i++) {
            var place = NaiveConvolution.coordinates(result.shape(), i);
            for (int axis = 0; axis < rank; axis++) {
                place[axis + 1] = starts[axis] + place[axis + 1] * steps[axis];
            }
            assertThat(result.doubleAt(i)).isEqualTo(input.doubleAt(Fixture.at(input.shape(), place)));
        }
    }

    @Property(tries = 200)
    void padsAddAndRemove(@ForAll long seed) {
        var random = new Random(seed);
        int rank = random.nextInt(1, 5);
        var dimensions = random.ints(rank, 1, 6).toArray();
        var low = new int[rank];
        var high = new int[rank];
        var padded = new int[rank];
        for (int i = 0; i < rank; i++) {
            low[i] = random.nextInt(-Math.min(2, dimensions[i]), 3);
            high[i] = Math.max(random.nextInt(-2, 3), -dimensions[i] - Math.min(0, low[i]));
            padded[i] = dimensions[i] + low[i] + high[i];
        }
        var input = numbered(random, dimensions);
        var result = apply("nn.pad {low = " + array(low) + ", high = " + array(high) + ", value = 99.0 : f64}", type(input, dimensions),
                type(input, padded), input);
        for (int i = 0; i < result.elements(); i++) {
            var place = NaiveConvolution.coordinates(result.shape(), i);
            boolean inside = true;
            for (int axis = 0; axis < rank; axis++) {
                place[axis + 1] -= low[axis];
                inside &= place[axis + 1] >= 0 && place[axis + 1] < dimensions[axis];
            }
            assertThat(result.doubleAt(i)).isEqualTo(inside ? input.doubleAt(Fixture.at(input.shape(), place)) : 99);
        }
    }

    @Test
    void paddingOfQuantizedTensorsIsTheIntegerOfTheValue() {
        var type = "!quant.uniform<i8:f32, 0.5:-3>";
        assertThat(apply("nn.pad {low = array<i64: 1>, high = array<i64: 0>, value = 2.0 : f64}", "tensor<1x" + type + ">",
                "tensor<2x" + type + ">", new ByteTensor(shape(1, 1), new byte[]{7})))
                .isEqualTo(new ByteTensor(shape(1, 2), new byte[]{1, 7}));
    }

    @Test
    void joiningRepeatsWhatDoesNotDependOnTheSample() {
        var block = new FloatTensor(shape(2, 1, 2), new float[]{1, 2, 3, 4});
        var uniform = new FloatTensor(shape(1, 1, 1), new float[]{9});
        assertThat(apply("nn.concat {axis = 1 : i64}", "tensor<1x2xf32>, tensor<1x1xf32>", "tensor<1x3xf32>", block, uniform))
                .isEqualTo(new FloatTensor(shape(2, 1, 3), new float[]{1, 2, 9, 3, 4, 9}));
    }

    @Test
    void joinsAlongAnyAxis() {
        var a = new FloatTensor(shape(1, 2, 1, 2), new float[]{1, 2, 3, 4});
        var b = new FloatTensor(shape(1, 2, 2, 2), new float[]{5, 6, 7, 8, 9, 10, 11, 12});
        assertThat(apply("nn.concat {axis = 1 : i64}", "tensor<2x1x2xf32>, tensor<2x2x2xf32>", "tensor<2x3x2xf32>", a, b))
                .isEqualTo(new FloatTensor(shape(1, 2, 3, 2), new float[]{1, 2, 5, 6, 7, 8, 3, 4, 9, 10, 11, 12}));
    }

    @Test
    void reshapesShareTheirElements() {
        var input = new FloatTensor(shape(3, 2, 2), new float[12]);
        var flat = (FloatTensor) apply("nn.flatten {axis = 0 : i64}", "tensor<2x2xf32>", "tensor<1x4xf32>", input);
        assertThat(flat.shape()).isEqualTo(shape(3, 1, 4));
        assertThat(flat.data()).isSameAs(input.data());
        assertThat(apply("nn.unsqueeze {axes = array<i64: 1>}", "tensor<2x2xf32>", "tensor<2x1x2xf32>", input).shape())
                .isEqualTo(shape(3, 2, 1, 2));
    }
}
