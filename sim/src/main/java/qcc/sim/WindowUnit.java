package qcc.sim;

import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.Arrays;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import qcc.backend.cim.isa.AccumulatorInstruction.Sum;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.VectorInstruction.AvgPool;
import qcc.backend.cim.isa.VectorInstruction.MaxPool;

/** Pooling over windows and sums over positions. The channels of a position, of all samples, are contiguous. */
final class WindowUnit {
    private final Sequencer core;
    private final CoreMemory memory;
    private final byte[] local;
    private final int samples;
    private final AccumulatorRange range;
    private byte[] largest = new byte[0];
    private int[] sums = new int[0];

    WindowUnit(Sequencer core, CoreMemory memory, int samples) {
        this.core = core;
        this.memory = memory;
        this.local = memory.local();
        this.samples = samples;
        this.range = new AccumulatorRange(core.image().type().core().accumulators().bits());
    }

    void execute(MaxPool op) {
        var window = core.window();
        var n = op.channels() * samples;
        largest = largest.length < n ? new byte[n] : largest;
        for (var i = 0; i < op.count(); i++) {
            var source = core.register(op.source()) + i * op.sourceStride();
            Arrays.fill(largest, 0, n, Byte.MIN_VALUE);
            for (var position = 0; position < positions(window); position++) {
                maximum(at(source, window, position), n);
            }
            System.arraycopy(largest, 0, local, (core.register(op.destination()) + i * op.destinationStride()) * samples, n);
        }
    }

    void execute(AvgPool op) {
        var window = core.window();
        var n = op.channels() * samples;
        for (var i = 0; i < op.count(); i++) {
            var source = core.register(op.source()) + i * op.sourceStride();
            clearSums(n);
            for (var position = 0; position < positions(window); position++) {
                add(at(source, window, position), n);
            }
            storeMeans(positions(window), (core.register(op.destination()) + i * op.destinationStride()) * samples, n);
        }
    }

    void execute(Sum op) {
        var n = op.channels() * samples;
        clearSums(n);
        for (var i = 0; i < op.count(); i++) {
            add((core.register(op.source()) + i * op.sourceStride()) * samples, n);
        }
        var target = core.register(op.accumulator()) * samples;
        if (!op.accumulate()) {
            Arrays.fill(memory.accumulators(), target, target + n, 0);
        }
        range.add(sums, memory.accumulators(), target, n);
    }

    private static int positions(Window window) {
        return window.n0() * window.n1();
    }

    private int at(int source, Window window, int position) {
        var address = source + position / window.n1() * window.stride0() + position % window.n1() * window.stride1();
        return address * samples;
    }

    private void maximum(int source, int n) {
        for (var i = 0; i < n; i += Lanes.COUNT) {
            ByteVector.fromArray(Lanes.BYTES, local, source + i).max(ByteVector.fromArray(Lanes.BYTES, largest, i)).intoArray(largest, i);
        }
    }

    private void clearSums(int n) {
        sums = sums.length < n ? new int[n] : sums;
        Arrays.fill(sums, 0, n, 0);
    }

    private void add(int source, int n) {
        for (var i = 0; i < n; i += Lanes.COUNT) {
            Lanes.widen(local, source + i).add(IntVector.fromArray(Lanes.INTS, sums, i)).intoArray(sums, i);
        }
    }

    /**
     * Sums over positions, halves away from zero. Sums stay below 2^24 and quotients at 128, so that the f32 quotient of
     * {@code sum +- positions / 2} truncates to the exact one.
     */
    private void storeMeans(int positions, int target, int n) {
        var half = IntVector.broadcast(Lanes.INTS, positions / 2);
        for (var i = 0; i < n; i += Lanes.COUNT) {
            var sum = IntVector.fromArray(Lanes.INTS, sums, i);
            var nudged = sum.add(half).blend(sum.sub(half), sum.compare(LT, 0));
            var quotient = ((FloatVector) nudged.convertShape(I2F, Lanes.FLOATS, 0)).div(positions);
            Lanes.narrow((IntVector) quotient.convertShape(F2I, Lanes.INTS, 0), local, target + i);
        }
    }
}
