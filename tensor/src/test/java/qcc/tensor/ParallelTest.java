package qcc.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void runsEachTaskOnce(int threads) {
        try (var parallel = new Parallel(threads)) {
            for (var tasks : new int[]{0, 1, 2, 1000}) {
                var runs = new AtomicIntegerArray(1000);
                parallel.forEach(tasks, runs::incrementAndGet);
                for (var i = 0; i < 1000; i++) {
                    assertThat(runs.get(i)).isEqualTo(i < tasks ? 1 : 0);
                }
            }
        }
    }

    @Test
    void tasksMayRunTasks() {
        try (var parallel = new Parallel(2)) {
            var runs = new AtomicIntegerArray(64);
            parallel.forEach(8, outer -> parallel.forEach(8, inner -> runs.incrementAndGet(8 * outer + inner)));
            for (var i = 0; i < 64; i++) {
                assertThat(runs.get(i)).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void reportsTheFirstFailureInTaskOrder(int threads) {
        try (var parallel = new Parallel(threads)) {
            for (var repetition = 0; repetition < 100; repetition++) {
                assertThatThrownBy(() -> parallel.forEach(50, i -> {
                    if (i >= 7) {
                        throw new IllegalStateException("task " + i);
                    }
                })).isInstanceOf(IllegalStateException.class).hasMessage("task 7");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "", "99999"})
    void refusesOtherThreadCounts(String property) {
        assertThatIllegalArgumentException().isThrownBy(() -> Parallel.threads(property)).withMessageContaining("'" + property + "'")
                .withMessageContaining("qcc.threads");
    }

    @Test
    void threadCountDefaultsToTheProcessors() {
        assertThat(Parallel.threads(null)).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(Parallel.threads("12")).isEqualTo(12);
    }
}
