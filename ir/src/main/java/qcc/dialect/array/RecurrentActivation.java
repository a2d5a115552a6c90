package qcc.dialect.array;

/** The activation functions of recurrent layers; {@code a} and {@code b} are their parameters. */
public enum RecurrentActivation {
    /** {@code a * x + b}. */
    AFFINE(1, 0),
    /** {@code x} for positive x, else {@code a * (exp(x) - 1)}. */
    ELU(1, 0),
    /** {@code a * x + b}, at least 0 and at most 1. */
    HARDSIGMOID(0.2, 0.5),
    /** {@code x} for positive x, else {@code a * x}. */
    LEAKYRELU(0.01, 0), RELU(0, 0),
    /** {@code a * tanh(b * x)}. */
    SCALEDTANH(1, 1), SIGMOID(0, 0), SOFTPLUS(0, 0), SOFTSIGN(0, 0), TANH(0, 0),
    /** {@code x} from {@code a} on, else 0. */
    THRESHOLDEDRELU(1, 0);

    private final double alpha;
    private final double beta;

    RecurrentActivation(double alpha, double beta) {
        this.alpha = alpha;
        this.beta = beta;
    }

    /** What {@code a} is unless it is stated. */
    public double alpha() {
        return alpha;
    }

    /** What {@code b} is unless it is stated. */
    public double beta() {
        return beta;
    }

    public boolean hasAlpha() {
        return switch (this) {
            case AFFINE, ELU, HARDSIGMOID, LEAKYRELU, SCALEDTANH, THRESHOLDEDRELU -> true;
            case RELU, SIGMOID, SOFTPLUS, SOFTSIGN, TANH -> false;
        };
    }

    public boolean hasBeta() {
        return switch (this) {
            case AFFINE, HARDSIGMOID, SCALEDTANH -> true;
            case ELU, LEAKYRELU, THRESHOLDEDRELU, RELU, SIGMOID, SOFTPLUS, SOFTSIGN, TANH -> false;
        };
    }

    /** The name in the IR. */
    public String text() {
        return EnumNames.text(this);
    }

    /** @throws IllegalArgumentException if there is no function of that name */
    public static RecurrentActivation of(String text) {
        return EnumNames.parse(RecurrentActivation.class, "activation", text);
    }
}
