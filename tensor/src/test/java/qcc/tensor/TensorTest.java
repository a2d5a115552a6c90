package qcc.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {

    @Test
    void shapesKnowStridesAndElements() {
        var shape = Shape.of(2, 3, 4);
        assertThat(shape.strides()).containsExactly(12, 4, 1);
        assertThat(shape.elements()).isEqualTo(24);
        assertThat(shape.elements(1, 3)).isEqualTo(12);
        assertThat(shape.sample()).isEqualTo(Shape.of(3, 4));
        assertThat(shape.sample().withSamples(5)).isEqualTo(Shape.of(5, 3, 4));
        assertThat(shape.with(1, 7)).hasToString("2x7x4");
        assertThat(shape.describeIndex(23)).isEqualTo("[1, 2, 3]");
        assertThat(shape.describeIndex(4)).isEqualTo("[0, 1, 0]");
        assertThat(Shape.of().elements()).isEqualTo(1);
        assertThat(Shape.of(1 << 20, 1 << 20, 0).elements()).isZero();
    }

    @Test
    void refusesShapesThatAreTooLargeOrNegative() {
        assertThat(Shape.of(Integer.MAX_VALUE).elements()).isEqualTo(Integer.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(1 << 16, 1 << 15)).withMessageContaining("2^31-1");
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(2, -1)).withMessageContaining("dimension 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(1L << 32)).withMessageContaining("dimension 0");
    }

    @Test
    void anArrayMustFitItsShape() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IntTensor(Shape.of(2, 3), new int[5]))
                .withMessage("shape [2x3] has 6 elements, the array has 5");
    }

    @Test
    void reshapingSharesTheElements() {
        var tensor = new IntTensor(Shape.of(2, 3), new int[6]);
        var flat = tensor.reshape(Shape.of(6));
        flat.data()[5] = 9;
        assertThat(tensor.data()[5]).isEqualTo(9);
        assertThat(flat.typeText()).isEqualTo("tensor<6xi32>");
        assertThatIllegalArgumentException().isThrownBy(() -> tensor.reshape(Shape.of(7)));
    }

    @ParameterizedTest
    @EnumSource
    void slicesAndJoinsSamples(ElementType type) {
        var tensor = TensorConversion.exact(new IntTensor(Shape.of(4, 2), new int[]{1, 0, 0, 1, 1, 1, 0, 0}), type);
        var middle = tensor.slice(1, 2);
        assertThat(middle.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(middle.doubleAt(0)).isEqualTo(0);
        assertThat(middle.doubleAt(3)).isEqualTo(1);
        assertThat(Tensor.concatenate(List.of(tensor.slice(0, 1), middle, tensor.slice(3, 1)))).isEqualTo(tensor).isEqualTo(tensor.copy());
        assertThat(tensor.slice(1, 1).repeat(3).slice(2, 1)).isEqualTo(tensor.slice(1, 1));
    }

    @Test
    void refusesSamplesThatDoNotFit() {
        var tensor = new IntTensor(Shape.of(2, 3), new int[6]);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> tensor.slice(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> tensor.repeat(2)).withMessageContaining("tensor<2x3xi32>");
        var other = new IntTensor(Shape.of(2, 2), new int[4]);
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.concatenate(List.of(tensor, other)))
                .withMessage("cannot join tensor<2x3xi32> and tensor<2x2xi32> along the first dimension");
    }

    @Test
    void equalityIsThatOfBits() {
        var shape = Shape.of(1);
        assertThat(new FloatTensor(shape, new float[]{Float.NaN})).isEqualTo(new FloatTensor(shape, new float[]{Float.NaN}));
        assertThat(new FloatTensor(shape, new float[]{0f})).isNotEqualTo(new FloatTensor(shape, new float[]{-0f}));
        assertThat((Object) new ByteTensor(shape, new byte[1])).isNotEqualTo(new UnsignedByteTensor(shape, new byte[1]));
        assertThat(new IntTensor(Shape.of(1, 2), new int[2])).isNotEqualTo(new IntTensor(Shape.of(2, 1), new int[2]));
    }

    @Test
    void findsTheFirstNaN() {
        assertThat(new FloatTensor(Shape.of(3), new float[]{0, Float.NaN, Float.NaN}).firstNaN()).hasValue(1);
        assertThat(new DoubleTensor(Shape.of(2), new double[]{0, Double.POSITIVE_INFINITY}).firstNaN()).isEmpty();
    }

    @Test
    void measuresDifferences() {
        var a = new FloatTensor(Shape.of(4), new float[]{3, 4, Float.POSITIVE_INFINITY, -0f});
        var b = new FloatTensor(Shape.of(4), new float[]{3, 4.5f, Float.POSITIVE_INFINITY, 0f});
        assertThat(TensorComparison.maxAbsoluteDifference(a, b)).isEqualTo(0.5);
        assertThat(TensorComparison.firstDifference(a, b)).hasValue(1);
        assertThat(TensorComparison.firstDifference(a, a)).isEmpty();
        var bytes = new ByteTensor(Shape.of(1), new byte[]{-1});
        assertThat(TensorComparison.firstDifference(bytes, new UnsignedByteTensor(Shape.of(1), new byte[]{-1}))).hasValue(0);
        assertThat(TensorComparison.firstDifference(bytes, new IntTensor(Shape.of(1), new int[]{-1}))).isEmpty();
        assertThat(TensorComparison.maxAbsoluteDifference(bytes, new FloatTensor(Shape.of(1), new float[]{Float.NaN}))).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> TensorComparison.firstDifference(a, bytes))
                .withMessageContaining("tensor<4xf32>");
    }

    @Test
    void measuresQuantizationNoise() {
        var reference = new FloatTensor(Shape.of(2), new float[]{30, 40});
        assertThat(TensorComparison.signalToQuantizationNoise(reference, new IntTensor(Shape.of(2), new int[]{33, 36}))).isEqualTo(20);
        assertThat(TensorComparison.signalToQuantizationNoise(reference, reference)).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
