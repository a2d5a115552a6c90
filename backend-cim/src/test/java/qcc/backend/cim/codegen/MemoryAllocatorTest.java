package qcc.backend.cim.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MemoryAllocatorTest {
    @Provide
    Arbitrary<List<LiveRange>> ranges() {
        var from = Arbitraries.integers().between(-1, 12);
        var range = Combinators.combine(Arbitraries.longs().between(0, 200), from, Arbitraries.integers().between(0, 6))
                .as((bytes, first, length) -> new LiveRange(bytes, first, first + length));
        return range.list().ofMaxSize(25);
    }

    @Property
    void whatLivesTogetherLiesApart(@ForAll("ranges") List<LiveRange> ranges, @ForAll @LongRange(min = 0, max = 1000) long base) {
        var addresses = MemoryAllocator.allocate(ranges, base);
        for (int i = 0; i < ranges.size(); i++) {
            assertThat(addresses[i]).isGreaterThanOrEqualTo(base);
            assertThat(addresses[i] % MemoryAllocator.ALIGNMENT).isZero();
            for (int j = 0; j < i; j++) {
                boolean apart = addresses[i] + ranges.get(i).bytes() <= addresses[j]
                        || addresses[j] + ranges.get(j).bytes() <= addresses[i];
                assertThat(apart || !ranges.get(i).meets(ranges.get(j))).as("%s and %s", ranges.get(i), ranges.get(j)).isTrue();
            }
        }
    }

    /** No more than laying everything end to end, and no less than what lives at once. */
    @Property
    void memoryIsBounded(@ForAll("ranges") List<LiveRange> ranges) {
        var addresses = MemoryAllocator.allocate(ranges, 0);
        long end = 0;
        long all = 0;
        for (int i = 0; i < addresses.length; i++) {
            end = Math.max(end, addresses[i] + ranges.get(i).bytes());
            all += MemoryAllocator.align(ranges.get(i).bytes());
        }
        assertThat(end).isLessThanOrEqualTo(all);
        for (int step = -1; step < 20; step++) {
            int now = step;
            long live = ranges.stream().filter(r -> r.from() <= now && now <= r.to()).mapToLong(LiveRange::bytes).sum();
            assertThat(end).isGreaterThanOrEqualTo(live);
        }
    }

    @Test
    void rangesThatNeverMeetShareMemory() {
        var ranges = List.of(new LiveRange(100, 0, 1), new LiveRange(64, 2, 3), new LiveRange(10, 1, 2));
        assertThat(MemoryAllocator.allocate(ranges, 20)).containsExactly(32, 32, 144);
    }

    /** A value read in the step that writes another still lives. */
    @Test
    void rangesThatTouchInOneStepMeet() {
        assertThat(new LiveRange(1, 0, 2).meets(new LiveRange(1, 2, 3))).isTrue();
        assertThat(new LiveRange(1, 0, 2).meets(new LiveRange(1, 3, 3))).isFalse();
        assertThatThrownBy(() -> new LiveRange(1, 3, 2)).hasMessage("not a live range: 1 bytes from 3 to 2");
    }
}
