package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A plan while it is made: crossbars are counted, not yet chosen. */
final class DraftPlan {
    /** Inferences after which a plan runs at an even pace. */
    private static final int INFERENCES = 5;

    /** Neighboring units on a core. */
    record Part(int core, int firstUnit, int endUnit) {}

    /**
     * How a product is made.
     *
     * @param replicas copies in each core
     * @param copies copies over the rows of the result, which divide these evenly; each has all units
     */
    record Choice(CrossbarLayout layout, int replicas, List<List<Part>> copies) {
        Choice {
            copies = List.copyOf(copies);
        }

        int crossbars(Part part) {
            return (part.endUnit - part.firstUnit) * layout.crossbarsPerUnit() * replicas;
        }

        /** The first row of a copy; that of the copy behind the last is the number of rows. */
        int firstRow(int copy) {
            return (int) ((long) layout.shape().rows().outputs() * copy / copies.size());
        }

        int rows(int copy) {
            return firstRow(copy + 1) - firstRow(copy);
        }

        /** How many positions are made at the same time at most. */
        long speed() {
            return (long) replicas * copies.size() * layout.joined();
        }
    }

    private final List<Stage> stages;
    private final CostModel costs;
    private final List<List<CrossbarLayout>> layouts;
    private final Choice[] choices;
    /** What is known of each product's choice. */
    private final Figures[] figures;
    private final int[] vectorCores;
    private final int[] free;
    private final long[] load;

    /**
     * An empty plan.
     *
     * @param layouts for each stage the ways to cut it, the first for a start; none for operations of the vector unit
     * @param free crossbars of each core
     */
    DraftPlan(List<Stage> stages, List<List<CrossbarLayout>> layouts, CostModel costs, int[] free) {
        this.stages = stages;
        this.layouts = layouts;
        this.costs = costs;
        this.choices = new Choice[stages.size()];
        this.figures = new Figures[stages.size()];
        this.vectorCores = new int[stages.size()];
        this.free = free.clone();
        this.load = new long[free.length];
    }

    List<Stage> stages() {
        return stages;
    }

    List<CrossbarLayout> layouts(int stage) {
        return layouts.get(stage);
    }

    Choice choice(int stage) {
        return choices[stage];
    }

    int vectorCore(int stage) {
        return vectorCores[stage];
    }

    int free(int core) {
        return free[core];
    }

    long load(int core) {
        return load[core];
    }

    CostModel costs() {
        return costs;
    }

    boolean isProduct(int stage) {
        return !layouts.get(stage).isEmpty();
    }

    /** Replaces what was chosen for a product. */
    void choose(int stage, Choice choice) {
        if (choices[stage] != null) {
            account(choices[stage], figures[stage], -1);
        }
        choices[stage] = choice;
        figures[stage] = figures(choice);
        account(choice, figures[stage], 1);
    }

    private void account(Choice choice, Figures known, int sign) {
        int number = 0;
        for (var parts : choice.copies) {
            for (var part : parts) {
                free[part.core] -= sign * choice.crossbars(part);
                load[part.core] += sign * known.times[number++];
            }
        }
    }

    /**
     * What a choice costs.
     *
     * @param times cycles of each part, copy after copy
     * @param bytes bytes that all parts move
     * @param hopBytes these times the links that they take
     */
    private record Figures(long[] times, double bytes, double hopBytes) {}

    private Figures figures(Choice choice) {
        var times = new long[choice.copies.stream().mapToInt(List::size).sum()];
        double bytes = 0;
        double hopBytes = 0;
        int number = 0;
        for (int copy = 0; copy < choice.copies.size(); copy++) {
            for (var part : choice.copies.get(copy)) {
                times[number++] = time(choice, copy, part);
                long moved = costs.bytes(choice.layout, part.firstUnit, part.endUnit, choice.rows(copy));
                bytes += moved;
                hopBytes += costs.hopBytes(part.core, moved);
            }
        }
        return new Figures(times, bytes, hopBytes);
    }

