package qcc.ir.pass;

import qcc.ir.Op;
import qcc.ir.diagnostic.DiagnosticSink;

/** Checks an operation and all inside it. */
@FunctionalInterface
public interface OpVerifier {
    /** Checks nothing. */
    OpVerifier NONE = (_, _) -> true;

    /** Whether the operation is valid; if not, errors were reported. */
    boolean verify(Op op, DiagnosticSink sink);
}
