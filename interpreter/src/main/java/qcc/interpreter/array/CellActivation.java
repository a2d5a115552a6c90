package qcc.interpreter.array;

import qcc.dialect.array.RecurrentActivation;

/**
 * An activation function of a recurrent layer with its parameters, computed in f64.
 *
 * @param clip the largest magnitude of its argument
 */
record CellActivation(RecurrentActivation function, double alpha, double beta, double clip) {

    double apply(double argument) {
        double x = Math.clamp(argument, -clip, clip);
        return switch (function) {
            case AFFINE -> alpha * x + beta;
            case ELU -> x > 0 ? x : alpha * StrictMath.expm1(x);
            case HARDSIGMOID -> Math.clamp(alpha * x + beta, 0.0, 1.0);
            case LEAKYRELU -> x > 0 ? x : alpha * x;
            case RELU -> Math.max(0, x);
            case SCALEDTANH -> alpha * StrictMath.tanh(beta * x);
            case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
            case SOFTPLUS -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
            case SOFTSIGN -> x / (1 + Math.abs(x));
            case TANH -> StrictMath.tanh(x);
            case THRESHOLDEDRELU -> x > alpha ? x : 0;
        };
    }

    /** The same function of arguments of any magnitude. */
    CellActivation unclipped() {
        return new CellActivation(function, alpha, beta, Double.POSITIVE_INFINITY);
    }
}
