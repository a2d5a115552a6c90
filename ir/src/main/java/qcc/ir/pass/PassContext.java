package qcc.ir.pass;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import qcc.ir.DialectRegistry;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.diagnostic.DiagnosticSink;
import qcc.ir.diagnostic.Severity;

/**
 * What a pass has besides the operation it runs on: dialects, things handed in from outside such as a chip's description, and the places
 * for diagnostics and statistics. One thread uses a context; functions processed in parallel have one each.
 */
public final class PassContext {
    private final DialectRegistry dialects;
    private final DiagnosticSink sink;
    private final Map<Class<?>, Object> attachments;
    private final Statistics statistics = new Statistics();
    private String pass = "";
    private int position;
    private int errors;

    public PassContext(DialectRegistry dialects, DiagnosticSink sink) {
        this(dialects, sink, Map.of());
    }

    private PassContext(DialectRegistry dialects, DiagnosticSink sink, Map<Class<?>, Object> attachments) {
        this.dialects = dialects;
        this.sink = sink;
        this.attachments = attachments;
    }

    /** A fresh context, without statistics, in which passes find a value under its type. Values are shared by threads. */
    public <T> PassContext with(Class<T> key, T value) {
        var more = new LinkedHashMap<>(attachments);
        more.put(key, key.cast(value));
        return new PassContext(dialects, sink, more);
    }

    /** What was handed in under a type, if anything was. */
    public <T> Optional<T> find(Class<T> key) {
        return Optional.ofNullable(key.cast(attachments.get(key)));
    }

    /**
     * What was handed in under a type.
     *
     * @throws IllegalStateException if nothing was; a pass that users can run without it asks {@link #find} and reports an error
     */
    public <T> T get(Class<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException("pass '" + pass + "' needs a " + key.getSimpleName()));
    }

    public DialectRegistry dialects() {
        return dialects;
    }

    /** Adds to a counter of the pass that is running. */
    public void count(String statistic, long by) {
        if (by != 0) {
            statistics.add(new Statistics.Counter(position, pass, statistic), by);
        }
    }

    public Statistics statistics() {
        return statistics;
    }

    public void report(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR) {
            errors++;
        }
        sink.report(diagnostic);
    }

    /** Where diagnostics go, for code that knows no passes. */
    public DiagnosticSink diagnostics() {
        return this::report;
    }

    /** Reports that an operation is at fault; the message completes {@code 'name' op ...}. */
    public Pass.Result error(Op op, String format, Object... arguments) {
        report(Diagnostic.error(op.location(), about(op, format, arguments)));
        return Pass.Result.FAILED;
    }

    /** Reports an error at a place; the message stands by itself. */
    public Pass.Result error(Location location, String format, Object... arguments) {
        report(Diagnostic.error(location, format.formatted(arguments)));
        return Pass.Result.FAILED;
    }

    /** Warns about an operation; the message completes {@code 'name' op ...}. */
    public void warning(Op op, String format, Object... arguments) {
        report(Diagnostic.warning(op.location(), about(op, format, arguments)));
    }

    /** Tells what was done with an operation; the message stands by itself. */
    public void remark(Op op, String format, Object... arguments) {
        report(Diagnostic.remark(op.location(), format.formatted(arguments)));
    }

    private static String about(Op op, String format, Object... arguments) {
        return "'" + op.name() + "' op " + format.formatted(arguments);
    }

    /** How many errors were reported so far. */
    public int errorCount() {
        return errors;
    }

    /** Says whose counters follow. */
    void enter(String passName, int passPosition) {
        pass = passName;
        position = passPosition;
    }

    /** A context for another thread; its diagnostics are kept until {@link #join}. */
    PassContext fork(DiagnosticCollector collector) {
        return new PassContext(dialects, collector, attachments);
    }

    /** Takes over what a forked context has collected. */
    void join(PassContext forked, DiagnosticCollector collector) {
        statistics.addAll(forked.statistics);
        collector.diagnostics().forEach(this::report);
    }
}
