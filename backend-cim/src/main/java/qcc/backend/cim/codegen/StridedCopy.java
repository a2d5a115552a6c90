package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.List;
import qcc.ir.Shape;

/**
 * A copy of a tensor between two strided places in global memory, through a buffer at the start of local memory: contiguous axes become runs,
 * one axis the rows of a move, and the others loops.
 */
final class StridedCopy {
    /** One axis: elements, and bytes between them on both sides. */
    private record Axis(int count, int sourceStride, int destinationStride) {}

    private final CoreCode code;
    private final int capacity;
    private final List<Axis> axes;
    private final int run;

    /**
     * @param capacity bytes of the buffer
     * @param sourceStrides bytes between neighbors on each axis, perhaps negative
     * @param destinationStrides likewise, not negative
     */
    StridedCopy(CoreCode code, int capacity, Shape shape, int[] sourceStrides, int[] destinationStrides) {
        this.code = code;
        this.capacity = capacity;
        var all = new ArrayList<Axis>();
        for (int i = 0; i < shape.rank(); i++) {
            if (shape.dimension(i) != 1) {
                all.add(new Axis(Math.toIntExact(shape.dimension(i)), sourceStrides[i], destinationStrides[i]));
            }
        }
        int bytes = 1;
        while (!all.isEmpty() && all.getLast().sourceStride == bytes && all.getLast().destinationStride == bytes) {
            bytes = Math.multiplyExact(bytes, all.removeLast().count);
        }
        this.run = bytes;
        this.axes = merge(all);
    }

    /** Joins neighboring axes that one stride serves. */
    private static List<Axis> merge(List<Axis> axes) {
        var merged = new ArrayList<Axis>();
        for (var axis : axes) {
            var last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last.sourceStride == axis.count * axis.sourceStride
                    && last.destinationStride == axis.count * axis.destinationStride) {
                merged.set(merged.size() - 1, new Axis(last.count * axis.count, axis.sourceStride, axis.destinationStride));
            } else {
                merged.add(axis);
            }
        }
        return merged;
    }

    /** Copies between the addresses in two registers, which it changes. */
    void emit(int from, int to) {
        code.scope(() -> loops(axes, from, to));
    }

    private void loops(List<Axis> outer, int from, int to) {
        if (outer.isEmpty()) {
            contiguous(from, to);
        } else if (outer.size() == 1 && run <= capacity) {
            rows(outer.getFirst(), from, to);
        } else {
            outermost(outer, from, to);
        }
    }

    private void outermost(List<Axis> nest, int from, int to) {
        var outer = nest.getFirst();
        int innerFrom = code.register();
        int innerTo = code.register();
        startAbove(from, outer.sourceStride);
        code.loop(outer.count, () -> {
            stepDown(from, outer.sourceStride);
            code.add(innerFrom, from, 0);
            code.add(innerTo, to, 0);
            loops(nest.subList(1, nest.size()), innerFrom, innerTo);
            stepUp(from, outer.sourceStride);
            code.add(to, to, outer.destinationStride);
        });
    }

    /** Rows of an axis, as many in one move as the buffer holds. */
    private void rows(Axis rows, int from, int to) {
        int chunk = Math.min(rows.count, capacity / run);
        startAbove(from, chunk * rows.sourceStride);
        code.chunks(rows.count, chunk, count -> {
            stepDown(from, chunk * rows.sourceStride);
            code.moveIn(CoreCode.ZERO, from, count, run, run, rows.sourceStride);
            code.moveOut(CoreCode.ZERO, to, count, run, run, rows.destinationStride);
            stepUp(from, count * rows.sourceStride);
            code.add(to, to, count * rows.destinationStride);
        });
    }

    private void contiguous(int from, int to) {
        code.chunks(run, Math.min(run, capacity), count -> {
            code.moveIn(CoreCode.ZERO, from, 1, count, 0, 0);
            code.moveOut(CoreCode.ZERO, to, 1, count, 0, 0);
            code.add(from, from, count);
            code.add(to, to, count);
        });
    }

    /** Registers never hold negative numbers: a source that goes down starts one step above its place and steps before each use. */
    private void startAbove(int register, int step) {
        code.add(register, register, Math.max(-step, 0));
    }

    private void stepDown(int register, int step) {
        code.add(register, register, Math.min(step, 0));
    }

    private void stepUp(int register, int step) {
        code.add(register, register, Math.max(step, 0));
    }
}
