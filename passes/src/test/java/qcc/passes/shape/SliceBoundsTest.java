package qcc.passes.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import qcc.ir.Shape;

class SliceBoundsTest {
    /** The elements that Python's {@code range(size)[start:end:step]} takes. */
    private static List<Long> python(long size, long start, long end, long step) {
        long from = start < 0 ? start + size : start;
        long to = end < 0 ? end + size : end;
        from = step > 0 ? Math.max(0, Math.min(size, from)) : Math.max(-1, Math.min(size - 1, from));
        to = step > 0 ? Math.max(0, Math.min(size, to)) : Math.max(-1, Math.min(size - 1, to));
        var taken = new ArrayList<Long>();
        for (long i = from; step > 0 ? i < to : i > to; i += step) {
            taken.add(i);
        }
        return taken;
    }

    @Property
    void takesWhatPythonTakes(@ForAll @IntRange(max = 7) int size, @ForAll @IntRange(min = -9, max = 9) int start,
            @ForAll @IntRange(min = -9, max = 9) int end, @ForAll @IntRange(min = -4, max = 4) int step) {
        Assume.that(step != 0);
        var bounds = new SliceBounds(Shape.of(3, size));
        bounds.cut(-1, start, end, step);
        var taken = new ArrayList<Long>();
        for (long i = 0; i < bounds.sizes()[1]; i++) {
            taken.add(bounds.starts()[1] + i * bounds.steps()[1]);
        }
        assertThat(taken).isEqualTo(python(size, start, end, step));
        assertThat(bounds.sizes()[0]).isEqualTo(3);
    }

    @Test
    void clampsTheLargestBounds() {
        var bounds = new SliceBounds(Shape.of(5));
        bounds.cut(0, Long.MAX_VALUE, Long.MIN_VALUE, -1);
        assertThat(bounds.starts()).containsExactly(4);
        assertThat(bounds.sizes()).containsExactly(5);
    }

    @Test
    void refusesOtherAxesAndStepsOfZero() {
        var bounds = new SliceBounds(Shape.of(5));
        assertThatThrownBy(() -> bounds.cut(1, 0, 1, 1)).hasMessage("slices the axis 1 of a tensor of rank 1");
        assertThatThrownBy(() -> bounds.cut(0, 0, 1, 0)).hasMessage("has a step of 0 on axis 0");
    }
}
