package qcc.passes.mapping;

import qcc.dialect.nn.RequantizeMode;

/**
 * The factors of an unfused sum or difference, as TensorFlow Lite's integer addition has them.
 *
 * @param lhs {@code s1 / (2 max(s1, s2))}; in {@code float} the scale of the left operand; in {@code shift} {@code s1 / sy}
 * @param rhs the same for the right operand
 * @param output {@code 2 max(s1, s2) / (2^20 sy)}; in {@code float} the scale of the result; in {@code shift} nothing
 */
record SumFactors(ScaleFactor lhs, ScaleFactor rhs, ScaleFactor output) {
    private static final int LEFT_SHIFT = 20;

    static SumFactors of(RequantizeMode mode, double lhs, double rhs, double output) {
        return switch (mode) {
            case DOUBLE, SINGLE -> {
                double common = 2 * Math.max(lhs, rhs);
                yield new SumFactors(scaled(mode, lhs / common), scaled(mode, rhs / common),
                        scaled(mode, common / ((1 << LEFT_SHIFT) * output)));
            }
            case FLOAT -> new SumFactors(scaled(mode, lhs), scaled(mode, rhs), scaled(mode, output));
            case SHIFT -> new SumFactors(scaled(mode, lhs / output), scaled(mode, rhs / output), new ScaleFactor(1, 0));
        };
    }

    private static ScaleFactor scaled(RequantizeMode mode, double factor) {
        return ScaleFactor.of(mode, factor, (float) factor);
    }
}
