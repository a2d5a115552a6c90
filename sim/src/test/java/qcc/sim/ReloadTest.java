package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.CrossingValue;
import qcc.backend.host.bundle.CrossingValue.Source;
import qcc.backend.host.bundle.HostCommand;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;
import qcc.backend.host.bundle.HostModule;
import qcc.backend.host.bundle.SampleBlocks;
import qcc.backend.host.bundle.Segment;

/** Loading of segments, spread over blocks of samples: the formulas of the simulator's documentation with numbers from the timeline. */
class ReloadTest {
    private static final double ROW_NS = 2.78;
    private static final int GLOBAL_BYTES = 4096;
    private static final SampleBlocks EIGHT = new SampleBlocks(8, List.of());

    /** A segment that writes some crossbars whole, from the first on, and computes for a while. */
    private static Segment segment(int crossbars, int work) {
        var groups = new ArrayList<ArrayGroup>();
        for (var crossbar = 0; crossbar < crossbars; crossbar++) {
            var slices = new ArrayList<CrossbarSlice>();
            for (var slice = 0; slice < 8; slice++) {
                slices.add(new CrossbarSlice(crossbar, 0, 16 * slice, 0, 0, 128, 16, slice));
            }
            groups.add(
                    new ArrayGroup(crossbar, 128, 16, new byte[128 * 16], WeightEncoding.TWOS_COMPLEMENT, List.of(1, 1, 1, 1, 1, 1, 1, 1),
                            slices));
        }
        var program = new ProgramBuilder();
        program.loop(work, () -> program.emit(new Fill(0, 0, 1, 1024, 0)));
        return new Segment(List.of(), List.of(Machines.core(0, program, groups.toArray(ArrayGroup[]::new))));
    }

    private static SimulationReport report(String chip, SampleBlocks blocks, Segment... segments) {
        var commands = new ArrayList<HostCommand>();
        for (var i = 0; i < segments.length; i++) {
            commands.add(new LoadSegment(2 * i, List.of(), i));
            commands.add(new Launch(2 * i + 1, List.of(), i));
        }
        return Machines.load(new Bundle("test", "network", chip, GLOBAL_BYTES, List.of(), List.of(), List.of(), List.of(segments), commands,
                blocks, HostModule.EMPTY)).report();
    }

    private static String planes(int planes, String concurrent) {
        return Machines.chip().replace("planes: 1, concurrent: none", "planes: %d, concurrent: %s".formatted(planes, concurrent));
    }

    private static double[] computeNs(SimulationReport report) {
        return report.timeline().commands().stream().filter(span -> span.command() instanceof Launch)
                .mapToDouble(span -> span.cycles() / 0.36).toArray();
    }

    @Test
    void loadsAreAddedWhereNothingComputesMeanwhile() {
        var report = report(Machines.chip(), EIGHT, segment(1, 2), segment(3, 1));
        var compute = computeNs(report);
        var reload = report.reload();
        assertThat(reload.loads()).isEqualTo(2);
        assertThat(reload.loadNs()).isCloseTo(4 * 128 * ROW_NS, within(1e-6));
        assertThat(reload.loadPj()).isCloseTo(4 * 128 * 128 * 0.02, within(1e-6));
        assertThat(reload.waitNs()).isCloseTo(4 * 128 * ROW_NS / 8, within(1e-6));
        assertThat(reload.intervalNs()).isCloseTo(compute[0] + compute[1] + 4 * 128 * ROW_NS / 8, within(1e-6));
        assertThat(reload.energyPj()).isCloseTo(4 * 128 * 128 * 0.02 / 8, within(1e-6));
        assertThat(reload.wears()).isFalse();
    }

