package qcc.sim;

import java.util.List;

import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;

/** Times one launch by itself, and accounts for every cycle of every core. */
final class LaunchAccount implements CoreObserver, LaunchClock.Gate {
    private final LaunchClock clock;
    private final List<CoreTrack> tracks;
    private final Ledger ledger;

    private LaunchAccount(LaunchTrace trace, TimingModel timing, Ledger ledger, int launch) {
        this.ledger = ledger;
        this.tracks = trace.cores().stream().map(core -> new CoreTrack(core.image(), launch)).toList();
        this.clock = new LaunchClock(trace, timing, new GlobalPort(), this, this);
    }

    /**
     * Times a launch.
     *
     * @param launch number of the launch command
     * @param origin when the launch begins
     * @return cycles until the last core has ended
     */
    static long run(LaunchTrace trace, TimingModel timing, Ledger ledger, int launch, long origin, List<Timeline.Step> steps,
            List<Timeline.CoreWait> waits) {
        var account = new LaunchAccount(trace, timing, ledger, launch);
        account.clock.run();
        var end = account.clock.cores().stream().mapToLong(CoreClock::time).max().orElse(0);
        for (var core : account.clock.cores()) {
            ledger.spend(core.image().core(), "", Cause.WAIT, end - core.time());
            account.tracks.get(core.position()).finish(origin, core.time(), end, steps, waits);
        }
        return end;
    }

    @Override
    public boolean admits(CoreClock core, int launch) {
        return launch == 0;
    }

    @Override
    public void ended(CoreClock core, int launch) {
        // Nothing follows.
    }

    @Override
    public void execute(CoreClock core, Task task, long time) {
        tracks.get(core.position()).execute(task.index(), task.control() + 1, time);
    }

    @Override
    public void spend(CoreClock core, Task task, Cause cause, long cycles) {
        ledger.spend(core.image().core(), core.image().operationAt(task.index()), cause, cycles);
        tracks.get(core.position()).spend(cause, cycles);
    }

    @Override
    public void waited(CoreClock core, Task.Meeting meeting, long time, long cycles) {
        var reason = switch (meeting.instruction()) {
            case Barrier barrier -> "barrier " + barrier.id();
            case Wait wait -> "token " + wait.token();
            case Send send -> "core %d to receive".formatted(send.core());
            case Receive receive -> "core %d to send".formatted(receive.core());
            case Signal signal -> "token " + signal.token();
        };
        tracks.get(core.position()).waitFor(reason, time, cycles);
    }
}
