package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import qcc.chip.Chip;
import qcc.dialect.cim.CimMoveOp;
import qcc.dialect.cim.ConcatOp;
import qcc.dialect.cim.PadOp;
import qcc.dialect.cim.SliceOp;
import qcc.dialect.cim.TransposeOp;
import qcc.dialect.cim.ViewOp;
import qcc.ir.Op;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Bytes that change their places in global memory, through a buffer in local memory. */
final class MoveEmitter {
    /** One axis of a copy: elements, and bytes between them on both sides. */
    private record Axis(int count, int sourceStride, int destinationStride) {}

    private final CoreCode code;
    private final Op op;
    private final GlobalMemory memory;
    private final int capacity;

    MoveEmitter(CoreCode code, Chip chip, Op op, GlobalMemory memory) {
        this.code = code;
        this.op = op;
        this.memory = memory;
        this.capacity = (int) Math.min(chip.typeOf(code.core()).core().localMem().bytes(), 0xFFFF);
    }

    void emit(CimMoveOp move) {
        switch (move) {
            case ConcatOp c -> concat(c);
            case PadOp p -> pad(p);
            case SliceOp s -> slice(s);
            case TransposeOp t -> transpose(t);
            case ViewOp v -> throw new CodegenException(v, "a view moves nothing");
        }
    }

    private static Shape shape(Value value) {
        return ((TensorType) value.type()).shape();
    }

    /** Bytes between neighbors on each axis of a row-major tensor. */
    private static int[] strides(Shape shape) {
        var strides = new int[shape.rank()];
        int stride = 1;
        for (int i = shape.rank() - 1; i >= 0; i--) {
            strides[i] = stride;
            stride = Math.multiplyExact(stride, Math.toIntExact(shape.dimension(i)));
        }
        return strides;
    }

    private void concat(ConcatOp concat) {
        int axis = concat.axis();
        var to = strides(shape(concat.result()));
        int offset = 0;
        for (var part : concat.operands()) {
            copy(shape(part), memory.address(part), strides(shape(part)), memory.address(concat.result()) + offset, to);
            offset += Math.toIntExact(shape(part).dimension(axis)) * to[axis];
        }
    }

    private void slice(SliceOp slice) {
        var from = strides(shape(slice.input()));
        int base = memory.address(slice.input());
        var stepped = from.clone();
        for (int i = 0; i < from.length; i++) {
            base += Math.toIntExact(slice.starts()[i]) * from[i];
            stepped[i] = Math.toIntExact(slice.steps()[i]) * from[i];
        }
        copy(shape(slice.result()), base, stepped, memory.address(slice.result()), strides(shape(slice.result())));
    }

    private void transpose(TransposeOp transpose) {
        var from = strides(shape(transpose.input()));
        var moved = Arrays.stream(transpose.permutation()).map(axis -> from[axis]).toArray();
        copy(shape(transpose.result()), memory.address(transpose.input()), moved, memory.address(transpose.result()),
                strides(shape(transpose.result())));
    }

    private void pad(PadOp pad) {
        fillAll(pad);
        var to = strides(shape(pad.result()));
        int base = memory.address(pad.result());
        for (int i = 0; i < to.length; i++) {
            base += Math.toIntExact(pad.low()[i]) * to[i];
        }
        copy(shape(pad.input()), memory.address(pad.input()), strides(shape(pad.input())), base, to);
    }

    private void fillAll(PadOp pad) {
        int total = Math.toIntExact(shape(pad.result()).elements());
        int chunk = Math.min(total, capacity);
        code.fill(CoreCode.ZERO, pad.value(), chunk);
        int global = code.register();
        code.load(global, memory.address(pad.result()));
        code.chunks(total, chunk, count -> {
            code.moveOut(CoreCode.ZERO, global, 1, count, 0, 0);
            code.add(global, global, count);
        });
    }

    /** Copies a tensor between two strided places: contiguous axes become runs, one axis the rows of a move, and the others loops. */
    private void copy(Shape shape, int source, int[] sourceStrides, int destination, int[] destinationStrides) {
        if (shape.elements() == 0) {
            return;
        }
        var axes = new ArrayList<Axis>();
        for (int i = 0; i < shape.rank(); i++) {
            if (shape.dimension(i) != 1) {
                axes.add(new Axis(Math.toIntExact(shape.dimension(i)), sourceStrides[i], destinationStrides[i]));
            }
        }
        int run = 1;
        while (!axes.isEmpty() && axes.getLast().sourceStride == run && axes.getLast().destinationStride == run) {
            run = Math.multiplyExact(run, axes.removeLast().count);
        }
        var outer = merge(axes);
        int bytes = run;
        code.scope(() -> {
            int from = code.register();
            int to = code.register();
            code.load(from, source);
            code.load(to, destination);
            loops(outer, bytes, from, to);
        });
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

    /** Copies what the axes span, from and to the addresses in two registers, which it changes. */
    private void loops(List<Axis> axes, int run, int from, int to) {
        if (axes.isEmpty()) {
            contiguous(run, from, to);
        } else if (axes.size() == 1 && run <= capacity) {
            rows(axes.getFirst(), run, from, to);
        } else {
            outermost(axes, run, from, to);
        }
    }

    private void outermost(List<Axis> axes, int run, int from, int to) {
        var outer = axes.getFirst();
        int innerFrom = code.register();
        int innerTo = code.register();
        startAbove(from, outer.sourceStride);
        code.loop(outer.count, () -> {
            stepDown(from, outer.sourceStride);
            code.add(innerFrom, from, 0);
            code.add(innerTo, to, 0);
            loops(axes.subList(1, axes.size()), run, innerFrom, innerTo);
            stepUp(from, outer.sourceStride);
            code.add(to, to, outer.destinationStride);
        });
    }

    /** Rows of an axis, as many in one move as the buffer holds. */
    private void rows(Axis rows, int run, int from, int to) {
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

    private void contiguous(int run, int from, int to) {
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
