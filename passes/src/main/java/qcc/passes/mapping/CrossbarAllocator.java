package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.chip.Chip;

/**
 * Hands out the crossbars of a chip.
 *
 * <p>Work that fits one core stays on one: the first that has room. Other work goes to the cores in ascending order, so that each core gets
 * neighboring parts.
 */
final class CrossbarAllocator {
    /**
     * Crossbars of one core, side by side.
     *
     * @param first the first crossbar
     * @param units how many units of work they hold
     */
    record Share(int core, int first, int units) {}

    private final Chip chip;
    private final int[] used;

    CrossbarAllocator(Chip chip) {
        this.chip = chip;
        this.used = new int[chip.coreCount()];
    }

    /**
     * Crossbars for a number of units.
     *
     * @param cost crossbars of one unit, which stay on one core
     * @param most units that one core can take at most
     * @return the shares in the order of the units; empty if the chip has not enough free crossbars
     */
    Optional<List<Share>> allocate(int units, int cost, int most) {
        if (units <= most) {
            for (int core = 0; core < used.length; core++) {
                if (free(core) >= (long) units * cost) {
                    return Optional.of(List.of(take(core, units, cost)));
                }
            }
        }
        return spread(units, cost, most);
    }

    private Optional<List<Share>> spread(int units, int cost, int most) {
        var before = used.clone();
        var shares = new ArrayList<Share>();
        int left = units;
        for (int core = 0; core < used.length && left > 0; core++) {
            int fitting = Math.min(Math.min(left, most), free(core) / cost);
            if (fitting > 0) {
                shares.add(take(core, fitting, cost));
                left -= fitting;
            }
        }
        if (left > 0) {
            System.arraycopy(before, 0, used, 0, used.length);
            return Optional.empty();
        }
        return Optional.of(shares);
    }

    private Share take(int core, int units, int cost) {
        var share = new Share(core, used[core], units);
        used[core] += units * cost;
        return share;
    }

    private int free(int core) {
        return chip.typeOf(core).core().xbars() - used[core];
    }

    /** Crossbars handed out so far. */
    int used() {
        int sum = 0;
        for (int count : used) {
            sum += count;
        }
        return sum;
    }
}
