package qcc.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * Launches of one segment that follow one another as closely as they can: the copy engine brings in the inputs of a launch as soon as a bank is
 * free, cores begin it when these are there and they have ended the launch before, and the copy engine takes the outputs away. It ends when
 * completions follow one another regularly.
 */
final class SteadyState implements LaunchClock.Gate {
    private static final int MOST_LAUNCHES = 96;
    private static final int LEAST_LAUNCHES = 12;
    /** Of all launches at most such a part is in flight, so that the rest shows the rate. */
    private static final int MOST_IN_FLIGHT = 3;
    private static final int FIRST_REGULAR = 6;
    private static final long MOST_TASKS = 4_000_000;
    private static final int REGULAR = 3;
    private static final double TOLERANCE = 1e-3;

    private final LaunchClock clock;
    private final GlobalPort port = new GlobalPort();
    private final CopyEngine engine;
    private final List<CoreClock> parked = new ArrayList<>();
    private final List<Long> completions = new ArrayList<>();
    private final int[] ended;
    private final int banks;
    private final int launches;
    private int started;
    private int starved;

    /**
     * Copies between host and global memory for one launch, one after the other.
     *
     * @param cycles how long they take
     * @param portCycles of these, how long they take the port
     */
    record Copies(long cycles, long portCycles) {
        Copies plus(TimingModel.Cost cost) {
            return new Copies(cycles + cost.cycles(), portCycles + cost.portCycles());
        }
    }

    /**
     * The rate at which launches complete.
     *
     * @param interval cycles from one to the next
     * @param coreBusy for each core, cycles of a launch in which it does not wait
     * @param portBusy cycles of a launch in which the port of global memory is taken
     * @param copyBusy cycles of a launch in which the copy engine works
     * @param roomLimited whether cores mostly wait for inputs, which wait for a bank
     */
    record Rate(double interval, double[] coreBusy, double portBusy, double copyBusy, boolean roomLimited) {}

    private SteadyState(LaunchTrace trace, TimingModel timing, Copies in, Copies out, int banks) {
        this.launches = Math.clamp(MOST_TASKS / Math.max(1, trace.tasks()), LEAST_LAUNCHES, MOST_LAUNCHES);
        this.banks = Math.min(banks, launches / MOST_IN_FLIGHT);
        this.ended = new int[launches];
        this.clock = new LaunchClock(trace, timing, port, this, CoreObserver.NONE);
        this.engine = new CopyEngine(trace.cores().size(), in, out);
    }

    /**
     * Finds the rate.
     *
     * @param in copies before each launch
     * @param out copies after it
     * @param banks launches in flight, at least 1
     */
    static Rate of(LaunchTrace trace, TimingModel timing, Copies in, Copies out, int banks) {
        var state = new SteadyState(trace, timing, in, out, banks);
        state.clock.resume(state.engine);
        state.clock.run();
        return state.rate(in.cycles() + out.cycles());
    }

    private Rate rate(long copyCycles) {
        var coreBusy = new double[clock.cores().size()];
        for (var core : clock.cores()) {
            coreBusy[core.position()] = (double) core.busyInEndedLaunches() / Math.max(1, core.launch());
        }
        return new Rate(interval(), coreBusy, (double) port.busy() / started, copyCycles, 2 * starved > completions.size());
    }

    /** The mean of the last intervals if they are alike, else of the second half. */
    private double interval() {
        var last = completions.size() - 1;
        var first = isRegular() ? last - REGULAR : last / 2;
        return (double) (completions.get(last) - completions.get(first)) / (last - first);
    }

    private boolean isRegular() {
        var last = completions.size() - 1;
        if (last < Math.max(REGULAR, Math.min(banks, FIRST_REGULAR))) {
            return false;
        }
        var interval = completions.get(last) - completions.get(last - 1);
        for (var i = 1; i < REGULAR; i++) {
            if (Math.abs(completions.get(last - i) - completions.get(last - i - 1) - interval) > TOLERANCE * interval) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean admits(CoreClock core, int launch) {
        if (launch < started) {
            return true;
        }
        parked.add(core);
        return false;
    }

    private void start(long time) {
        starved += started > 0 && !parked.isEmpty() ? 1 : 0;
        started++;
        for (var core : List.copyOf(parked)) {
            core.begin(time);
            clock.resume(core);
        }
        parked.clear();
    }

    @Override
    public void ended(CoreClock core, int launch) {
        if (++ended[launch] == clock.cores().size()) {
            engine.wake(core.time());
        }
    }

    private void complete(long time) {
        completions.add(time);
        if (completions.size() > launches - banks || isRegular()) {
            clock.stop();
        }
    }

    /** Outputs go before inputs. A copy is made in pieces, so that it does not take the port for long. */
    private final class CopyEngine extends LaunchClock.Agent {
        private static final int MOST_PIECES = 32;
        private static final long PIECE_CYCLES = 64;

        private final Copies in;
        private final Copies out;
        private boolean idle;
        private boolean copying;
        private boolean outward;
        private int pieces;
        private int piecesLeft;

        CopyEngine(int number, Copies in, Copies out) {
            super(number);
            this.in = in;
            this.out = out;
        }

        void wake(long time) {
            if (idle) {
                idle = false;
                setReady(Math.max(ready(), time));
                clock.resume(this);
            }
        }

        @Override
        boolean step() {
            if (copying && piecesLeft == 0) {
                copying = false;
                finish();
            }
            if (!copying && !choose()) {
                idle = true;
                return false;
            }
            var copies = outward ? out : in;
            var start = port.take(ready(), piece(copies.portCycles));
            setReady(start + piece(copies.cycles));
            piecesLeft--;
            return true;
        }

        private boolean choose() {
            outward = completions.size() < started && ended[completions.size()] == clock.cores().size();
            copying = outward || started < launches && started - completions.size() < banks;
            pieces = Math.clamp((outward ? out : in).portCycles / PIECE_CYCLES, 1, MOST_PIECES);
            piecesLeft = copying ? pieces : 0;
            return copying;
        }

        /** What a piece takes; all of them together what the copies take. */
        private long piece(long cycles) {
            var done = pieces - piecesLeft;
            return cycles * (done + 1) / pieces - cycles * done / pieces;
        }

        private void finish() {
            if (outward) {
                complete(ready());
            } else {
                start(ready());
            }
        }
    }
}
