package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.chip.Chip;
import qcc.passes.mapping.PlacedProduct.Piece;

/**
 * Puts products on the crossbars of an empty chip one after the other, each once and in as few crossbars as possible. This is what decides whether
 * operations fit the chip together.
 *
 * <p>A product that fits one core goes to the first that has room. Another one goes to cores of one kind in ascending order, so that each gets
 * neighboring parts. Kinds are tried in the order of the time that the product takes on them.
 */
final class FirstFit {
    private final List<CoreKind> kinds;
    private final CostModel costs;
    private final CrossbarAllocator allocator;

    FirstFit(Chip chip, List<CoreKind> kinds) {
        this.kinds = kinds;
        this.costs = new CostModel(chip);
        this.allocator = new CrossbarAllocator(chip, true);
    }

    CrossbarAllocator allocator() {
        return allocator;
    }

    /** The smallest cuts of a product on the kinds of cores that can hold it, the fastest first. */
    static List<CrossbarLayout> layouts(ProductShape shape, List<CoreKind> kinds, CostModel costs) {
        var layouts = new ArrayList<CrossbarLayout>();
        kinds.forEach(kind -> CrossbarLayouts.smallest(shape, kind).ifPresent(layouts::add));
        if (layouts.size() > 1) {
            layouts.sort((a, b) -> Long.compare(time(a, costs), time(b, costs)));
        }
        return layouts;
    }

    static long time(CrossbarLayout layout, CostModel costs) {
        return costs.product(layout.kind().cores().getFirst(), layout, 0, layout.units(), layout.shape().rows().outputs(), 1);
    }

    /** Places a product; empty, and nothing is taken, if the free crossbars do not hold it. */
    Optional<PlacedProduct> place(ProductShape shape) {
        var layouts = layouts(shape, kinds, costs);
        for (var layout : layouts) {
            var placed = onOneCore(layout);
            if (placed.isPresent()) {
                return placed;
            }
        }
        return layouts.stream().flatMap(layout -> spread(layout).stream()).findFirst();
    }

    private Optional<PlacedProduct> onOneCore(CrossbarLayout layout) {
        for (int core : layout.kind().cores()) {
            var spots = allocator.place(core, layout, 0, layout.units());
            if (spots.isPresent()) {
                var piece = new Piece(core, 0, layout.shape().rows().outputs(), 0, layout.units(), List.of(spots.get()));
                return Optional.of(new PlacedProduct(layout, List.of(piece)));
            }
        }
        return Optional.empty();
    }

    private Optional<PlacedProduct> spread(CrossbarLayout layout) {
        var before = allocator.markAll();
        var pieces = new ArrayList<Piece>();
        int unit = 0;
        for (int core : layout.kind().cores()) {
            if (unit < layout.units()) {
                var spots = allocator.fill(core, layout, unit, layout.units(), layout.unitsTogether());
                if (!spots.isEmpty()) {
                    pieces.add(new Piece(core, 0, layout.shape().rows().outputs(), unit, unit + spots.size(), List.of(spots)));
                    unit += spots.size();
                }
            }
        }
        if (unit < layout.units()) {
            allocator.resetAll(before);
            return Optional.empty();
        }
        return Optional.of(new PlacedProduct(layout, pieces));
    }
}
