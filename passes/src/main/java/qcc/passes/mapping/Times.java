package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When the stages of a plan run: each core in program order, inference after inference, each stage as soon as the rows exist that it needs first.
 */
final class Times {
    private final List<Stage> stages;
    private final double[] start;
    private final double[] finish;
    private final double[] coreEnd;
    /** The ends of the inferences so far. */
    private final List<Double> ends = new ArrayList<>();

    Times(List<Stage> stages, int cores) {
        this.stages = stages;
        this.start = new double[stages.size()];
        this.finish = new double[stages.size()];
        this.coreEnd = new double[cores];
    }

    /** Begins the next inference, whose inputs are there. */
    void begin() {
        Arrays.fill(start, Double.MAX_VALUE);
        Arrays.fill(finish, 0);
        ends.add(0.0);
    }

    /** Adds a part of a stage, whose producers have been added. */
    void run(int stage, int core, int firstRow, int rows, double cycles) {
        var s = stages.get(stage);
        double begin = coreEnd[core];
        double end = 0;
        for (int producer : s.producers()) {
            double length = finish[producer] - start[producer];
            begin = Math.max(begin, start[producer] + s.share(firstRow + 1) * length);
            end = Math.max(end, start[producer] + s.share(firstRow + rows) * length + cycles / rows);
        }
        end = Math.max(end, begin + cycles);
        coreEnd[core] = end;
        start[stage] = Math.min(start[stage], begin);
        finish[stage] = Math.max(finish[stage], end);
        ends.set(ends.size() - 1, Math.max(ends.getLast(), end));
    }

    /** The end of the first inference. */
    double latency() {
        return ends.getFirst();
    }

    /** The mean time between the ends of the last inferences. */
    double interval() {
        int half = ends.size() / 2;
        return ends.size() == 1 ? ends.getFirst() : (ends.getLast() - ends.get(half)) / (ends.size() - 1 - half);
    }
}
