package qcc.ir.verify;

import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.Verifier;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.DiagnosticSink;

/** Turns what is wrong with one operation after another into diagnostics; a diagnostic is handed on when it has all its notes. */
final class ErrorReporter implements Verifier {
    private final DiagnosticSink sink;
    private Op op;
    private Diagnostic pending;
    private int errors;

    ErrorReporter(DiagnosticSink sink) {
        this.sink = sink;
    }

    /** The operation that the next errors are about. */
    void about(Op subject) {
        flush();
        op = subject;
    }

    /** The number of errors so far. */
    int errors() {
        return errors;
    }

    @Override
    public Verifier error(String format, Object... arguments) {
        return plainError(op.location(), "'" + op.name() + "' op " + format.formatted(arguments));
    }

    /** An error whose message says everything. */
    Verifier plainError(Location location, String message) {
        flush();
        errors++;
        pending = Diagnostic.error(location, message);
        return this;
    }

    @Override
    public Verifier note(Location location, String format, Object... arguments) {
        if (pending == null) {
            throw new IllegalStateException("a note needs an error before it");
        }
        pending = pending.note(location, format.formatted(arguments));
        return this;
    }

    /** Hands on the error that may still get notes. */
    void flush() {
        if (pending != null) {
            sink.report(pending);
            pending = null;
        }
    }
}
