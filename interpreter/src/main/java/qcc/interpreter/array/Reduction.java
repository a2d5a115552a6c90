package qcc.interpreter.array;

import qcc.dialect.array.ReduceFunction;
import qcc.dialect.array.ReduceOp;
import qcc.ir.FloatFormat;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/** One number of all elements along axes: reals in f64, integers in 64 bits. */
final class Reduction {
    private Reduction() {}

    static Tensor execute(ReduceOp op, ArrayCall call) {
        var input = call.operand(0);
        var axes = ReducedAxes.of(input.shape(), call.longs(1));
        var result = call.newResult(0, axes.resultShape(op.keepDims()));
        var starts = axes.starts();
        var offsets = axes.offsets();
        if (input instanceof IntegerTensor integers) {
            var type = (IntegerType) call.elementType(0);
            for (int i = 0; i < starts.length; i++) {
                result.setLong(i, reduced(op.function(), integers, type, starts[i], offsets));
            }
        } else {
            double largest = FloatFormat.of((FloatType) call.elementType(0)).round(Double.POSITIVE_INFINITY);
            for (int i = 0; i < starts.length; i++) {
                result.setDouble(i, reduced(op.function(), input, starts[i], offsets, largest));
            }
        }
        return result;
    }

    private static double reduced(ReduceFunction function, Tensor input, int start, int[] offsets, double largest) {
        return switch (function) {
            case SUM -> sum(input, start, offsets);
            case MEAN -> sum(input, start, offsets) / offsets.length;
            case LOG_SUM -> StrictMath.log(sum(input, start, offsets));
            case PRODUCT -> product(input, start, offsets);
            case MIN -> min(input, start, offsets, largest);
            case MAX -> max(input, start, offsets, -largest);
            case L1 -> sumOfMagnitudes(input, start, offsets);
            case L2 -> Math.sqrt(sumOfSquares(input, start, offsets));
            case SUM_SQUARE -> sumOfSquares(input, start, offsets);
            case LOG_SUM_EXP -> logSumExp(input, start, offsets);
        };
    }

    private static double sum(Tensor input, int start, int[] offsets) {
        double sum = 0;
        for (int offset : offsets) {
            sum += input.doubleAt(start + offset);
        }
        return sum;
    }

    private static double sumOfMagnitudes(Tensor input, int start, int[] offsets) {
        double sum = 0;
        for (int offset : offsets) {
            sum += Math.abs(input.doubleAt(start + offset));
        }
        return sum;
    }

    private static double sumOfSquares(Tensor input, int start, int[] offsets) {
        double sum = 0;
        for (int offset : offsets) {
            double value = input.doubleAt(start + offset);
            sum += value * value;
        }
        return sum;
    }

    private static double product(Tensor input, int start, int[] offsets) {
        double product = 1;
        for (int offset : offsets) {
            product *= input.doubleAt(start + offset);
        }
        return product;
    }

    private static double min(Tensor input, int start, int[] offsets, double ofNone) {
        double min = ofNone;
        for (int offset : offsets) {
            min = Math.min(min, input.doubleAt(start + offset));
        }
        return min;
    }

    private static double max(Tensor input, int start, int[] offsets, double ofNone) {
        double max = ofNone;
        for (int offset : offsets) {
            max = Math.max(max, input.doubleAt(start + offset));
        }
        return max;
    }

    /** Exponentials are taken relative to the largest element, so that none overflows. */
    private static double logSumExp(Tensor input, int start, int[] offsets) {
        double max = max(input, start, offsets, Double.NEGATIVE_INFINITY);
        if (Double.isInfinite(max)) {
            return max;
        }
        double sum = 0;
        for (int offset : offsets) {
            sum += StrictMath.exp(input.doubleAt(start + offset) - max);
        }
        return max + StrictMath.log(sum);
    }

    private static long reduced(ReduceFunction function, IntegerTensor input, IntegerType type, int start, int[] offsets) {
        long flip = type.isUnsigned() && type.width() == 64 ? Long.MIN_VALUE : 0;
        return switch (function) {
            case SUM -> fold(input, start, offsets, 0, Long::sum);
            case MEAN -> fold(input, start, offsets, 0, Long::sum) / Math.max(1, offsets.length);
            case PRODUCT -> fold(input, start, offsets, 1, (a, b) -> a * b);
            case MIN -> fold(input, start, offsets, largest(type), (a, b) -> (a ^ flip) < (b ^ flip) ? a : b);
            case MAX -> fold(input, start, offsets, smallest(type), (a, b) -> (a ^ flip) > (b ^ flip) ? a : b);
            case L1 -> fold(input, start, offsets, 0, (a, b) -> a + Math.abs(b));
            case SUM_SQUARE -> fold(input, start, offsets, 0, (a, b) -> a + b * b);
            case L2 -> (long) Math.sqrt(fold(input, start, offsets, 0, (a, b) -> a + b * b));
            case LOG_SUM -> (long) StrictMath.log(fold(input, start, offsets, 0, Long::sum));
            case LOG_SUM_EXP -> (long) logSumExp(input, start, offsets);
        };
    }

    @FunctionalInterface
    private interface Step {
        long apply(long soFar, long element);
    }

    private static long fold(IntegerTensor input, int start, int[] offsets, long initial, Step step) {
        long result = initial;
        for (int offset : offsets) {
            result = step.apply(result, input.longAt(start + offset));
        }
        return result;
    }

    private static long smallest(IntegerType type) {
        return type.isUnsigned() || type.width() == 1 ? 0 : -1L << (type.width() - 1);
    }

    private static long largest(IntegerType type) {
        return type.isUnsigned() || type.width() == 1 ? -1L >>> (64 - type.width()) : (1L << (type.width() - 1)) - 1;
    }
}
