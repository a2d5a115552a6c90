package qcc.ir.rewrite;

import qcc.ir.Op;

/**
 * A named rewrite of one kind of operation. A pattern is a value and has no state, so that any number of threads may apply it.
 *
 * @param name unique in the list it is registered in, in kebab case: {@code drop-regridding}
 * @param root the operations it looks at: a class of operations, a sealed family or a trait
 * @param benefit patterns of higher benefit are tried first; equal ones in the order of registration
 */
public record Pattern<O>(String name, Class<O> root, int benefit, Body<O> body) {
    /** Looks at an operation and changes the IR around it, or says why not. */
    @FunctionalInterface
    public interface Body<O> {
        /**
         * New operations go before {@code op} unless the body moves the insertion point.
         *
         * @return {@link Outcome.NoMatch} only if nothing was changed
         */
        Outcome apply(O op, Rewriter rewriter);
    }

    public Pattern {
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("the name of a pattern must be in kebab case: '" + name + "'");
        }
        if (benefit < 0) {
            throw new IllegalArgumentException("pattern '" + name + "' has the negative benefit " + benefit);
        }
    }

    /** A pattern of benefit 1. */
    public static <O> Pattern<O> on(Class<O> root, String name, Body<O> body) {
        return new Pattern<>(name, root, 1, body);
    }

    /** A pattern of benefit 1 on a family or trait, whose body wants to see operations. */
    public static <T> Pattern<T> onTrait(Class<T> trait, String name, Body<Op> body) {
        return new Pattern<>(name, trait, 1, (op, rewriter) -> body.apply((Op) op, rewriter));
    }

    /** This pattern with another benefit. */
    public Pattern<O> withBenefit(int other) {
        return new Pattern<>(name, root, other, body);
    }

    /** Whether the pattern looks at operations of a class. */
    public boolean accepts(Class<? extends Op> kind) {
        return root.isAssignableFrom(kind);
    }

    /** Applies the pattern to an operation that its root accepts. */
    public Outcome apply(Op op, Rewriter rewriter) {
        return body.apply(root.cast(op), rewriter);
    }
}
