package qcc.sim;

import java.util.Arrays;

import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorLoad;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorStore;

/** Accumulators to and from local memory as little-endian i32: the four bytes of a word are four runs of samples. */
final class AccumulatorUnit {
    private final Sequencer core;
    private final CoreMemory memory;
    private final byte[] local;
    private final int samples;
    private final AccumulatorRange range;
    private final int[] values;

    AccumulatorUnit(Sequencer core, CoreMemory memory, int samples) {
        this.core = core;
        this.memory = memory;
        this.local = memory.local();
        this.samples = samples;
        this.range = new AccumulatorRange(core.image().type().core().accumulators().bits());
        this.values = new int[samples];
    }

    void execute(AccumulatorStore op) {
        for (var i = 0; i < op.count(); i++) {
            for (var c = 0; c < op.channels(); c++) {
                var source = (core.register(op.accumulator()) + i * op.accumulatorStride() + c) * samples;
                var target = (core.register(op.destination()) + i * op.destinationStride() + Integer.BYTES * c) * samples;
                for (var part = 0; part < Integer.BYTES; part++) {
                    store(source, target + part * samples, part * Byte.SIZE);
                }
            }
        }
    }

    void execute(AccumulatorLoad op) {
        for (var i = 0; i < op.count(); i++) {
            for (var c = 0; c < op.channels(); c++) {
                load((core.register(op.source()) + i * op.sourceStride() + Integer.BYTES * c) * samples);
                var target = (core.register(op.accumulator()) + i * op.accumulatorStride() + c) * samples;
                if (!op.accumulate()) {
                    Arrays.fill(memory.accumulators(), target, target + samples, 0);
                }
                range.add(values, memory.accumulators(), target, samples);
            }
        }
    }

    private void store(int source, int target, int shift) {
        for (var s = 0; s < samples; s++) {
            local[target + s] = (byte) (memory.accumulators()[source + s] >> shift);
        }
    }

    private void load(int source) {
        for (var s = 0; s < samples; s++) {
            values[s] = local[source + s] & 0xFF | (local[source + samples + s] & 0xFF) << 8
                    | (local[source + 2 * samples + s] & 0xFF) << 16 | local[source + 3 * samples + s] << 24;
        }
    }
}
