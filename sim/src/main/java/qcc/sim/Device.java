package qcc.sim;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import qcc.backend.cim.isa.SynchronizationInstruction;
import qcc.chip.Chip;
import qcc.chip.Core;

/** The chip's memories for one block of samples, and what runs on them. Used by one thread at a time. */
final class Device {
    private final byte[] global;
    private final Map<Integer, CoreMemory> memories = new HashMap<>();
    private final Chip chip;
    private final int capacity;
    private final boolean clear;

    /**
     * @param capacity most samples of a block
     * @param clear whether memories are set to zero before use; not needed where reading what was never written traps
     */
    Device(Chip chip, long globalBytes, int capacity, boolean clear) {
        this.chip = chip;
        this.capacity = capacity;
        this.clear = clear;
        this.global = new byte[Math.toIntExact(globalBytes * capacity)];
    }

    byte[] global() {
        return global;
    }

    /** Forgets the block before. */
    void begin() {
        if (clear) {
            Arrays.fill(global, (byte) 0);
        }
    }

    /** Places a segment's constants, the same for every sample. */
    void load(SegmentImage segment, int samples) {
        for (var constant : segment.constants()) {
            for (var i = 0; i < constant.data().length; i++) {
                var from = (int) ((constant.address() + i) * samples);
                Arrays.fill(global, from, from + samples, constant.data()[i]);
            }
        }
    }

    /** Runs a segment's cores, each until it has to wait, until all have ended. */
    void launch(SegmentImage segment, int samples, long firstSample) {
        var cores = segment.cores().stream()
                .map(image -> new CoreExecutor(image, memory(image.core()), global, samples, firstSample)).toList();
        var synchronizer = new Synchronizer(cores.stream().map(CoreExecutor::sequencer).toList(),
                (sender, send, receiver, receive) -> cores.get(sender).deliver(send, cores.get(receiver), receive));
        var ready = new ArrayDeque<Integer>();
        for (var i = 0; i < cores.size(); i++) {
            ready.add(i);
        }
        while (!ready.isEmpty()) {
            var position = ready.remove();
            if (cores.get(position).run() instanceof SynchronizationInstruction instruction) {
                ready.addAll(synchronizer.arrive(position, instruction));
            } else {
                synchronizer.end(position);
            }
        }
        synchronizer.requireFinished();
    }

    private CoreMemory memory(int core) {
        var memory = memories.computeIfAbsent(core, number -> CoreMemory.of(chip.typeOf(number).core(), capacity));
        if (clear) {
            Arrays.fill(memory.local(), (byte) 0);
            Arrays.fill(memory.accumulators(), 0);
        }
        return memory;
    }

    /** Bytes of memory that one sample takes on a device. */
    static long bytesPerSample(Chip chip, long globalBytes, List<SegmentImage> segments) {
        return globalBytes + cores(chip, segments)
                .mapToLong(core -> core.localMem().bytes() + (long) Integer.BYTES * core.accumulators().entries()).sum();
    }

    /** Bytes or accumulators of the largest memory. */
    static long largestMemory(Chip chip, long globalBytes, List<SegmentImage> segments) {
        return cores(chip, segments).mapToLong(core -> Math.max(core.localMem().bytes(), core.accumulators().entries()))
                .reduce(globalBytes, Math::max);
    }

    private static Stream<Core> cores(Chip chip, List<SegmentImage> segments) {
        return segments.stream().flatMap(segment -> segment.cores().stream()).map(CoreImage::core).distinct()
                .map(number -> chip.typeOf(number).core());
    }
}
