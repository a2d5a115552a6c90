package qcc.ir.rewrite;

import qcc.ir.Op;

/**
 * Is told what a rewriting does and why it does not do more, in the order in which it happens.
 *
 * <p>An operation that has been removed still gives its name and location.
 */
public interface RewriteListener {
    /** Nobody listens. */
    RewriteListener NONE = new RewriteListener() {
        @Override
        public boolean explains() {
            return false;
        }
    };

    /** Whether the reasons given to {@link #notMatched} are read; if not, they may lack their details. */
    default boolean explains() {
        return true;
    }

    /** The result of the operation has become another value; {@code constant} says that it is a new or known constant. */
    default void folded(Op op, boolean constant) {}

    /** A pattern has changed the IR at an operation. */
    default void matched(Op op, Pattern<?> pattern) {}

    /** A pattern did not fit an operation. */
    default void notMatched(Op op, Pattern<?> pattern, String why) {}

    /** The operation was removed because nothing uses it. */
    default void removedDead(Op op) {}

    /** The constant was removed because its block holds an equal one. */
    default void mergedConstant(Op op) {}
}
