package qcc.interpreter;

import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import qcc.dialect.nn.UnaryFunction;
import qcc.dialect.nn.UnaryOp;

/** The functions of {@code nn.unary} in f64, made of {@link StrictMath} so that every machine has the same. */
final class UnaryFunctions {
    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double GELU_FACTOR = Math.sqrt(2 / Math.PI);
    /** Beyond this 1 is lost beside a square. */
    private static final double SQUARES_BELOW = 1e9;
    private static final double GELU_CUBE = 0.044715;

    private UnaryFunctions() {}

    /** The function of an operation on reals. */
    static DoubleUnaryOperator ofReals(UnaryOp op) {
        var parameters = op.parameters();
        double alpha = parameters.length > 0 ? parameters[0] : 0;
        double beta = parameters.length > 1 ? parameters[1] : 0;
        return switch (op.function()) {
            case CELU -> x -> Math.max(x, 0) + Math.min(0, alpha * StrictMath.expm1(x / alpha));
            case ELU -> x -> x >= 0 ? x : alpha * StrictMath.expm1(x);
            case HARD_SIGMOID -> x -> Math.max(0, Math.min(1, alpha * x + beta));
            case LEAKY_RELU -> x -> x >= 0 ? x : alpha * x;
            case SELU -> x -> beta * (x > 0 ? x : alpha * StrictMath.expm1(x));
            case SHRINK -> x -> x < -alpha ? x + beta : x > alpha ? x - beta : 0;
            case SWISH -> x -> x * ActivationTable.sigmoid(alpha * x);
            case THRESHOLDED_RELU -> x -> x > alpha ? x : 0;
            default -> withoutParameters(op.function());
        };
    }

    private static DoubleUnaryOperator withoutParameters(UnaryFunction function) {
        return switch (function) {
            case ABS -> Math::abs;
            case CEIL -> Math::ceil;
            case ERF -> ErrorFunction::of;
            case EXP -> StrictMath::exp;
            case FLOOR -> Math::floor;
            case GELU -> x -> x / 2 * (1 + ErrorFunction.of(x * SQRT_HALF));
            case GELU_TANH -> x -> x / 2 * (1 + StrictMath.tanh(GELU_FACTOR * (x + GELU_CUBE * x * x * x)));
            case HARD_SWISH -> x -> x * Math.max(0, Math.min(1, x / 6 + 0.5));
            case LOG -> StrictMath::log;
            case MISH -> x -> x * StrictMath.tanh(softplus(x));
            case NEG -> x -> -x;
            case RECIPROCAL -> x -> 1 / x;
            case ROUND -> Math::rint;
            case SIGN -> Math::signum;
            case SOFTPLUS -> UnaryFunctions::softplus;
            case SOFTSIGN -> x -> x / (1 + Math.abs(x));
            case SQRT -> Math::sqrt;
            default -> trigonometric(function);
        };
    }

    private static DoubleUnaryOperator trigonometric(UnaryFunction function) {
        return switch (function) {
            case ACOS -> StrictMath::acos;
            case ACOSH -> x -> x > SQUARES_BELOW ? logOfTwice(x) : StrictMath.log1p(x - 1 + Math.sqrt((x - 1) * (x + 1)));
            case ASIN -> StrictMath::asin;
            case ASINH -> x -> Math.copySign(areaSine(Math.abs(x)), x);
            case ATAN -> StrictMath::atan;
            case ATANH -> x -> Math.copySign(0.5 * StrictMath.log1p(2 * Math.abs(x) / (1 - Math.abs(x))), x);
            case COS -> StrictMath::cos;
            case COSH -> StrictMath::cosh;
            case SIN -> StrictMath::sin;
            case SINH -> StrictMath::sinh;
            case TAN -> StrictMath::tan;
            default -> throw new IllegalArgumentException("has the function " + function.text() + ", which is not one of reals");
        };
    }

    /** {@code log(x + sqrt(x^2 + 1))} for x from 0, which is exact for small x, too. */
    private static double areaSine(double x) {
        return x > SQUARES_BELOW ? logOfTwice(x) : StrictMath.log1p(x + x * x / (1 + Math.sqrt(x * x + 1)));
    }

    private static double logOfTwice(double x) {
        return StrictMath.log(x) + StrictMath.log(2);
    }

    /** {@code log(1 + exp(x))}, which neither overflows nor loses small values. */
    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    /** The function of an operation on integers. */
    static LongUnaryOperator ofIntegers(UnaryFunction function, boolean isUnsigned, boolean isBoolean) {
        return switch (function) {
            case ABS -> isUnsigned ? x -> x : Math::abs;
            case NEG -> x -> -x;
            case NOT -> isBoolean ? x -> x ^ 1 : x -> ~x;
            case SIGN -> isUnsigned ? x -> x == 0 ? 0 : 1 : Long::signum;
            default -> throw new IllegalArgumentException("has the function " + function.text() + ", which is not one of integers");
        };
    }
}