    /** While segment k computes, segment k + 1 is written, and behind the last the first of the next block. */
    @Test
    void onePlaneIsWrittenWhileTheOtherComputes() {
        var report = report(planes(2, "plane"), EIGHT, segment(1, 2), segment(12, 1), segment(2, 30));
        var compute = computeNs(report);
        double[] load = {128 * ROW_NS, 12 * 128 * ROW_NS, 2 * 128 * ROW_NS};
        assertThat(8 * compute[0]).as("hides part of the second load").isLessThan(load[1]);
        assertThat(8 * compute[2]).as("hides the first load").isGreaterThan(load[0]);
        double block = 0;
        for (var i = 0; i < 3; i++) {
            block += Math.max(8 * compute[i], load[(i + 1) % 3]);
        }
        assertThat(report.reload().intervalNs()).isCloseTo(block / 8, within(1e-6));
        assertThat(report.reload().waitNs()).isCloseTo((block - 8 * (compute[0] + compute[1] + compute[2])) / 8, within(1e-6));
    }

    @Test
    void planesThatCannotBeWrittenMeanwhileHideNothing() {
        var report = report(planes(2, "none"), EIGHT, segment(1, 2), segment(1, 1), segment(1, 1));
        assertThat(report.reload().waitNs()).isCloseTo(3 * 128 * ROW_NS / 8, within(1e-6));
    }

    @Test
    void segmentsStayWherePlanesHoldThem() {
        var report = report(planes(2, "none"), EIGHT, segment(1, 2), segment(3, 1));
        var compute = computeNs(report);
        assertThat(report.reload().loads()).isZero();
        assertThat(report.reload().intervalNs()).isCloseTo(compute[0] + compute[1], within(1e-6));
        assertThat(report.reload().energyPj()).isZero();
    }

    @Test
    void aSingleSegmentIsLoadedOnce() {
        var worn = Machines.chip().replace("concurrent: none", "concurrent: none, endurance: 1000");
        assertThat(report(worn, EIGHT, segment(1, 2)).reload().wears()).isFalse();
    }

    /** Crossbar 0 is written by each of three segments, crossbar 1 by one: 1000 writes last for 333.3 blocks of eight. */
    @Test
    void cellsLastAsLongAsThoseWrittenMost() {
        var worn = Machines.chip().replace("concurrent: none", "concurrent: none, endurance: 1000");
        var reload = report(worn, EIGHT, segment(1, 2), segment(2, 1), segment(1, 1)).reload();
        assertThat(reload.lifetime()).isCloseTo(1000.0 / 3 * 8, within(1e-6));
        assertThat(reload.lifetimeSeconds()).isCloseTo(1000.0 / 3 * 8 * reload.intervalNs() * 1e-9, within(1e-15));
    }

    @Test
    void leakageWhileWaitingIsCounted() {
        var leaking = Machines.chip().replace("leak_mw: {xbar: 0, core: 0, chip: 0", "leak_mw: {xbar: 0, core: 0, chip: 36");
        var reload = report(leaking, EIGHT, segment(1, 2), segment(1, 1)).reload();
        var cycles = Math.ceil(2 * 128 * ROW_NS * 0.36);
        assertThat(reload.energyPj()).isCloseTo((2 * 128 * 128 * 0.02 + 36 * cycles / 0.36) / 8, within(1e-6));
    }

    /**
     * Room for two samples: of eight, six write what the first segment makes to memory outside, and read it and the host's value again for the
     * last. 100 ns and a byte in 0.5 ns.
     */
    @Test
    void whatGlobalMemoryDoesNotHoldGoesOffChip() {
        var small = Machines.chip().replace("global_mem: {kib: 8192",
                "offchip: {gb_per_s: 2, latency_ns: 100, pj_per_byte: 15}\n  global_mem: {kib: 5");
        var crossing = List.of(new CrossingValue(0, 720, Source.SEGMENT, List.of(0, 2)),
                new CrossingValue(720, 36, Source.HOST, List.of(0, 2)));
        var reload = report(small, new SampleBlocks(8, crossing), segment(1, 2), segment(1, 1), segment(1, 1)).reload();
        var cycles = 6 * (2 * (20 + Math.ceil(460 * 0.36)) + 20 + Math.ceil(118 * 0.36));
        assertThat(reload.offchipNs()).isCloseTo(cycles / 0.36 / 8, within(1e-6));
        assertThat(reload.energyPj()).isCloseTo((3 * 128 * 128 * 0.02 + 6 * (2 * 720 + 36) * 16) / 8, within(1e-6));
    }
}
