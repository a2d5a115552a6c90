package qcc.interpreter;

import java.util.function.DoubleUnaryOperator;
import qcc.dialect.quant.UniformType;

/** Functions of one quantized variable as tables: what a device's look-up unit holds. */
public final class ActivationTable {
    private ActivationTable() {}

    /**
     * For each storage integer of the input, from the smallest of the storage's width, {@code clamp(rint(f(sx * (q - zx)) / sy) + zy)} in f64,
     * ties to even.
     *
     * @param input a type of at most 16 bits
     * @param function made of {@link StrictMath}, so that every machine has the same table
     * @return 2^bits integers of the output's storage; storage integers outside the input's range get that of the nearest inside
     */
    public static int[] of(DoubleUnaryOperator function, UniformType input, UniformType output) {
        if (input.storageWidth() > 16) {
            throw new IllegalArgumentException("a table of 2^" + input.storageWidth() + " entries is too large");
        }
        var table = new int[1 << input.storageWidth()];
        long first = input.isSigned() ? -(table.length / 2) : 0;
        for (int i = 0; i < table.length; i++) {
            long stored = Math.clamp(first + i, input.storageMin(), input.storageMax());
            table[i] = quantize(function.applyAsDouble(input.scale() * (stored - input.zeroPoint())), output);
        }
        return table;
    }

    /** {@code clamp(rint(real / scale) + zeroPoint)} in f64, ties to even. */
    static int quantize(double real, UniformType output) {
        double stored = Math.rint(real / output.scale()) + output.zeroPoint();
        return (int) Math.clamp(stored, (double) output.storageMin(), (double) output.storageMax());
    }

    /** {@code 1 / (1 + exp(-x))} in f64, the same on every machine. */
    public static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
