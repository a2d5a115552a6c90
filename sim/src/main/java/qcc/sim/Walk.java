package qcc.sim;

import java.util.ArrayList;
import java.util.List;

import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.HostCommand;
import qcc.backend.host.bundle.HostCommand.CopyIn;
import qcc.backend.host.bundle.HostCommand.CopyOut;
import qcc.backend.host.bundle.HostCommand.HostOp;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;
import qcc.chip.Chip;

/** One pass through a bundle's host commands without data: finds every fault that does not depend on data, and adds up time and energy. */
final class Walk {
    private final Chip chip;
    private final boolean checkUninitialized;
    private final TimingModel timing;
    private final Ledger ledger = new Ledger();
    private final MemoryState global;
    private final ReloadCost reload;
    private final Stages stages;
    private final List<Timeline.CommandSpan> spans = new ArrayList<>();
    private final List<Timeline.Step> steps = new ArrayList<>();
    private final List<Timeline.CoreWait> waits = new ArrayList<>();
    private long time;
    private long cycles;
    private long copyCycles;
    private double programmingNs;
    private double programmingPj;

    private Walk(Bundle bundle, Chip chip, boolean checkUninitialized) {
        this.chip = chip;
        this.checkUninitialized = checkUninitialized;
        this.timing = new TimingModel(chip);
        this.reload = new ReloadCost(bundle, chip, timing);
        this.stages = new Stages(bundle, chip, timing);
        this.global = new MemoryState("global memory", Math.toIntExact(bundle.globalMemoryBytes()), checkUninitialized);
    }

    /**
     * @throws SimulatorTrap if a core's program is at fault
     * @throws SimulatorException if a host command is
     */
    static SimulationReport through(Bundle bundle, Chip chip, List<SegmentImage> segments, boolean checkUninitialized) {
        var walk = new Walk(bundle, chip, checkUninitialized);
        for (var command : bundle.commands()) {
            try {
                walk.execute(command, segments);
            } catch (Fault e) {
                throw new SimulatorException("host command %d (%s): %s", command.id(), command.getClass().getSimpleName(), e.getMessage());
            }
        }
        return walk.report();
    }

    private void execute(HostCommand command, List<SegmentImage> segments) {
        var duration = switch (command) {
            case LoadSegment load -> load(load.segment(), segments.get(load.segment()));
            case CopyIn copy -> {
                global.write(copy.address(), 1, 0, copy.bytes());
                var cost = copy(copy.bytes());
                stages.copyIn(new AddressRange(copy.address(), 1, 0, copy.bytes()), cost);
                yield cost.cycles();
            }
            case CopyOut copy -> {
                global.read(copy.address(), 1, 0, copy.bytes());
                var cost = copy(copy.bytes());
                stages.copyOut(cost);
                yield cost.cycles();
            }
            case Launch launch -> launch(segments.get(launch.segment()), launch.id());
            case HostOp _ -> 0L;
        };
        spans.add(new Timeline.CommandSpan(command, time, duration));
        time += duration;
    }

    private SimulationReport report() {
        ledger.spend(timing.leakage(cycles));
        var throughput = stages.throughput();
        return new SimulationReport(chip.title(), chip.clockMhz(), cycles, timing.nanoseconds(cycles), copyCycles, ledger.energy(),
                ledger.causes(), ledger.cores(), ledger.operations(),
                new SimulationReport.Programming(programmingNs, programmingPj), reload.reload(throughput), ledger.instructions(),
                new Timeline(time, spans, steps, waits), throughput);
    }

    private long load(int number, SegmentImage segment) {
        for (var constant : segment.constants()) {
            global.constants(constant.address(), constant.data());
        }
        var slowest = 0.0;
        var energy = 0.0;
        for (var core : segment.cores()) {
            var programming = ProgrammingCost.of(core);
            slowest = Math.max(slowest, programming.nanoseconds());
            energy += programming.energyPj();
        }
        programmingNs += slowest;
        programmingPj += energy;
        reload.load(number, segment, slowest, energy);
        stages.load(number, segment);
        return GroupCost.cycles(chip, slowest);
    }

    private TimingModel.Cost copy(long bytes) {
        var cost = timing.hostCopy(bytes);
        cycles += cost.cycles();
        copyCycles += cost.cycles();
        ledger.spend(cost.energy());
        return cost;
    }

    private long launch(SegmentImage segment, int command) {
        var trace = new LaunchReplay(segment, global, timing, ledger, checkUninitialized).run();
        var duration = LaunchAccount.run(trace, timing, ledger, command, time, steps, waits);
        cycles += duration;
        stages.launch(trace, duration);
        return duration;
    }
}
