package qcc.interpreter.array;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import qcc.dialect.array.BinaryFunction;
import qcc.dialect.array.BinaryOp;
import qcc.ir.IntegerType;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/** Functions of two elements: reals in f64, rounded once, integers in 64 bits. */
final class BinaryArithmetic {
    private BinaryArithmetic() {}

    static Tensor execute(BinaryOp op, ArrayCall call) {
        var walk = BroadcastWalk.of(call.operands());
        var result = call.newResult(0, walk.shape());
        if (call.operand(0) instanceof IntegerTensor a && call.operand(1) instanceof IntegerTensor b) {
            var function = integers(op.function(), (IntegerType) call.elementType(0));
            walk.forEachRow((from, step, offset, length) -> {
                for (int i = 0; i < length; i++) {
                    result.setLong(offset + i, function.applyAsLong(a.longAt(from[0] + i * step[0]), b.longAt(from[1] + i * step[1])));
                }
            });
        } else if (call.operand(0) instanceof FloatTensor a && call.operand(1) instanceof FloatTensor b) {
            floats(reals(op.function()), walk, a.data(), b.data(), ((FloatTensor) result).data());
        } else {
            var function = reals(op.function());
            walk.forEachRow((from, step, offset, length) -> {
                for (int i = 0; i < length; i++) {
                    result.setDouble(offset + i, function.applyAsDouble(call.operand(0).doubleAt(from[0] + i * step[0]),
                            call.operand(1).doubleAt(from[1] + i * step[1])));
                }
            });
        }
        return result;
    }

    private static void floats(DoubleBinaryOperator function, BroadcastWalk walk, float[] a, float[] b, float[] result) {
        walk.forEachRow((from, step, offset, length) -> {
            for (int i = 0; i < length; i++) {
                result[offset + i] = (float) function.applyAsDouble(a[from[0] + i * step[0]], b[from[1] + i * step[1]]);
            }
        });
    }

    private static DoubleBinaryOperator reals(BinaryFunction function) {
        return switch (function) {
            case POW -> StrictMath::pow;
            case MOD -> (x, y) -> {
                double rest = x % y;
                return rest != 0 && rest < 0 != y < 0 ? rest + y : rest;
            };
            case FMOD -> (x, y) -> x % y;
            case MIN -> Math::min;
            case MAX -> Math::max;
            case PRELU -> (x, y) -> x < 0 ? x * y : x;
            case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT ->
                throw new IllegalArgumentException("has the function " + function.text() + ", which is not one of reals");
        };
    }

    private static LongBinaryOperator integers(BinaryFunction function, IntegerType type) {
        boolean isUnsigned = type.isUnsigned();
        long flip = isUnsigned ? Long.MIN_VALUE : 0;
        return switch (function) {
            case POW -> BinaryArithmetic::power;
            case MOD -> isUnsigned ? BinaryArithmetic::unsignedRemainder : (x, y) -> Math.floorMod(x, nonZero(y));
            case FMOD -> isUnsigned ? BinaryArithmetic::unsignedRemainder : (x, y) -> x % nonZero(y);
            case MIN -> (x, y) -> (x ^ flip) < (y ^ flip) ? x : y;
            case MAX -> (x, y) -> (x ^ flip) > (y ^ flip) ? x : y;
            case AND -> (x, y) -> x & y;
            case OR -> (x, y) -> x | y;
            case XOR -> (x, y) -> x ^ y;
            case SHIFT_LEFT -> (x, y) -> y < 0 || y >= type.width() ? 0 : x << y;
            case SHIFT_RIGHT -> shiftRight(type);
            case PRELU -> (x, y) -> !isUnsigned && x < 0 ? x * y : x;
        };
    }

    private static LongBinaryOperator shiftRight(IntegerType type) {
        return type.isUnsigned()
                ? (x, y) -> y < 0 || y >= type.width() ? 0 : x >>> y
                : (x, y) -> x >> (y < 0 || y >= type.width() ? type.width() - 1 : y);
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw new ArithmeticException("divides an integer by zero");
        }
        return divisor;
    }

    private static long unsignedRemainder(long x, long y) {
        return Long.remainderUnsigned(x, nonZero(y));
    }

    /** A power that wraps around as products do; a negative exponent leaves what truncation leaves of the fraction. */
    private static long power(long base, long exponent) {
        if (exponent < 0) {
            return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
        }
        long result = 1;
        long factor = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            result *= (rest & 1) == 1 ? factor : 1;
            factor *= factor;
        }
        return result;
    }
}
