package qcc.sim;

import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.sim.Tables.Channel;
import qcc.sim.Tables.Requantizing;

/** Bias, residual, scaling and clamp from accumulators to i8, channel by channel over chunks of positions and all samples. */
final class RequantizeUnit {
    /** Values scaled at a time: they stay in the first-level cache. */
    private static final int CHUNK = 2048;

    private final Sequencer core;
    private final CoreMemory memory;
    private final int samples;
    private final int positions;
    private final int[] values;
    private final int[] residuals;

    RequantizeUnit(Sequencer core, CoreMemory memory, int samples) {
        this.core = core;
        this.memory = memory;
        this.samples = samples;
        this.positions = Math.max(1, CHUNK / samples);
        this.values = new int[positions * samples];
        this.residuals = new int[positions * samples];
    }

    void execute(Requantize op) {
        var words = memory.parameters(core.register(op.parameters()), Requantizing.words(op.channels()), samples);
        var table = Requantizing.of(words, op.channels(), op.mode(), op.residual().isPresent(), core.image().type().core().requantize());
        for (var first = 0; first < op.count(); first += positions) {
            var count = Math.min(positions, op.count() - first);
            for (var channel = 0; channel < op.channels(); channel++) {
                scale(op, table, channel, first, count);
            }
        }
    }

    private void scale(Requantize op, Requantizing table, int channel, int first, int count) {
        var parameters = table.channels()[channel];
        var n = count * samples;
        loadAccumulators(op, parameters, channel, first, count);
        if (op.residual().isPresent()) {
            var residual = op.residual().get();
            var source = core.register(residual.register()) + first * residual.stride() + channel;
            loadResiduals(source, residual.stride(), table.residualZeroPoint(), count);
            ScaleKernel.apply(parameters.residual(), residuals, n, Byte.MIN_VALUE - table.residualZeroPoint(),
                    Byte.MAX_VALUE - table.residualZeroPoint(), Integer.MIN_VALUE, Integer.MAX_VALUE);
            addResiduals(n);
        }
        ScaleKernel.apply(parameters.scale(), values, n, table.output().low(), table.output().high());
        var target = core.register(op.destination()) + first * op.destinationStride() + channel;
        store(target, op.destinationStride(), table.output().zeroPoint(), count);
    }

    private void loadAccumulators(Requantize op, Channel channel, int channelIndex, int first, int count) {
        var least = IntVector.broadcast(Lanes.INTS, Integer.MAX_VALUE);
        var largest = IntVector.broadcast(Lanes.INTS, Integer.MIN_VALUE);
        for (var i = 0; i < count; i++) {
            var source = (core.register(op.accumulator()) + (first + i) * op.accumulatorStride() + channelIndex) * samples;
            for (var s = 0; s < samples; s += Lanes.COUNT) {
                var x = IntVector.fromArray(Lanes.INTS, memory.accumulators(), source + s);
                least = least.min(x);
                largest = largest.max(x);
                x.add(channel.bias()).intoArray(values, i * samples + s);
            }
        }
        if ((long) least.reduceLanes(MIN) + channel.bias() < Integer.MIN_VALUE
                || (long) largest.reduceLanes(MAX) + channel.bias() > Integer.MAX_VALUE) {
            throw new Fault("an accumulator of channel %d and its bias %d exceed 32 bits", channelIndex, channel.bias());
        }
    }

    private void loadResiduals(int source, int stride, int zeroPoint, int count) {
        for (var i = 0; i < count; i++) {
            for (var s = 0; s < samples; s += Lanes.COUNT) {
                Lanes.widen(memory.local(), (source + i * stride) * samples + s).sub(zeroPoint).intoArray(residuals, i * samples + s);
            }
        }
    }

    private void addResiduals(int n) {
        var overflow = Lanes.INTS.maskAll(false);
        for (var i = 0; i < n; i += Lanes.COUNT) {
            var x = IntVector.fromArray(Lanes.INTS, values, i);
            var residual = IntVector.fromArray(Lanes.INTS, residuals, i);
            var sum = x.add(residual);
            overflow = overflow.or(overflows(x, residual, sum));
            sum.intoArray(values, i);
        }
        if (overflow.anyTrue()) {
            throw new Fault("a sum with its residual exceeds 32 bits");
        }
    }

    private void store(int target, int stride, int zeroPoint, int count) {
        for (var i = 0; i < count; i++) {
            for (var s = 0; s < samples; s += Lanes.COUNT) {
                var x = IntVector.fromArray(Lanes.INTS, values, i * samples + s).add(zeroPoint);
                Lanes.narrow(x, memory.local(), (target + i * stride) * samples + s);
            }
        }
    }

    /** A sum overflows if its sign differs from that of both summands. */
    private static VectorMask<Integer> overflows(IntVector a, IntVector b, IntVector sum) {
        return a.lanewise(XOR, sum).and(b.lanewise(XOR, sum))
                .compare(LT, 0);
    }
}
