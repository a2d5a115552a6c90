package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import qcc.chip.ControlLevel;
import qcc.passes.mapping.DraftPlan.Choice;
import qcc.passes.mapping.DraftPlan.Part;

/**
 * Gives products copies while crossbars are left: replicas in a core, copies of whole products on other cores, or positions made at once.
 *
 * <p>A step takes, of all ways to use some more crossbars, the one after which the product takes the least time by the model; it must save one part
 * in a hundred. A product that cannot be made faster is left. The number of steps is at most that of the crossbars, each takes O(cores log cores).
 */
final class Replication {
    private static final double WORTHWHILE = 0.99;

    private final DraftPlan plan;
    private final ControlLevel level;
    private final double programCycles;

    /**
     * @param level what software drives: copies on other cores, also replicas, also positions made at once
     * @param programCycles cycles to program one crossbar that a copy must save; 0 where crossbars are programmed once for all
     */
    Replication(DraftPlan plan, ControlLevel level, double programCycles) {
        this.plan = plan;
        this.level = level;
        this.programCycles = programCycles;
    }

    /** Gives a copy to the slowest product again and again. */
    void balance() {
        var queue = new PriorityQueue<long[]>((a, b) -> a[0] != b[0] ? Long.compare(b[0], a[0]) : Long.compare(a[1], b[1]));
        for (int product : plan.products()) {
            queue.add(new long[]{plan.time(plan.choice(product)), product});
        }
        while (!queue.isEmpty()) {
            int product = (int) queue.poll()[1];
            if (grow(product)) {
                queue.add(new long[]{plan.time(plan.choice(product)), product});
            }
        }
    }

    /** How many positions a product should make at the same time. */
    interface Target {
        long of(ProductShape shape);
    }

    /** Gives copies to all products until they make as many positions at the same time as they should, as far as possible. */
    void grow(Target target) {
        for (int product : plan.products()) {
            long wanted = target.of(plan.stages().get(product).shape().orElseThrow());
            while (plan.choice(product).speed() < wanted && grow(product)) {
                continue;
            }
        }
    }

    private boolean grow(int product) {
        var present = plan.choice(product);
        Choice best = null;
        double limit = WORTHWHILE * plan.time(present);
        for (var candidate : candidates(product, present)) {
            double time = plan.time(candidate);
            if (time < limit && time + programming(candidate) < plan.time(present) + programming(present)) {
                best = candidate;
                limit = time;
            }
        }
        if (best != null) {
            plan.choose(product, best);
        }
        return best != null;
    }

    private double programming(Choice choice) {
        double most = 0;
        for (var copy : choice.copies()) {
            for (var part : copy) {
                most = Math.max(most, choice.crossbars(part) * programCycles);
            }
        }
        return most;
    }

    /** Replicas first, which move no more bytes; then wider products; then copies on other cores. */
    private List<Choice> candidates(int product, Choice present) {
        var result = new ArrayList<Choice>();
        if (level != ControlLevel.CORE) {
            int replicas = moreReplicas(present);
            if (replicas > present.replicas()) {
                addIfRoom(new Choice(present.layout(), replicas, present.copies()), present, result);
            }
        }
        if (level == ControlLevel.WORDLINE) {
            wider(product, present, result);
        }
        if (present.copies().size() < present.layout().shape().rows().outputs()) {
            var taken = present.copies().stream().flatMap(List::stream).map(Part::core).toList();
            plan.room(present.layout(), present.replicas(), taken).ifPresent(copy -> {
                var copies = new ArrayList<>(present.copies());
                copies.add(copy);
                result.add(new Choice(present.layout(), present.replicas(), copies));
            });
        }
        return result;
    }

    /** The next number of replicas that takes fewer rounds for the positions of one instruction. */
    private static int moreReplicas(Choice present) {
        int positions = CostModel.positionsAtOnce(present.layout());
        int most = Math.min(positions, mostReplicas(present.layout()));
        int rounds = Math.ceilDiv(positions, present.replicas());
        return rounds == 1 ? present.replicas() : Math.min(Math.max(most, present.replicas()), Math.ceilDiv(positions, rounds - 1));
    }

    /** More cannot compute at once. */
    private static int mostReplicas(CrossbarLayout layout) {
        int blocks = layout.groups(0, layout.units()).stream().mapToInt(layout::rowBlocks).max().orElseThrow();
        return Math.max(1, layout.kind().core().issue().maxParallelGroups() / blocks);
    }

    private void wider(int product, Choice present, List<Choice> result) {
        if (present.copies().stream().anyMatch(copy -> copy.size() > 1)) {
            return;
        }
        long now = present.layout().crossbars() * present.replicas();
        for (var layout : plan.layouts(product)) {
            if (layout != present.layout() && layout.kind() == present.layout().kind()
                    && layout.crossbars() <= layout.kind().core().xbars()) {
                int replicas = (int) Math.max(1, Math.min((now + present.layout().crossbars()) / layout.crossbars(),
                        Math.min(CostModel.positionsAtOnce(layout), mostReplicas(layout))));
                var copies = present.copies().stream().map(copy -> List.of(new Part(copy.getFirst().core(), 0, layout.units()))).toList();
                addIfRoom(new Choice(layout, replicas, copies), present, result);
            }
        }
    }

    /** Adds a choice on the cores of the present one. */
    private void addIfRoom(Choice choice, Choice present, List<Choice> result) {
        for (int copy = 0; copy < choice.copies().size(); copy++) {
            for (int i = 0; i < choice.copies().get(copy).size(); i++) {
                var part = choice.copies().get(copy).get(i);
                if (choice.crossbars(part) - present.crossbars(present.copies().get(copy).get(i)) > plan.free(part.core())) {
                    return;
                }
            }
        }
        result.add(choice);
    }
}
