package qcc.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.CrossingValue;
import qcc.chip.Chip;
import qcc.chip.WritePort;

/**
 * Adds up what the segments of a network take, and spreads it over blocks of samples.
 *
 * <p>Without planes a block takes {@code sum(load + samples * compute)}. Where one plane is written while another computes, the next segment is
 * loaded during the present one, and behind the last the first for the next block: {@code sum(max(samples * compute, load of the next))}.
 */
final class ReloadCost {
    /** A crossbar of the chip. */
    private record Crossbar(int core, int number) {}

    /** What happens from one load to the next. */
    private static final class Stage {
        private final int segment;
        private final double loadNs;
        private final double loadPj;

        Stage(int segment, double loadNs, double loadPj) {
            this.segment = segment;
            this.loadNs = loadNs;
            this.loadPj = loadPj;
        }
    }

    private final Bundle bundle;
    private final Chip chip;
    private final TimingModel timing;
    private final List<Stage> stages = new ArrayList<>();
    private final Map<Crossbar, Integer> writes = new HashMap<>();

    ReloadCost(Bundle bundle, Chip chip, TimingModel timing) {
        this.bundle = bundle;
        this.chip = chip;
        this.timing = timing;
    }

    /** A segment is loaded. */
    void load(int segment, SegmentImage image, double nanoseconds, double picojoules) {
        stages.add(new Stage(segment, nanoseconds, picojoules));
        for (var core : image.cores()) {
            var written = new HashSet<Crossbar>();
            core.groupTable().stream().flatMap(group -> group.slices().stream()).mapToInt(CrossbarSlice::crossbar)
                    .forEach(number -> written.add(new Crossbar(core.core(), number)));
            written.forEach(crossbar -> writes.merge(crossbar, 1, Integer::sum));
        }
    }

    /**
     * The costs so far, for blocks that follow one another.
     *
     * @param throughput how soon samples follow one another in each loaded segment
     */
    Reload reload(Throughput throughput) {
        int samples = bundle.blocks().samples();
        boolean stays = stages.size() <= planes();
        boolean hidden = !stays && chip.census().keySet().stream()
                .allMatch(type -> type.xbar().write().concurrent() == WritePort.Concurrent.PLANE);
        double block = 0;
        double wait = 0;
        double offchip = 0;
        double offchipPj = 0;
        for (int i = 0; i < stages.size(); i++) {
            var moves = offchip(stages.get(i).segment);
            double compute = cycles(throughput.stages().get(i), samples, stays) * timing.nanoseconds(1)
                    + timing.nanoseconds(moves.cycles());
            double load = stages.get(hidden ? (i + 1) % stages.size() : i).loadNs;
            double waiting = stays ? 0 : hidden ? Math.max(0, load - compute) : load;
            block += compute + waiting;
            wait += waiting;
            offchip += timing.nanoseconds(moves.cycles());
            offchipPj += moves.energy().total();
        }
        double loadNs = stays ? 0 : stages.stream().mapToDouble(stage -> stage.loadNs).sum();
        double loadPj = stays ? 0 : stages.stream().mapToDouble(stage -> stage.loadPj).sum();
        double leakagePj = timing.leakage(GroupCost.cycles(chip, wait + offchip)).total();
        return new Reload(bundle.segments().size(), samples, stays ? 0 : stages.size(), loadNs, loadPj, block / samples, wait / samples,
                offchip / samples, (loadPj + leakagePj + offchipPj) / samples, stays ? Double.POSITIVE_INFINITY : lifetime(samples));
    }

    /** A block fills and empties the cores that it goes through, unless the next block follows it at once. */
    private static double cycles(Throughput.Stage stage, int samples, boolean followed) {
        return followed ? samples * stage.interval() : stage.latency() + (samples - 1) * stage.interval();
    }

    private int planes() {
        return chip.census().keySet().stream().mapToInt(type -> type.xbar().write().planes()).min().orElse(1);
    }

    private double lifetime(int samples) {
        double blocks = Double.POSITIVE_INFINITY;
        for (var entry : writes.entrySet()) {
            blocks = Math.min(blocks, chip.typeOf(entry.getKey().core()).xbar().write().endurance() / entry.getValue());
        }
        return blocks * samples;
    }

    /** What a segment of a block moves between global and off-chip memory for the samples whose crossing values have no room. */
    private TimingModel.Cost offchip(int segment) {
        var blocks = bundle.blocks();
        long fitting = blocks.fitting(chip.chip().globalMem().bytes(), bundle.globalMemoryBytes());
        long samples = Math.max(0, blocks.samples() - fitting);
        long cycles = 0;
        var energy = EnergyReport.NONE;
        for (var value : blocks.crossing()) {
            boolean first = value.segments().getFirst() == segment;
            if (samples > 0 && value.segments().contains(segment) && !(first && value.source() == CrossingValue.Source.HOST)) {
                var move = timing.hostCopy(value.bytes());
                cycles += samples * move.cycles();
                energy = energy.plus(new EnergyReport(0, 0, samples * move.energy().total(), 0, 0, 0));
            }
        }
        return new TimingModel.Cost(cycles, 0, 0, energy);
    }
}
