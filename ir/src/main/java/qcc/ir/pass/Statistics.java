package qcc.ir.pass;

import java.util.Map;
import java.util.TreeMap;

/** Counters of the passes of a pipeline. Sums do not depend on the order in which functions were processed. */
public final class Statistics {
    /**
     * A counter.
     *
     * @param position the place of the pass among all passes of the pipeline, from 1; 0 outside pipelines
     */
    public record Counter(int position, String pass, String statistic) implements Comparable<Counter> {
        @Override
        public int compareTo(Counter other) {
            if (position != other.position) {
                return Integer.compare(position, other.position);
            }
            int byPass = pass.compareTo(other.pass);
            return byPass != 0 ? byPass : statistic.compareTo(other.statistic);
        }
    }

    private final Map<Counter, Long> counts = new TreeMap<>();

    synchronized void add(Counter counter, long by) {
        counts.merge(counter, by, Math::addExact);
    }

    void addAll(Statistics other) {
        other.counts().forEach(this::add);
    }

    /** All counters, in the order of the pipeline, then by name. */
    public synchronized Map<Counter, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** The sum of a counter over all runs of a pass. */
    public long count(String pass, String statistic) {
        return counts().entrySet().stream().filter(e -> e.getKey().pass().equals(pass) && e.getKey().statistic().equals(statistic))
                .mapToLong(Map.Entry::getValue).sum();
    }

    /** A table of the sums over all runs of each pass, sorted by the passes' names, as {@code --mlir-pass-statistics-display=list} gives it. */
    public String listReport() {
        var sums = new Statistics();
        counts().forEach((counter, count) -> sums.add(new Counter(0, counter.pass(), counter.statistic()), count));
        return sums.report();
    }

    /** A table in the style of {@code mlir-opt --mlir-pass-statistics}, one block a pass in the order of the pipeline. */
    public String report() {
        var text = new StringBuilder(ReportHeading.of("Pass statistics report"));
        Counter previous = null;
        for (var entry : counts().entrySet()) {
            var counter = entry.getKey();
            if (previous == null || previous.position() != counter.position() || !previous.pass().equals(counter.pass())) {
                text.append(counter.pass()).append('\n');
            }
            text.append("  (S) %8d %s\n".formatted(entry.getValue(), counter.statistic()));
            previous = counter;
        }
        return text.toString();
    }
}
