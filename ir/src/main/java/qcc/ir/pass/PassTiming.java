package qcc.ir.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Measures passes, pipelines, verification and whatever else a tool wants in the same table; the reports look like those of
 * {@code mlir-opt --mlir-timing}.
 *
 * <p>User time is the sum over threads; wall time of what ran on several threads is that of the busiest one.
 */
public final class PassTiming implements PassInstrumentation {
    private static final String VERIFY = "verify";

    /** A pipeline run, and how many phases had begun before it. */
    private record Run(Pipeline pipeline, int phasesBefore) {}

    /** A step of a run's pipeline. */
    private record Place(int run, int number) {
        Place next() {
            return new Place(run, number + 1);
        }
    }

    /** What was measured on one thread: a step of a run's pipeline, or the verification after it. */
    private record Key(int run, int step, boolean verification, long thread) {}

    /** A line of a report. */
    private record Line(int depth, String name, long user, long wall) {}

    private final LongSupplier clock;
    private final long start;
    private final Map<Key, LongAdder> times = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> phases = new LinkedHashMap<>();
    private final ThreadLocal<ArrayDeque<Long>> starts = ThreadLocal.withInitial(ArrayDeque::new);
    private final List<Run> runs = new CopyOnWriteArrayList<>();

    public PassTiming() {
        this(System::nanoTime);
    }

    PassTiming(LongSupplier clock) {
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    @Override
    public boolean isThreadSafe() {
        return true;
    }

    /** Something besides passes, such as the parser; ends when it is closed. Called by one thread. */
    public Phase phase(String name) {
        long begin = clock.getAsLong();
        var time = phases.computeIfAbsent(name, _ -> new LongAdder());
        return () -> time.add(clock.getAsLong() - begin);
    }

    /** Something being measured. */
    public interface Phase extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void beforePipeline(PipelineExecution run) {
        if (run.step() == 0) {
            runs.add(new Run(run.pipeline(), phases.size()));
        }
        begin();
    }

    @Override
    public void afterPipeline(PipelineExecution run, Pass.Result result) {
        end(run.step(), false);
    }

    @Override
    public void beforePass(PassExecution run) {
        begin();
    }

    @Override
    public void afterPass(PassExecution run, Pass.Result result) {
        end(run.step(), false);
    }

    @Override
    public void afterFailed(PassExecution run) {
        end(run.step(), false);
    }

    @Override
    public void beforeVerify(PassExecution run) {
        begin();
    }

    @Override
    public void afterVerify(PassExecution run) {
        end(run.step(), true);
    }

    private void begin() {
        starts.get().push(clock.getAsLong());
    }

    private void end(int step, boolean verification) {
        long time = clock.getAsLong() - starts.get().pop();
        times.computeIfAbsent(new Key(runs.size() - 1, step, verification, Thread.currentThread().threadId()), _ -> new LongAdder())
                .add(time);
    }

    /** The steps of the pipeline in its order, nested ones indented. */
    public String treeReport() {
        return report(lines());
    }

    /** All passes by wall time, the longest first; runs of one pass at several places are added up. */
    public String listReport() {
        var byName = new LinkedHashMap<String, Line>();
        for (var line : lines()) {
            byName.merge(line.name(), new Line(0, line.name(), line.user(), line.wall()),
                    (a, b) -> new Line(0, a.name(), a.user() + b.user(), a.wall() + b.wall()));
        }
        var sorted = new ArrayList<>(byName.values());
        sorted.sort(Comparator.comparingLong(Line::wall).reversed());
        return report(sorted);
    }

    private List<Line> lines() {
        var lines = new ArrayList<Line>();
        int phase = 0;
        for (var entry : phases.entrySet()) {
            addRuns(lines, phase++);
            lines.add(new Line(0, entry.getKey(), entry.getValue().sum(), entry.getValue().sum()));
        }
        addRuns(lines, phase);
        return lines;
    }

    /** Adds the runs before which some phases had begun. */
    private void addRuns(List<Line> lines, int phasesBefore) {
        for (int run = 0; run < runs.size(); run++) {
            if (runs.get(run).phasesBefore == phasesBefore) {
                addPipeline(lines, runs.get(run).pipeline, new Place(run, 0), 0);
            }
        }
    }

    /** Adds a pipeline's lines and returns the place of the step after it. */
    private Place addPipeline(List<Line> lines, Pipeline nested, Place step, int depth) {
        lines.add(line(depth, "'" + nested.anchor() + "' Pipeline", step, false));
        var next = step.next();
        for (var inner : nested.steps()) {
            switch (inner) {
                case Pipeline deeper -> next = addPipeline(lines, deeper, next, depth + 1);
                case PassStep(var pass) -> {
                    lines.add(line(depth + 1, pass.info().name(), next, false));
                    var verification = line(depth + 2, VERIFY, next, true);
                    next = next.next();
                    if (verification.user() > 0) {
                        lines.add(verification);
                    }
                }
            }
        }
        return next;
    }

    private Line line(int depth, String name, Place step, boolean verification) {
        long user = 0;
        long wall = 0;
        for (var entry : times.entrySet()) {
            if (entry.getKey().run() == step.run && entry.getKey().step() == step.number && entry.getKey().verification() == verification) {
                user += entry.getValue().sum();
                wall = Math.max(wall, entry.getValue().sum());
            }
        }
        return new Line(depth, name, user, wall);
    }

    private String report(List<Line> lines) {
        long total = clock.getAsLong() - start;
        long outermost = lines().stream().filter(l -> l.depth() == 0).mapToLong(Line::wall).sum();
        var text = new StringBuilder(ReportHeading.of("Execution time report"));
        text.append(String.format(Locale.ROOT, "  Total Execution Time: %.4f seconds\n\n", seconds(total)));
        text.append("  ----User Time----  ----Wall Time----  ----Name----\n");
        lines.forEach(line -> text.append(row(line, total)));
        text.append(row(new Line(0, "Rest", total - outermost, total - outermost), total));
        text.append(row(new Line(0, "Total", total, total), total));
        return text.toString();
    }

    private static String row(Line line, long total) {
        return "  %s  %s  %s%s\n".formatted(cell(line.user(), total), cell(line.wall(), total), "  ".repeat(line.depth()), line.name());
    }

    private static String cell(long time, long total) {
        return String.format(Locale.ROOT, "%8.4f (%5.1f%%)", seconds(time), total == 0 ? 0 : 100.0 * time / total);
    }

    private static double seconds(long nanoseconds) {
        return nanoseconds * 1e-9;
    }
}