    private long time(Choice choice, int copy, Part part) {
        return costs.product(part.core, choice.layout, part.firstUnit, part.endUnit, choice.rows(copy), choice.replicas);
    }

    /** The cycles of the slowest part of a product. */
    long time(Choice choice) {
        long slowest = 0;
        for (int copy = 0; copy < choice.copies.size(); copy++) {
            for (var part : choice.copies.get(copy)) {
                slowest = Math.max(slowest, time(choice, copy, part));
            }
        }
        return slowest;
    }

    /** A core that does an operation of the vector unit. */
    void chooseVector(int stage, int core) {
        vectorCores[stage] = core;
        load[core] += vectorTime(stage, core);
    }

    private long vectorTime(int stage, int core) {
        return costs.vector(core, stages.get(stage).op(), stages.get(stage).work());
    }

    /** All units of a layout on free crossbars of cores that do little so far; empty if there is not enough room. */
    Optional<List<Part>> room(CrossbarLayout layout, int replicas, List<Integer> without) {
        var cores = layout.kind().cores().stream().filter(core -> free[core] > 0 && !without.contains(core))
                .sorted(Comparator.<Integer>comparingLong(core -> load[core]).thenComparingLong(core -> costs.hopBytes(core, 1))).toList();
        long all = layout.crossbars() * replicas;
        for (int core : cores) {
            if (free[core] >= all) {
                return Optional.of(List.of(new Part(core, 0, layout.units())));
            }
        }
        boolean fitsOne = layout.crossbars() <= layout.kind().core().xbars();
        return fitsOne || layout.isIndivisible() ? Optional.empty() : spread(layout, replicas, cores);
    }

    private Optional<List<Part>> spread(CrossbarLayout layout, int replicas, List<Integer> cores) {
        int together = layout.unitsTogether();
        int cost = together * layout.crossbarsPerUnit() * replicas;
        var taken = new ArrayList<int[]>();
        int left = layout.units();
        for (int core : cores) {
            int units = Math.min(left, free[core] / cost * together);
            if (units > 0) {
                taken.add(new int[]{core, units});
                left -= units;
            }
        }
        if (left > 0) {
            return Optional.empty();
        }
        taken.sort(Comparator.comparingInt(t -> t[0]));
        var parts = new ArrayList<Part>();
        int unit = 0;
        for (var part : taken) {
            parts.add(new Part(part[0], unit, unit + part[1]));
            unit += part[1];
        }
        return Optional.of(parts);
    }

    /** The plan's score: some inferences one behind the other, O(parts + edges) each. */
    PlanScore score() {
        var times = new Times(stages, free.length);
        for (int inference = 0; inference < INFERENCES; inference++) {
            times.begin();
            for (int i = 0; i < stages.size(); i++) {
                run(i, times);
            }
        }
        double bytes = 0;
        double hopBytes = 0;
        for (int product : products()) {
            bytes += figures[product].bytes;
            hopBytes += figures[product].hopBytes;
        }
        double port = costs.port((long) bytes);
        return new PlanScore(Math.max(port, times.latency()), Math.max(port, times.interval()), hopBytes);
    }

    private void run(int stage, Times times) {
        if (!isProduct(stage)) {
            times.run(stage, vectorCores[stage], 0, stages.get(stage).rows(), vectorTime(stage, vectorCores[stage]));
            return;
        }
        var choice = choices[stage];
        int number = 0;
        for (int copy = 0; copy < choice.copies.size(); copy++) {
            for (var part : choice.copies.get(copy)) {
                times.run(stage, part.core, choice.firstRow(copy), choice.rows(copy), figures[stage].times[number++]);
            }
        }
    }

    /** The products' numbers. */
    int[] products() {
        return IntStream.range(0, stages.size()).filter(this::isProduct).toArray();
    }
}
