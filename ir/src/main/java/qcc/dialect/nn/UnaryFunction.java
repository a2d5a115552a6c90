package qcc.dialect.nn;

import java.util.Arrays;
import java.util.List;

/** The functions of {@code nn.unary}, each with the parameters that it has. */
public enum UnaryFunction {
    ABS("abs"), ACOS("acos"), ACOSH("acosh"), ASIN("asin"), ASINH("asinh"), ATAN("atan"), ATANH("atanh"), CEIL("ceil"),
    /** {@code max(x, 0) + min(0, alpha * (exp(x / alpha) - 1))}. */
    CELU("celu", "alpha"), COS("cos"), COSH("cosh"),
    /** {@code x >= 0 ? x : alpha * (exp(x) - 1)}. */
    ELU("elu", "alpha"), ERF("erf"), EXP("exp"), FLOOR("floor"),
    /** {@code x / 2 * (1 + erf(x / sqrt(2)))}. */
    GELU("gelu"),
    /** {@code x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))}. */
    GELU_TANH("gelu_tanh"),
    /** {@code max(0, min(1, alpha * x + beta))}. */
    HARD_SIGMOID("hard_sigmoid", "alpha", "beta"),
    /** {@code x * max(0, min(1, x / 6 + 0.5))}. */
    HARD_SWISH("hard_swish"),
    /** {@code x >= 0 ? x : alpha * x}. */
    LEAKY_RELU("leaky_relu", "alpha"), LOG("log"),
    /** {@code x * tanh(log(1 + exp(x)))}. */
    MISH("mish"), NEG("neg"),
    /** The other boolean, or all bits of an integer inverted. */
    NOT("not"), RECIPROCAL("reciprocal"),
    /** To the nearest integer, ties to even. */
    ROUND("round"),
    /** {@code gamma * (x > 0 ? x : alpha * (exp(x) - 1))}. */
    SELU("selu", "alpha", "gamma"),
    /** {@code x < -alpha ? x + beta : x > alpha ? x - beta : 0}. */
    SHRINK("shrink", "alpha", "beta"), SIGN("sign"), SIN("sin"), SINH("sinh"),
    /** {@code log(1 + exp(x))}. */
    SOFTPLUS("softplus"),
    /** {@code x / (1 + |x|)}. */
    SOFTSIGN("softsign"), SQRT("sqrt"),
    /** {@code x / (1 + exp(-alpha * x))}. */
    SWISH("swish", "alpha"), TAN("tan"),
    /** {@code x > alpha ? x : 0}. */
    THRESHOLDED_RELU("thresholded_relu", "alpha");

    static final List<String> NAMES = Arrays.stream(values()).map(UnaryFunction::text).toList();

    private final String text;
    private final List<String> parameters;

    UnaryFunction(String text, String... parameters) {
        this.text = text;
        this.parameters = List.of(parameters);
    }

    /** The name in the IR. */
    public String text() {
        return text;
    }

    /** The attributes that the function needs, of {@code alpha}, {@code beta} and {@code gamma}. */
    public List<String> parameters() {
        return parameters;
    }

    /** Whether the function is defined on integers, too. */
    public boolean takesIntegers() {
        return this == ABS || this == NEG || this == NOT || this == SIGN;
    }

    /** Whether the function is defined on reals. */
    public boolean takesReals() {
        return this != NOT;
    }

    /** @throws IllegalArgumentException if there is no function of that name */
    static UnaryFunction of(String text) {
        return Arrays.stream(values()).filter(f -> f.text.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has the function \"" + text + "\", which is not known"));
    }
}
