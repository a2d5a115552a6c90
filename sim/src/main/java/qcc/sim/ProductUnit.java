package qcc.sim;

import java.util.IdentityHashMap;
import java.util.Map;

import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.sim.GroupArithmetic.Copy;
import qcc.tensor.LockstepProduct;

/** Products of windows of local memory with array groups. */
final class ProductUnit {
    private final Sequencer core;
    private final CoreMemory memory;
    private final int samples;
    private final long firstSample;
    private final AccumulatorRange range;
    private final Map<AnalogGroup, AnalogGroup.Work> work = new IdentityHashMap<>();
    private Window window;
    private int[] offsets = new int[0];
    private int[] addresses = new int[0];
    private int[] sums = new int[0];

    /** @param firstSample the index of the block's first sample among all samples */
    ProductUnit(Sequencer core, CoreMemory memory, int samples, long firstSample) {
        this.core = core;
        this.memory = memory;
        this.samples = samples;
        this.firstSample = firstSample;
        this.range = new AccumulatorRange(core.image().type().core().accumulators().bits());
    }

    void execute(Mvm mvm) {
        var group = core.image().group(mvm.group()).arithmetic();
        follow(core.window());
        for (var i = 0; i < mvm.count(); i++) {
            var source = core.register(mvm.source()) + i * mvm.sourceStride();
            for (var k = 0; k < addresses.length; k++) {
                addresses[k] = source + offsets[k];
            }
            multiply(group, i, (core.register(mvm.accumulator()) + i * mvm.accumulatorStride()) * samples, mvm.accumulate());
        }
    }

    private void multiply(GroupArithmetic group, int number, int target, boolean accumulate) {
        var count = group.columns() * samples;
        if (!accumulate) {
            product(group.copy(number), memory.accumulators(), target, false);
            if (!range.holds(group.minimum(), group.maximum())) {
                range.require(memory.accumulators(), target, count);
            }
        } else if (range.holdsSum(memory.accumulators(), target, count, group.minimum(), group.maximum())) {
            product(group.copy(number), memory.accumulators(), target, true);
        } else {
            sums = sums.length < count ? new int[count] : sums;
            product(group.copy(number), sums, 0, false);
            range.add(sums, memory.accumulators(), target, count);
        }
    }

    private void product(Copy copy, int[] target, int offset, boolean accumulate) {
        switch (copy) {
            case Copy.Exact exact -> LockstepProduct.multiply(memory.local(), samples, addresses, 0, exact.weights(), 0,
                    exact.weights().rows(), target, offset, accumulate);
            case Copy.Converted converted -> work.computeIfAbsent(converted.group(), group -> group.work(samples, firstSample))
                    .multiply(memory.local(), addresses, target, offset, accumulate);
        }
    }

    private void follow(Window current) {
        if (current.equals(window)) {
            return;
        }
        window = current;
        offsets = new int[Math.toIntExact(window.bytes())];
        addresses = new int[offsets.length];
        var k = 0;
        for (var i0 = 0; i0 < window.n0(); i0++) {
            for (var i1 = 0; i1 < window.n1(); i1++) {
                var start = i0 * window.stride0() + i1 * window.stride1();
                for (var i = 0; i < window.run(); i++) {
                    offsets[k++] = start + i;
                }
            }
        }
    }
}
