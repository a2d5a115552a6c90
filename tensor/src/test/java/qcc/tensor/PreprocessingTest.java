package qcc.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import qcc.tensor.Preprocessing.Layout;

class PreprocessingTest {

    @Test
    void normalizesEachChannelInSinglePrecision() {
        var preprocessing = new Preprocessing(255, new double[]{0.485, 0.456}, new double[]{0.229, 0.224}, Layout.NCHW);
        var block = new UnsignedByteTensor(Shape.of(2, 2, 1, 2), new byte[]{0, -1, 7, 8, 1, 2, 3, 4});
        var result = preprocessing.apply(block);
        assertThat(result.shape()).isEqualTo(block.shape());
        assertThat(result.data()).containsExactly((0 / 255f - 0.485f) / 0.229f, (255 / 255f - 0.485f) / 0.229f,
                (7 / 255f - 0.456f) / 0.224f,
                (8 / 255f - 0.456f) / 0.224f, (1 / 255f - 0.485f) / 0.229f, (2 / 255f - 0.485f) / 0.229f, (3 / 255f - 0.456f) / 0.224f,
                (4 / 255f - 0.456f) / 0.224f);
    }

    @Test
    void movesChannelsToTheFront() {
        var preprocessing = new Preprocessing(1, new double[]{0, 100, 200}, new double[]{1}, Layout.NHWC);
        var block = new FloatTensor(Shape.of(2, 1, 2, 3), new float[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        var result = preprocessing.apply(block);
        assertThat(result.shape()).isEqualTo(Shape.of(2, 3, 1, 2));
        assertThat(result.data()).containsExactly(1, 4, -98, -95, -197, -194, 7, 10, -92, -89, -191, -188);
        assertThat(preprocessing.sampleShape(Shape.of(1, 2, 3))).isEqualTo(Shape.of(3, 1, 2));
    }

    @Test
    void noneKeepsEveryBit() {
        var block = new FloatTensor(Shape.of(1, 4), new float[]{0.1f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE});
        assertThat(Preprocessing.NONE.apply(block)).isEqualTo(block);
        var scalars = new FloatTensor(Shape.of(2), new float[]{1, 2});
        assertThat(Preprocessing.NONE.apply(scalars)).isEqualTo(scalars);
    }

    @Test
    void refusesParametersThatDoNotFit() {
        var three = new Preprocessing(1, new double[]{0, 0, 0}, new double[]{1}, Layout.NHWC);
        assertThatIllegalArgumentException().isThrownBy(() -> three.apply(new FloatTensor(Shape.of(1, 3, 2, 2), new float[12])))
                .withMessage("3 means for 2 channels of samples 3x2x2 in nhwc order");
        assertThatIllegalArgumentException().isThrownBy(() -> new Preprocessing(0, new double[]{0}, new double[]{1}, Layout.NCHW))
                .withMessageContaining("scale").withMessageContaining("0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Preprocessing(1, new double[]{0}, new double[]{1, 0}, Layout.NCHW))
                .withMessageContaining("standard deviation");
        assertThatIllegalArgumentException().isThrownBy(() -> new Preprocessing(1, new double[]{1e39}, new double[]{1}, Layout.NCHW))
                .withMessageContaining("mean");
        assertThatIllegalArgumentException().isThrownBy(() -> new Preprocessing(1, new double[0], new double[]{1}, Layout.NCHW))
                .withMessageContaining("at least one");
    }

    @Test
    void isAValue() {
        var one = new Preprocessing(2, new double[]{1}, new double[]{3}, Layout.NCHW);
        assertThat(one).isEqualTo(new Preprocessing(2, new double[]{1}, new double[]{3}, Layout.NCHW)).isNotEqualTo(Preprocessing.NONE)
                .hasToString("(x / 2.0 - [1.0]) / [3.0], NCHW");
        one.mean()[0] = 5;
        assertThat(one.mean()).containsExactly(1);
    }
}
