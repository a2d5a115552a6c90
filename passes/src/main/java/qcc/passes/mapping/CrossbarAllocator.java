package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import qcc.chip.Chip;
import qcc.chip.Groups;
import qcc.passes.mapping.CrossbarLayout.Size;

/**
 * Hands out the crossbars of a chip.
 *
 * <p>A block that fills a crossbar's rows and columns takes a crossbar of its own. Where software drives rows, smaller blocks share crossbars: a
 * block goes to the free rectangle that it leaves the least of, the first among equals, and what is left of that is cut in two. The blocks of one
 * unit, and what else computes at the same time, never share a crossbar: their rows fire together. For n free rectangles a block takes O(n).
 */
final class CrossbarAllocator {
    /** Where a block lies: a crossbar of the core, and the first row and weight in it. */
    record Spot(int crossbar, int row, int column) {}

    record Free(int crossbar, int row, int column, int rows, int columns) {
        boolean holds(Size size) {
            return size.rows() <= rows && size.columns() <= columns;
        }

        long waste(Size size) {
            return (long) rows * columns - (long) size.rows() * size.columns();
        }
    }

    private final Chip chip;
    private final boolean sharing;
    private final int[] used;
    private final List<List<Free>> free = new ArrayList<>();

    /**
     * @param sharing whether small blocks may share crossbars where software drives rows
     */
    CrossbarAllocator(Chip chip, boolean sharing) {
        this.chip = chip;
        this.sharing = sharing;
        this.used = new int[chip.coreCount()];
        for (int core = 0; core < used.length; core++) {
            free.add(new ArrayList<>());
        }
    }

    /**
     * Puts neighboring units of a layout on a core, as many as fit.
     *
     * @param step units that are placed together or not at all
     * @return for each unit the places of its blocks
     */
    List<List<Spot>> fill(int core, CrossbarLayout layout, int firstUnit, int endUnit, int step) {
        var result = new ArrayList<List<Spot>>();
        var together = new HashSet<Integer>();
        for (int unit = firstUnit; unit < endUnit; unit += step) {
            var mark = mark(core);
            var spots = new ArrayList<List<Spot>>();
            for (int next = unit; next < Math.min(endUnit, unit + step); next++) {
                place(core, layout, next, together).ifPresent(spots::add);
            }
            if (spots.size() < Math.min(endUnit, unit + step) - unit) {
                reset(core, mark);
                return result;
            }
            result.addAll(spots);
        }
        return result;
    }

    /** Puts all of some units on a core; empty, and nothing is taken, if they do not fit. */
    Optional<List<List<Spot>>> place(int core, CrossbarLayout layout, int firstUnit, int endUnit) {
        if (unused(core) == 0 && free.get(core).isEmpty()) {
            return Optional.empty();
        }
        var mark = mark(core);
        var spots = fill(core, layout, firstUnit, endUnit, 1);
        if (spots.size() < endUnit - firstUnit) {
            reset(core, mark);
            return Optional.empty();
        }
        return Optional.of(spots);
    }

    /** What is taken of a core. */
    record Mark(int used, List<Free> free) {}

    /** What is taken of all cores. */
    record State(List<Mark> cores) {}

    State markAll() {
        return new State(IntStream.range(0, used.length).mapToObj(this::mark).toList());
    }

    void resetAll(State state) {
        for (int core = 0; core < used.length; core++) {
            reset(core, state.cores.get(core));
        }
    }

    private Mark mark(int core) {
        return new Mark(used[core], List.copyOf(free.get(core)));
    }

    private void reset(int core, Mark mark) {
        used[core] = mark.used;
        free.set(core, new ArrayList<>(mark.free));
    }

    private Optional<List<Spot>> place(int core, CrossbarLayout layout, int unit, Set<Integer> together) {
        var spots = new ArrayList<Spot>();
        for (var block : layout.blocks(unit)) {
            var spot = place(core, layout.kind(), block, together);
            if (spot.isEmpty()) {
                return Optional.empty();
            }
            spots.add(spot.get());
        }
        return Optional.of(spots);
    }

    private Optional<Spot> place(int core, CoreKind kind, Size size, Set<Integer> together) {
        var list = free.get(core);
        var best = list.stream().filter(f -> f.holds(size) && !together.contains(f.crossbar))
                .min((a, b) -> Long.compare(a.waste(size), b.waste(size)));
        if (best.isEmpty() && unused(core) == 0) {
            return Optional.empty();
        }
        var area = best.orElseGet(() -> new Free(used[core]++, 0, 0, kind.xbar().rows(), kind.weightColumns()));
        list.remove(area);
        if (sharesCrossbars(kind)) {
            cut(area, size, list);
        }
        together.add(area.crossbar);
        return Optional.of(new Spot(area.crossbar, area.row, area.column));
    }

    private boolean sharesCrossbars(CoreKind kind) {
        return sharing && kind.drivesRows() && kind.core().groups().share() != Groups.Share.ADJACENT;
    }

    /** What is left of an area below a block in all its columns, and beside the block. */
    private static void cut(Free area, Size size, List<Free> list) {
        if (size.rows() < area.rows) {
            list.add(new Free(area.crossbar, area.row + size.rows(), area.column, area.rows - size.rows(), area.columns));
        }
        if (size.columns() < area.columns) {
            list.add(new Free(area.crossbar, area.row, area.column + size.columns(), size.rows(), area.columns - size.columns()));
        }
    }

    /** Crossbars of a core that hold nothing. */
    int unused(int core) {
        return chip.typeOf(core).core().xbars() - used[core];
    }

    /** Crossbars handed out so far, whole or in part. */
    int used() {
        int sum = 0;
        for (int count : used) {
            sum += count;
        }
        return sum;
    }
}
