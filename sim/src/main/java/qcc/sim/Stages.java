package qcc.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import qcc.backend.host.bundle.Bundle;
import qcc.chip.Chip;

/** Collects what each loaded segment does for a sample, and finds how soon one sample can follow another. */
final class Stages {
    private static final double BUSY = 0.95;

    private final Bundle bundle;
    private final Chip chip;
    private final TimingModel timing;
    private final List<Turn> turns = new ArrayList<>();

    /** What happens between two loads. */
    private static final class Turn {
        private final int segment;
        private final long constantBytes;
        private final List<LaunchTrace> launches = new ArrayList<>();
        private long privateBytes;
        private long latency;
        private SteadyState.Copies in = new SteadyState.Copies(0, 0);
        private SteadyState.Copies out = new SteadyState.Copies(0, 0);

        Turn(int segment, long constantBytes) {
            this.segment = segment;
            this.constantBytes = constantBytes;
        }
    }

    Stages(Bundle bundle, Chip chip, TimingModel timing) {
        this.bundle = bundle;
        this.chip = chip;
        this.timing = timing;
    }

    void load(int number, SegmentImage segment) {
        turns.add(new Turn(number, segment.constants().stream().mapToLong(constant -> constant.data().length).sum()));
    }

    /** A copy to global memory before the launch. */
    void copyIn(AddressRange target, TimingModel.Cost cost) {
        if (!turns.isEmpty()) {
            turns.getLast().in = turns.getLast().in.plus(cost);
            turns.getLast().latency += cost.cycles();
            turns.getLast().privateBytes += privateBytes(target);
        }
    }

    /** A copy from global memory behind the launch. */
    void copyOut(TimingModel.Cost cost) {
        if (!turns.isEmpty()) {
            turns.getLast().out = turns.getLast().out.plus(cost);
            turns.getLast().latency += cost.cycles();
        }
    }

    /** A launch, which takes some cycles by itself. */
    void launch(LaunchTrace trace, long cycles) {
        var turn = turns.getLast();
        turn.latency += cycles;
        turn.launches.add(trace);
        turn.privateBytes += trace.written().stream().mapToLong(this::privateBytes).sum();
    }

    /** What of a run does not belong to values that cross segments. */
    private long privateBytes(AddressRange range) {
        return range.run() - bundle.blocks().crossing().stream()
                .mapToLong(value -> Math.max(0, Math.min(value.end(), range.end()) - Math.max(value.address(), range.low()))).sum();
    }

    Throughput throughput() {
        return new Throughput(turns.stream().filter(turn -> !turn.launches.isEmpty()).map(this::stage).toList());
    }

    private Throughput.Stage stage(Turn turn) {
        var banks = banks(turn);
        var interval = 0.0;
        var slowest = Optional.<Throughput.Bottleneck>empty();
        var longest = 0.0;
        for (var trace : turn.launches) {
            var rate = SteadyState.of(trace, timing, turn.in, turn.out, banks);
            interval += rate.interval();
            if (slowest.isEmpty() || rate.interval() > longest) {
                slowest = Optional.of(bottleneck(trace, rate));
                longest = rate.interval();
            }
        }
        return new Throughput.Stage(turn.segment, turn.latency, banks, interval, slowest.orElseThrow());
    }

    /**
     * Constants are shared, values that cross segments are there once for each sample of a block, and what else a launch writes once for each
     * launch in flight.
     */
    private int banks(Turn turn) {
        var capacity = chip.chip().globalMem().bytes();
        var samples = Math.min(bundle.blocks().samples(), bundle.blocks().fitting(capacity, bundle.globalMemoryBytes()));
        var most = turns.size() == 1 ? Integer.MAX_VALUE : bundle.blocks().samples();
        var free = capacity - turn.constantBytes - samples * bundle.blocks().bytesPerSample();
        return Math.clamp(free / Math.max(1, turn.privateBytes), 1, most);
    }

    private static Throughput.Bottleneck bottleneck(LaunchTrace trace, SteadyState.Rate rate) {
        var busiest = 0;
        for (var i = 1; i < rate.coreBusy().length; i++) {
            busiest = rate.coreBusy()[i] > rate.coreBusy()[busiest] ? i : busiest;
        }
        var core = rate.coreBusy().length == 0 ? 0 : rate.coreBusy()[busiest];
        var most = Math.max(core, Math.max(rate.portBusy(), rate.copyBusy()));
        var utilization = Math.min(1, most / Math.max(1, rate.interval()));
        if (utilization < BUSY && rate.roomLimited()) {
            return new Throughput.Bottleneck(Throughput.Bottleneck.Kind.GLOBAL_MEMORY_ROOM, -1, "", 1);
        }
        if (most == core && core > 0) {
            var busy = trace.cores().get(busiest);
            return new Throughput.Bottleneck(Throughput.Bottleneck.Kind.CORE, busy.image().core(), operation(busy), utilization);
        }
        var kind = most == rate.portBusy() ? Throughput.Bottleneck.Kind.GLOBAL_MEMORY_PORT : Throughput.Bottleneck.Kind.HOST_COPY;
        return new Throughput.Bottleneck(kind, -1, "", utilization);
    }

    /** What a core is busy with most. */
    private static String operation(LaunchTrace.CoreTrace core) {
        var busy = new LinkedHashMap<String, Long>();
        for (var task : core.tasks()) {
            var cycles = switch (task) {
                case Task.Work work -> work.cycles();
                case Task.Product product -> product.cycles();
                case Task.Meeting _,Task.End _ -> 1L;
            };
            busy.merge(core.image().operationAt(task.index()), task.control() + cycles, Long::sum);
        }
        return Collections.max(busy.entrySet(), Map.Entry.comparingByValue()).getKey();
    }
}
