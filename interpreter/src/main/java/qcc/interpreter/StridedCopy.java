package qcc.interpreter;

import java.util.Arrays;
import qcc.tensor.Parallel;

/**
 * Copies a box of elements between two arrays of one kind, each with its own strides: transposition, slicing, padding and joining are this one
 * loop. Strides may be negative, and 0 in the source.
 */
final class StridedCopy {
    private static final int SERIAL_LIMIT = 1 << 15;

    private final Object source;
    private final Object target;
    private final int[] sizes;
    private final int[] sourceStrides;
    private final int[] targetStrides;

    private StridedCopy(Object source, Object target, int[][] axes) {
        this.source = source;
        this.target = target;
        this.sizes = axes[0];
        this.sourceStrides = axes[1];
        this.targetStrides = axes[2];
    }

    /** Copies {@code sizes} elements from an offset to an offset, in parallel where it pays. */
    static void copy(Object source, int sourceOffset, int[] sourceStrides, Object target, int targetOffset, int[] targetStrides,
            int[] sizes, Parallel parallel) {
        long elements = 1;
        for (int size : sizes) {
            elements *= size;
        }
        if (elements == 0) {
            return;
        }
        var axes = merged(sizes, sourceStrides, targetStrides);
        if (axes[0].length == 0) {
            axes = new int[][]{{1}, {1}, {1}};
        }
        var copy = new StridedCopy(source, target, axes);
        int outer = copy.sizes[0];
        int tasks = elements < SERIAL_LIMIT || copy.sizes.length == 1 ? 1 : Math.min(outer, 4 * parallel.threads());
        parallel.forEach(tasks, task -> {
            int from = (int) ((long) outer * task / tasks);
            int to = (int) ((long) outer * (task + 1) / tasks);
            copy.run(0, from, to, sourceOffset, targetOffset);
        });
    }

    /** Drops axes of one element and joins neighbors that both arrays step through alike. */
    private static int[][] merged(int[] sizes, int[] sourceStrides, int[] targetStrides) {
        var axes = new int[3][sizes.length];
        int count = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == 1) {
                continue;
            }
            boolean joins = count > 0 && axes[1][count - 1] == sizes[i] * sourceStrides[i]
                    && axes[2][count - 1] == sizes[i] * targetStrides[i];
            int at = joins ? count - 1 : count++;
            axes[0][at] = joins ? axes[0][at] * sizes[i] : sizes[i];
            axes[1][at] = sourceStrides[i];
            axes[2][at] = targetStrides[i];
        }
        int kept = count;
        return new int[][]{Arrays.copyOf(axes[0], kept), Arrays.copyOf(axes[1], kept), Arrays.copyOf(axes[2], kept)};
    }

    private void run(int axis, int from, int to, int sourceOffset, int targetOffset) {
        if (axis == sizes.length - 1) {
            row(sourceOffset + from * sourceStrides[axis], targetOffset + from * targetStrides[axis], to - from);
        } else if (axis == sizes.length - 2 && sourceStrides[axis + 1] != 1) {
            plane(sourceOffset + from * sourceStrides[axis], targetOffset + from * targetStrides[axis], to - from);
        } else {
            for (int i = from; i < to; i++) {
                run(axis + 1, 0, sizes[axis + 1], sourceOffset + i * sourceStrides[axis], targetOffset + i * targetStrides[axis]);
            }
        }
    }

    /** Two axes of which the last is strided in the source: in blocks of rows, so that cache lines read are used up. */
    private void plane(int sourceOffset, int targetOffset, int rows) {
        int outer = sizes.length - 2;
        int columns = sizes[outer + 1];
        if (Math.abs(sourceStrides[outer]) >= Math.abs(sourceStrides[outer + 1])) {
            for (int r = 0; r < rows; r++) {
                row(sourceOffset + r * sourceStrides[outer], targetOffset + r * targetStrides[outer], columns);
            }
            return;
        }
        for (int first = 0; first < columns; first += 16) {
            int count = Math.min(16, columns - first);
            for (int r = 0; r < rows; r++) {
                row(sourceOffset + r * sourceStrides[outer] + first * sourceStrides[outer + 1],
                        targetOffset + r * targetStrides[outer] + first * targetStrides[outer + 1], count);
            }
        }
    }

    private void row(int from, int to, int count) {
        int step = sourceStrides[sizes.length - 1];
        int targetStep = targetStrides[sizes.length - 1];
        if (step == 1 && targetStep == 1) {
            System.arraycopy(source, from, target, to, count);
            return;
        }
        switch (source) {
            case float[] a -> strided(a, from, step, (float[]) target, to, targetStep, count);
            case byte[] a -> strided(a, from, step, (byte[]) target, to, targetStep, count);
            case int[] a -> strided(a, from, step, (int[]) target, to, targetStep, count);
            case double[] a -> strided(a, from, step, (double[]) target, to, targetStep, count);
            case short[] a -> strided(a, from, step, (short[]) target, to, targetStep, count);
            case long[] a -> strided(a, from, step, (long[]) target, to, targetStep, count);
            case boolean[] a -> strided(a, from, step, (boolean[]) target, to, targetStep, count);
            default -> throw new IllegalArgumentException("not an array of elements: " + source.getClass());
        }
    }

    private static void strided(float[] a, int from, int step, float[] b, int to, int targetStep, int count) {
        for (int i = 0; i < count; i++) {
            b[to + i * targetStep] = a[from + i * step];
        }
    }

    private static void strided(byte[] a, int from, int step, byte[] b, int to, int targetStep, int count) {
        for (int i = 0; i < count; i++) {
            b[to + i * targetStep] = a[from + i * step];
        }
    }

    private static void strided(int[] a, int from, int step, int[] b, int to, int targetStep, int count) {
        for (int i = 0; i < count; i++) {
            b[to + i * targetStep] = a[from + i * step];
        }
    }

    private static void strided(double[] a, int from, int step, double[] b, int to, int targetStep, int count) {
        for (int i = 0; i < count; i++) {
            b[to + i * targetStep] = a[from + i * step];
        }
    }

    private static void strided(short[] a, int from, int step, short[] b, int to, int targetStep, int count) {
        for (int i = 0; i < count; i++) {
            b[to + i * targetStep] = a[from + i * step];
        }
    }

    private static void strided(long[] a, int from, int step, long[] b, int to, int targetStep, int count) {
        for (int i = 0; i < count; i++) {
            b[to + i * targetStep] = a[from + i * step];
        }
    }

    private static void strided(boolean[] a, int from, int step, boolean[] b, int to, int targetStep, int count) {
        for (int i = 0; i < count; i++) {
            b[to + i * targetStep] = a[from + i * step];
        }
    }
}
