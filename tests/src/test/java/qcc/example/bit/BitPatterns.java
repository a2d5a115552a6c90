package qcc.example.bit;

import qcc.ir.rewrite.Pattern;

/** Rewrites of the {@code bit} dialect. */
final class BitPatterns {
    // [pattern]
    /** {@code rotate(rotate(x, a), b)} is {@code rotate(x, a + b)}. */
    static final Pattern<RotateOp> ROTATE_OF_ROTATE = Pattern.on(RotateOp.class, "bit-rotate-of-rotate", (outer, rewriter) -> {
        if (!(outer.input().definingOp() instanceof RotateOp inner)) {
            return rewriter.noMatch("the operand is no rotation");
        }
        long amount = (inner.amount() + outer.amount()) % outer.width();
        var sum = RotateOp.create(rewriter, rewriter.fusedLocation(inner, outer), inner.input(), amount);
        return rewriter.replace(outer, sum.result());
    });
    // [end]

    private BitPatterns() {}
}
