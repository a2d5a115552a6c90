package qcc.sim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import qcc.backend.host.bundle.Bundle;
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
    private long cycles;
    private long copyCycles;
    private double programmingNs;
    private double programmingPj;

    private Walk(Bundle bundle, Chip chip, boolean checkUninitialized) {
        this.chip = chip;
        this.checkUninitialized = checkUninitialized;
        this.timing = new TimingModel(chip);
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
                switch (command) {
                    case LoadSegment load -> walk.load(segments.get(load.segment()));
                    case CopyIn copy -> {
                        walk.global.write(copy.address(), 1, 0, copy.bytes());
                        walk.copy(copy.bytes());
                    }
                    case CopyOut copy -> {
                        walk.global.read(copy.address(), 1, 0, copy.bytes());
                        walk.copy(copy.bytes());
                    }
                    case Launch launch -> walk.launch(segments.get(launch.segment()));
                    case HostOp _ -> {}
                }
            } catch (Fault e) {
                throw new SimulatorException("host command %d (%s): %s", command.id(), command.getClass().getSimpleName(), e.getMessage());
            }
        }
        return walk.report();
    }

    private SimulationReport report() {
        ledger.spend(timing.leakage(cycles));
        return new SimulationReport(chip.arch(), chip.clockMhz(), cycles, timing.nanoseconds(cycles), copyCycles, ledger.energy(),
                ledger.causes(), ledger.cores(), ledger.operations(),
                new SimulationReport.Programming(programmingNs, programmingPj), ledger.instructions());
    }

    private void load(SegmentImage segment) {
        for (var constant : segment.constants()) {
            global.constants(constant.address(), constant.data());
        }
        var slowest = 0.0;
        for (var core : segment.cores()) {
            var programming = ProgrammingCost.of(core);
            slowest = Math.max(slowest, programming.nanoseconds());
            programmingPj += programming.energyPj();
        }
        programmingNs += slowest;
    }

    private void copy(long bytes) {
        var cost = timing.hostCopy(bytes);
        cycles += cost.cycles();
        copyCycles += cost.cycles();
        ledger.spend(cost.energy());
    }

    private void launch(SegmentImage segment) {
        cycles += new LaunchWalk(segment, global, timing, ledger, checkUninitialized).run();
    }
}
