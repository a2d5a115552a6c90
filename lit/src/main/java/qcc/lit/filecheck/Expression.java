package qcc.lit.filecheck;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A numeric expression inside {@code [[#...]]}. */
sealed interface Expression {
    /** What is said of a division by zero, and of a number that its format cannot write. */
    String OVERFLOW = "unable to substitute variable or numeric expression: overflow error";

    /**
     * A number.
     *
     * @param value any integer
     */
    record Constant(BigInteger value) implements Expression {}

    /** The line of the directive. */
    record Line(int line) implements Expression {}

    /**
     * The value of a numeric variable.
     *
     * @param name of the variable
     * @param format in which it was defined
     * @param offset of the use in the check file
     */
    record Variable(String name, NumericFormat format, int offset) implements Expression {}

    /**
     * Two values joined.
     *
     * @param operation how
     * @param left first operand
     * @param right second operand
     * @param source its text
     * @param offset in the check file where a conflict between the operands' formats is reported
     */
    record Binary(Operation operation, Expression left, Expression right, String source, int offset) implements Expression {}

    /** What joins two values. */
    enum Operation {
        ADD, SUB, MUL, DIV, MIN, MAX;

        BigInteger apply(BigInteger left, BigInteger right) {
            return switch (this) {
                case ADD -> left.add(right);
                case SUB -> left.subtract(right);
                case MUL -> left.multiply(right);
                case DIV -> left.divide(right);
                case MIN -> left.min(right);
                case MAX -> left.max(right);
            };
        }
    }

    /**
     * The value of this expression; empty if a variable is undefined or a divisor is zero.
     *
     * @param start of the block in the check file
     * @param problems takes what went wrong
     */
    default Optional<BigInteger> evaluate(int start, Variables variables, List<CheckPattern.Problem> problems) {
        return switch (this) {
            case Constant c -> Optional.of(c.value);
            case Line l -> Optional.of(BigInteger.valueOf(l.line));
            case Variable v -> {
                var value = variables.number(v.name);
                if (value.isEmpty()) {
                    problems.add(new CheckPattern.Problem(v.offset, "undefined variable: " + v.name));
                }
                yield value;
            }
            case Binary b -> {
                var left = b.left.evaluate(start, variables, problems);
                var right = b.right.evaluate(start, variables, problems);
                boolean byZero = b.operation == Operation.DIV && right.isPresent() && right.get().signum() == 0;
                if (byZero) {
                    problems.add(new CheckPattern.Problem(start, OVERFLOW));
                }
                yield left.isEmpty() || right.isEmpty() || byZero
                        ? Optional.empty()
                        : Optional.of(b.operation.apply(left.get(), right.get()));
            }
        };
    }

    /** Format that the variables in this expression ask for, empty without variables. */
    default Optional<NumericFormat> implicitFormat() {
        return switch (this) {
            case Constant _ -> Optional.empty();
            case Line _ -> Optional.of(NumericFormat.UNSIGNED);
            case Variable v -> Optional.of(v.format);
            case Binary b -> b.left.implicitFormat().or(b.right::implicitFormat);
        };
    }
}
