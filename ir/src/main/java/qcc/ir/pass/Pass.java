package qcc.ir.pass;

import qcc.ir.Op;

/**
 * A transformation or analysis of one operation and all inside it.
 *
 * <p>A pass is an immutable record whose components are its options, with a {@link PassInfo} and a constructor without arguments that gives
 * the defaults. What it counts or reports goes to the context, so that one pass runs on many functions at once. It changes nothing outside
 * the operation it is given.
 */
public interface Pass {
    /** How a run ended. */
    enum Result {
        /** The IR is as it was. */
        UNCHANGED,
        /** The IR may be another than before. */
        CHANGED,
        /** An error was reported; the IR may be in any state. */
        FAILED;

        public static Result changedIf(boolean changed) {
            return changed ? CHANGED : UNCHANGED;
        }

        /** Of two runs one after the other, or side by side. */
        public Result and(Result other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    Result run(Op root, PassContext context);

    /** What a run in a context may do to results: what the pass declares, unless its options or the context, such as a chip, promise less. */
    default NumericEffect effect(PassContext context) {
        return info().effect();
    }

    /** The declaration of this pass. */
    default PassInfo info() {
        return infoOf(getClass());
    }

    /**
     * The declaration of a class of passes.
     *
     * @throws IllegalArgumentException if it has none
     */
    static PassInfo infoOf(Class<? extends Pass> kind) {
        var info = kind.getAnnotation(PassInfo.class);
        if (info == null) {
            throw new IllegalArgumentException(kind.getName() + " has no @PassInfo");
        }
        return info;
    }
}
