package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import qcc.chip.Chip;
import qcc.chip.ControlLevel;
import qcc.ir.Op;
import qcc.passes.mapping.DraftPlan.Choice;
import qcc.passes.mapping.DraftPlan.Part;
import qcc.passes.mapping.PlacedProduct.Piece;

/**
 * Decides where the operations of a segment run, and in how many copies.
 *
 * <p>The first plan is that of {@link FirstFit}, with which segmentation counts. Others spread the products over the cores, the slowest first to the
 * core that does least, and then give them copies: to the slowest again and again, to all alike, or in proportion to their positions; at each level
 * of control that the chip has, the coarsest first. A plan replaces a simpler one if the model says that it is clearly faster. The best is improved by
 * moving parts from core to core.
 */
final class SegmentPlanner {
    /** An operation does not fit; the message completes {@code 'name' op ...}. */
    static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Op op;

        FullException(Op op, String message) {
            super(message);
            this.op = op;
        }

        /** The operation. */
        Op op() {
            return op;
        }
    }

    /**
     * What a plan is made for.
     *
     * @param replicate whether crossbars that are left take copies
     * @param reloads whether crossbars are programmed anew for every block of samples, because there are other segments
     */
    record Request(Objective objective, boolean replicate, boolean reloads) {}

    private static final int MOST_TRIALS = 4000;
    private static final int PASSES = 2;

    private final Chip chip;
    private final Request request;
    private final List<CoreKind> kinds;
    private final CostModel costs;
    private List<Stage> stages = List.of();
    private List<List<CrossbarLayout>> layouts = List.of();

    SegmentPlanner(Chip chip, Request request) {
        this.chip = chip;
        this.request = request;
        this.kinds = CoreKind.of(chip);
        this.costs = new CostModel(chip);
    }

    /**
     * The plan for the operations of a segment, in their order.
     *
     * @throws FullException if they do not fit the chip together
     */
    SegmentPlan plan(List<Op> ops) {
        var fit = new FirstFit(chip, kinds);
        var placed = new HashMap<Op, PlacedProduct>();
        for (var op : ops) {
            ProductShape.of(op).ifPresent(shape -> placed.put(op, fit.place(shape).orElseThrow(() -> full(op, fit))));
        }
        stages = stages(ops);
        layouts = stages.stream().map(this::layouts).toList();
        var simple = firstFit(placed);
        var best = best(simple);
        return best == simple ? plan(simple, placed, fit.allocator().used()) : placed(best);
    }

    private static List<Stage> stages(List<Op> ops) {
        var numbers = new HashMap<Op, Integer>();
        var result = new ArrayList<Stage>();
        for (var op : ops) {
            var producers = op.operands().stream().map(v -> v.definingOp() == null ? null : numbers.get(v.definingOp()))
                    .filter(n -> n != null).toList();
            numbers.put(op, result.size());
            result.add(Stage.of(op, producers));
        }
        return result;
    }

    private List<CrossbarLayout> layouts(Stage stage) {
        if (stage.shape().isEmpty()) {
            return List.of();
        }
        var result = new ArrayList<CrossbarLayout>();
        FirstFit.layouts(stage.shape().get(), kinds, costs)
                .forEach(smallest -> result.addAll(CrossbarLayouts.all(stage.shape().get(), smallest.kind())));
        return result;
    }

    private DraftPlan empty() {
        return new DraftPlan(stages, layouts, costs,
                IntStream.range(0, chip.coreCount()).map(c -> chip.typeOf(c).core().xbars()).toArray());
    }

    /** Operations of the vector unit stay where their first input is made. */
    private DraftPlan firstFit(Map<Op, PlacedProduct> placed) {
        var draft = empty();
        var cores = new int[stages.size()];
        for (int i = 0; i < stages.size(); i++) {
            var product = placed.get(stages.get(i).op());
            if (product != null) {
                var parts = product.pieces().stream().map(p -> new Part(p.core(), p.firstUnit(), p.endUnit())).toList();
                draft.choose(i, new Choice(product.layout(), 1, List.of(parts)));
                cores[i] = parts.getFirst().core();
            } else {
                var producers = stages.get(i).producers();
                cores[i] = producers.isEmpty() ? 0 : cores[producers.getFirst()];
                draft.chooseVector(i, cores[i]);
            }
        }
        return draft;
    }

    private DraftPlan best(DraftPlan simple) {
        var best = best(ControlLevel.CORE, simple);
        for (var level : List.of(ControlLevel.CROSSBAR, ControlLevel.WORDLINE)) {
            if (level.compareTo(chip.control()) <= 0) {
                var finer = best(level, simple);
                if (finer.score().isWorthFinerControl(best.score(), request.objective())) {
                    best = finer;
                }
            }
        }
        return best == simple ? simple : improve(best);
    }

    private DraftPlan best(ControlLevel level, DraftPlan simple) {
        var best = simple;
        for (var draft : drafts(level)) {
            assignVectors(draft);
            if (draft.score().isClearlyBetter(best.score(), simple.score(), request.objective())) {
                best = draft;
            }
        }
        return best;
    }

    private List<DraftPlan> drafts(ControlLevel level) {
        var result = new ArrayList<DraftPlan>();
        spread(level).ifPresent(result::add);
        if (request.replicate() && !result.isEmpty()) {
            var balanced = spread(level).orElseThrow();
            replication(balanced, level).balance();
            result.add(balanced);
            long largest = stages.stream().flatMap(s -> s.shape().stream()).mapToLong(ProductShape::positions).max().orElse(1);
            for (long factor = 2; factor <= largest; factor *= 4) {
                long times = factor;
                var uniform = spread(level).orElseThrow();
                replication(uniform, level).grow(_ -> times);
                result.add(uniform);
                var proportional = spread(level).orElseThrow();
                replication(proportional, level).grow(shape -> Math.max(1, shape.positions() * times / largest));
                result.add(proportional);
            }
        }
        return result;
    }

    private Replication replication(DraftPlan draft, ControlLevel level) {
        var xbar = chip.xbar();
        double ns = request.reloads() ? xbar.write().programNs(xbar.rows(), xbar.cols()) : 0;
        return new Replication(draft, level, ns * chip.clockMhz() / 1000);
    }

    /** Every product once, the slowest first, on the cores that do least; empty if whole crossbars do not suffice for that. */
    private Optional<DraftPlan> spread(ControlLevel level) {
        var draft = empty();
        var order = Arrays.stream(draft.products()).boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> -time(layouts.get(i).getFirst())).thenComparing(i -> i)).toList();
        for (int product : order) {
            var choice = beginnings(product, level).stream()
                    .flatMap(layout -> draft.room(layout, 1, List.of()).stream().map(parts -> new Choice(layout, 1, List.of(parts))))
                    .findFirst();
            if (choice.isEmpty()) {
                return Optional.empty();
            }
            draft.choose(product, choice.get());
        }
        return Optional.of(draft);
    }

    /** The ways to begin with: of each kind of cores the smallest, and where software drives rows what is faster in no more crossbars. */
    private List<CrossbarLayout> beginnings(int product, ControlLevel level) {
        var result = new ArrayList<CrossbarLayout>();
        for (var kind : kinds) {
            var all = layouts.get(product).stream().filter(layout -> layout.kind() == kind).toList();
            if (!all.isEmpty()) {
                long most = all.getFirst().crossbars();
                result.add(level == ControlLevel.WORDLINE
                        ? all.stream().filter(layout -> layout.crossbars() <= most).min(Comparator.comparingLong(this::time)).orElseThrow()
                        : all.getFirst());
            }
        }
        result.sort(Comparator.comparingLong(this::time));
        return result;
    }

    private long time(CrossbarLayout layout) {
        return FirstFit.time(layout, costs);
    }

    private void assignVectors(DraftPlan draft) {
        for (int i = 0; i < stages.size(); i++) {
            if (!draft.isProduct(i)) {
                int core = IntStream.range(0, chip.coreCount()).boxed()
                        .min(Comparator.<Integer>comparingLong(draft::load).thenComparingLong(c -> costs.hopBytes(c, 1))).orElseThrow();
                draft.chooseVector(i, core);
            }
        }
    }

    /** Moves parts of products to other cores while that makes the plan better. */
    private DraftPlan improve(DraftPlan draft) {
        var score = draft.score();
        int trials = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            for (int product : draft.products()) {
                for (int copy = 0; copy < draft.choice(product).copies().size(); copy++) {
                    for (int core : draft.choice(product).layout().kind().cores()) {
                        var present = draft.choice(product);
                        var moved = moved(draft, present, copy, core);
                        if (moved.isPresent() && trials++ < MOST_TRIALS) {
                            draft.choose(product, moved.get());
                            var next = draft.score();
                            if (next.isBetter(score, request.objective())) {
                                score = next;
                            } else {
                                draft.choose(product, present);
                            }
                        }
                    }
                }
            }
        }
        return draft;
    }

    private static Optional<Choice> moved(DraftPlan draft, Choice choice, int copy, int core) {
        var parts = choice.copies().get(copy);
        boolean taken = choice.copies().stream().flatMap(List::stream).anyMatch(part -> part.core() == core);
        if (parts.size() > 1 || taken || choice.crossbars(parts.getFirst()) > draft.free(core)) {
            return Optional.empty();
        }
        var copies = new ArrayList<>(choice.copies());
        copies.set(copy, List.of(new Part(core, parts.getFirst().firstUnit(), parts.getFirst().endUnit())));
        return Optional.of(new Choice(choice.layout(), choice.replicas(), copies));
    }

    /** The crossbars of a draft. */
    private SegmentPlan placed(DraftPlan draft) {
        var allocator = new CrossbarAllocator(chip, false);
        var products = new HashMap<Op, PlacedProduct>();
        for (int product : draft.products()) {
            var choice = draft.choice(product);
            var pieces = new ArrayList<Piece>();
            for (int copy = 0; copy < choice.copies().size(); copy++) {
                for (var part : choice.copies().get(copy)) {
                    var replicas = IntStream.range(0, choice.replicas())
                            .mapToObj(_ -> allocator.place(part.core(), choice.layout(), part.firstUnit(), part.endUnit()).orElseThrow())
                            .toList();
                    pieces.add(
                            new Piece(part.core(), choice.firstRow(copy), choice.rows(copy), part.firstUnit(), part.endUnit(), replicas));
                }
            }
            products.put(stages.get(product).op(), new PlacedProduct(choice.layout(), pieces));
        }
        return plan(draft, products, allocator.used());
    }

    private SegmentPlan plan(DraftPlan draft, Map<Op, PlacedProduct> products, int crossbars) {
        var cores = new HashMap<Op, Integer>();
        for (int i = 0; i < stages.size(); i++) {
            if (!draft.isProduct(i)) {
                cores.put(stages.get(i).op(), draft.vectorCore(i));
            }
        }
        return new SegmentPlan(products, cores, crossbars);
    }

    private FullException full(Op op, FirstFit fit) {
        if (SumParts.of(op, chip).isPresent()) {
            return new FullException(op,
                    "has sums over more rows than chip '%s' holds at once; the pass partition makes them in parts".formatted(chip.arch()));
        }
        var demand = CrossbarDemand.of(op, chip);
        long needed = demand.map(CrossbarDemand::crossbars).orElse(0L);
        int together = demand.map(CrossbarDemand::crossbarsPerUnit).orElse(0);
        return new FullException(op,
                "needs %d crossbars, %d of which must be on one core, but %d of the %d crossbars of chip '%s' are taken; use a chip with more crossbars"
                        .formatted(needed, together, fit.allocator().used(), chip.xbarCount(), chip.arch()));
    }
}
