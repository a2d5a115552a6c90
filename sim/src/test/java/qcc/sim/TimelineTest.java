package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.host.bundle.HostCommand.Launch;

class TimelineTest {
    private static final int REPEATS = 100;

    private final ProgramBuilder program = new ProgramBuilder();

    @Test
    void commandsFollowOneAnother() {
        output(program);
        var report = report(Machines.core(0, program));
        var end = 0L;
        for (var span : report.timeline().commands()) {
            assertThat(span.start()).isEqualTo(end);
            end += span.cycles();
        }
        assertThat(report.timeline().commands()).hasSize(4);
        assertThat(report.timeline().cycles()).isEqualTo(end).isEqualTo(report.cycles());
    }

    @Test
    void aLoopIsOneStep() {
        program.source("repeated").loop(REPEATS, () -> program.emit(new Fill(0, 0, 1, 32, 0)));
        program.source("last");
        output(program);
        var steps = steps();
        assertThat(steps).extracting(Timeline.Step::operations).containsExactly(List.of("repeated"), List.of("last"));
        assertThat(steps.getFirst().instructions()).isEqualTo(1 + REPEATS);
        assertThat(steps.getFirst().firstInstruction()).isZero();
        // A fill takes one cycle of latency and one for 32 bytes.
        assertThat(steps.getFirst().causes()).isEqualTo(new SimulationReport.Causes(0, 2 * REPEATS, 0, 1, 0));
        assertThat(steps.getLast().firstInstruction()).isEqualTo(2);
    }

    @Test
    void operationsThatAlternateInALoopShareAStep() {
        program.source("before").emit(new Fill(0, 0, 1, 32, 0)).source("loop");
        program.loop(REPEATS, () -> program.emit(new Fill(0, 0, 1, 32, 0)).source("body").emit(new Fill(0, 0, 1, 32, 0)));
        program.source("after");
        output(program);
        var steps = steps();
        assertThat(steps).extracting(Timeline.Step::operations)
                .containsExactly(List.of("before"), List.of("loop", "body"), List.of("after"));
        assertThat(steps.get(1).causes().move()).isEqualTo(4 * REPEATS);
    }

    @Test
    void operationsOfOneNameStayApart() {
        for (var name : List.of("a", "b", "a")) {
            program.source(name).emit(new Fill(0, 0, 1, 32, 0));
        }
        program.source("last");
        output(program);
        assertThat(steps()).extracting(step -> step.operations().getFirst()).containsExactly("a", "b", "a", "last");
    }

    @Test
    void stepsFillTheirLaunchWithoutOverlap() {
        var report = twoCores(3);
        var launch = report.timeline().commands().stream().filter(span -> span.command() instanceof Launch).findFirst().orElseThrow();
        assertThat(report.cores()).hasSize(2);
        for (var core : report.cores()) {
            var time = launch.start();
            for (var step : report.timeline().steps().stream().filter(step -> step.core() == core.core()).toList()) {
                assertThat(step.start()).isEqualTo(time);
                assertThat(step.launch()).isEqualTo(launch.command().id());
                time += step.cycles();
            }
            assertThat(time).isEqualTo(launch.start() + launch.cycles());
            assertThat(time - launch.start()).isEqualTo(core.causes().total());
        }
        assertThat(report.timeline().steps().stream().mapToLong(Timeline.Step::instructions).sum()).isEqualTo(report.instructions());
    }

    @Test
    void waitsLieWithinSteps() {
        var timeline = twoCores(3).timeline();
        assertThat(timeline.waits()).hasSize(3).allMatch(wait -> wait.core() == 1 && wait.reason().equals("barrier 9"));
        for (var wait : timeline.waits()) {
            assertThat(timeline.steps()).filteredOn(step -> step.core() == wait.core() && step.start() <= wait.start()
                    && wait.start() + wait.cycles() <= step.start() + step.cycles()).hasSize(1);
        }
        var listed = timeline.waits().stream().mapToLong(Timeline.CoreWait::cycles).sum();
        var waiting = timeline.steps().stream().filter(step -> step.core() == 1 && !step.operations().isEmpty())
                .mapToLong(step -> step.causes().waiting()).sum();
        assertThat(listed).isPositive().isEqualTo(waiting);
    }

    @Test
    void waitsInLongLoopsAreNotAllListed() {
        assertThat(twoCores(REPEATS).timeline().waits()).hasSize(Timeline.CoreWait.MOST_LISTED);
    }

    @Test
    void sharesOfCoresAddUpToTheOperation() {
        var report = twoCores(3);
        for (var operation : report.operations()) {
            assertThat(operation.shares().stream().mapToLong(share -> share.causes().total()).sum())
                    .isEqualTo(operation.causes().total());
            assertThat(operation.shares().stream().mapToDouble(share -> share.energy().total()).sum())
                    .isEqualTo(operation.energy().total());
        }
    }

    @Test
    void memoryIsCountedToTheLastAddressUsed() {
        program.emit(new LoadImmediate(2, 5000)).emit(new Fill(2, 0, 1, 32, 0));
        output(program);
        var core = report(Machines.core(0, program)).cores().getFirst();
        assertThat(core.localBytes()).isEqualTo(5032);
        assertThat(core.accumulators()).isZero();
    }

    /** Core 1 waits for core 2 at a barrier in a loop; core 2 writes the output. */
    private static SimulationReport twoCores(int repeats) {
        var quick = new ProgramBuilder().source("quick");
        quick.loop(repeats, () -> quick.emit(new Barrier(9)));
        var slow = new ProgramBuilder().source("slow");
        slow.loop(repeats, () -> slow.emit(new Fill(0, 0, 1, 640, 0)).emit(new Barrier(9)));
        slow.source("output");
        output(slow);
        return report(Machines.core(1, quick), Machines.core(2, slow));
    }

    private List<Timeline.Step> steps() {
        return report(Machines.core(0, program)).timeline().steps();
    }

    private static void output(ProgramBuilder builder) {
        builder.emit(new LoadImmediate(1, Machines.OUTPUT)).emit(new Fill(0, 0, 1, Machines.OUTPUT_BYTES, 0))
                .emit(new MoveOut(0, 1, 1, Machines.OUTPUT_BYTES, 0, 0));
    }

    private static SimulationReport report(CoreProgram... cores) {
        return Machines.load(Machines.bundle(new byte[0], cores)).report();
    }
}
