package qcc.ir.text;

import java.util.Objects;

/** An affine expression in MLIR's canonical form: constants and symbols on the right, constants folded. */
sealed interface AffineExpr {
    /** An operation of two expressions. */
    enum Operator {
        ADD(" + "), MUL(" * "), FLOORDIV(" floordiv "), CEILDIV(" ceildiv "), MOD(" mod ");

        private final String text;

        Operator(String text) {
            this.text = text;
        }
    }

    record Dimension(int index) implements AffineExpr {}

    record Symbol(int index) implements AffineExpr {}

    record Constant(long value) implements AffineExpr {}

    record Binary(Operator operator, AffineExpr left, AffineExpr right) implements AffineExpr {}

    static AffineExpr constant(long value) {
        return new Constant(value);
    }

    private boolean isSymbolic() {
        return switch (this) {
            case Dimension _ -> false;
            case Symbol _,Constant _ -> true;
            case Binary(var _, var left, var right) -> left.isSymbolic() && right.isSymbolic();
        };
    }

    default AffineExpr add(AffineExpr right) {
        if (this instanceof Constant(var a) && right instanceof Constant(var b)) {
            return constant(a + b);
        }
        if (this instanceof Constant || isSymbolic() && !right.isSymbolic()) {
            return right.add(this);
        }
        if (right instanceof Constant(var b) && b == 0) {
            return this;
        }
        if (factored().equals(right.factored())) {
            return factored().mul(constant(factor() + right.factor()));
        }
        if (this instanceof Binary(var operator, var first, Constant(var a)) && operator == Operator.ADD) {
            return right instanceof Constant(var b) ? first.add(constant(a + b)) : first.add(right).add(constant(a));
        }
        return new Binary(Operator.ADD, this, right);
    }

    private long factor() {
        return this instanceof Binary(var operator, var _, Constant(var c)) && operator == Operator.MUL ? c : 1;
    }

    private AffineExpr factored() {
        return this instanceof Binary(var operator, var e, Constant _) && operator == Operator.MUL ? e : this;
    }

    default AffineExpr negate() {
        return mul(constant(-1));
    }

    default AffineExpr mul(AffineExpr right) {
        if (this instanceof Constant(var a) && right instanceof Constant(var b)) {
            return constant(a * b);
        }
        if (!right.isSymbolic() && isSymbolic() || this instanceof Constant) {
            return right.mul(this);
        }
        if (right instanceof Constant(var b) && (b == 0 || b == 1)) {
            return b == 0 ? right : this;
        }
        if (this instanceof Binary(var operator, var first, Constant(var a)) && operator == Operator.MUL) {
            return right instanceof Constant(var b) ? first.mul(constant(a * b)) : first.mul(right).mul(constant(a));
        }
        return new Binary(Operator.MUL, this, right);
    }

    /**
     * A division or remainder.
     *
     * @throws IllegalArgumentException if the divisor is a constant that is not positive
     */
    default AffineExpr divide(Operator operator, AffineExpr right) {
        Objects.requireNonNull(operator);
        if (!(right instanceof Constant(var divisor))) {
            return new Binary(operator, this, right);
        }
        if (divisor < 1) {
            throw new IllegalArgumentException("an affine expression cannot be divided by " + divisor);
        }
        boolean exact = factor() % divisor == 0;
        if (this instanceof Constant(var a)) {
            return constant(operator == Operator.MOD
                    ? Math.floorMod(a, divisor)
                    : operator == Operator.FLOORDIV ? Math.floorDiv(a, divisor) : Math.ceilDiv(a, divisor));
        }
        if (exact) {
            return operator == Operator.MOD ? constant(0) : factored().mul(constant(factor() / divisor));
        }
        return new Binary(operator, this, right);
    }

    /** MLIR's text; {@code tight} puts operations in parentheses. */
    default String text(boolean tight) {
        return switch (this) {
            case Dimension(var index) -> "d" + index;
            case Symbol(var index) -> "s" + index;
            case Constant(var value) -> Long.toString(value);
            case Binary _ -> tight ? "(" + operation() + ")" : operation();
        };
    }

    private String operation() {
        if (!(this instanceof Binary(var operator, var left, var right))) {
            return text(false);
        }
        if (operator != Operator.ADD) {
            return operator == Operator.MUL && right.equals(constant(-1))
                    ? "-" + left.text(true)
                    : left.text(true) + operator.text + right.text(true);
        }
        if (right instanceof Binary(var inner, var e, Constant(var c)) && inner == Operator.MUL && c < 0) {
            boolean tight = c < -1 || e instanceof Binary(var innermost, var _, var _) && innermost == Operator.ADD;
            return left.text(false) + " - " + e.text(tight) + (c == -1 ? "" : " * " + -c);
        }
        if (right instanceof Constant(var c) && c < 0) {
            return left.text(false) + " - " + -c;
        }
        return left.text(false) + " + " + right.text(false);
    }
}
