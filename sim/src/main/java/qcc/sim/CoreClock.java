package qcc.sim;

import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;

/**
 * One core's time. Instructions begin in order; products go on while the core executes further instructions that neither need their sums nor
 * overwrite their inputs nor use their crossbars. A product takes no less than local memory needs for everything that was begun since.
 */
final class CoreClock extends LaunchClock.Agent implements Stream {
    private static final int RUNNING = ProductWindow.SIZE;

    private final LaunchClock clock;
    private final int position;
    private final LaunchTrace.CoreTrace trace;
    private final GlobalPort port;
    private final CoreObserver observer;
    private final int slots;
    private final long[] productEnd = new long[RUNNING];
    private final long[] productStart = new long[RUNNING];
    private final long[] localWorkBefore = new long[RUNNING];
    private final int[] productSlots = new int[RUNNING];
    private int products;
    private long localWork;
    private int launch;
    private int next;
    private long time;
    private long busy;
    private long busyBefore;
    private boolean prepared;

    CoreClock(LaunchClock clock, int position, LaunchTrace.CoreTrace trace, GlobalPort port, CoreObserver observer) {
        super(position);
        this.clock = clock;
        this.position = position;
        this.trace = trace;
        this.port = port;
        this.observer = observer;
        this.slots = trace.image().type().core().issue().maxParallelGroups();
    }

    @Override
    public CoreImage image() {
        return trace.image();
    }

    @Override
    public int index() {
        return trace.tasks()[next].index();
    }

    /** Traces do not refer to registers. */
    @Override
    public int register(int number) {
        return 0;
    }

    int position() {
        return position;
    }

    /** The launch it executes, from 0. */
    int launch() {
        return launch;
    }

    /** Until when it has spent its cycles. */
    long time() {
        return time;
    }

    /** Cycles that it did not wait in the launches it has ended. */
    long busyInEndedLaunches() {
        return busyBefore;
    }

    /** Begins its next launch no earlier than some time. */
    void begin(long from) {
        time = Math.max(time, from);
        setReady(time);
    }

    @Override
    boolean step() {
        var task = trace.tasks()[next];
        if (!prepared) {
            if (next == 0 && !clock.admits(this, launch)) {
                return false;
            }
            prepare(task);
            return true;
        }
        return switch (task) {
            case Task.Work work -> work(work);
            case Task.Product product -> multiply(product);
            case Task.Meeting meeting -> meet(meeting);
            case Task.End _ -> end();
        };
    }

    /** Spends what comes before a task can begin: its control instructions, and products it depends on. */
    private void prepare(Task task) {
        observer.execute(this, task, time);
        spend(task, Cause.CONTROL, task.control());
        spend(task, Cause.PRODUCT, Math.max(0, dependenciesEnd(task) - time));
        setReady(time);
        prepared = true;
    }

    private long dependenciesEnd(Task task) {
        var end = time;
        for (var left = task.dependencies() & recent(); left != 0; left &= left - 1) {
            end = Math.max(end, end(products - 1 - Long.numberOfTrailingZeros(left)));
        }
        if (task instanceof Task.Product product) {
            end = Math.max(end, products >= RUNNING ? end(products - RUNNING) : 0);
            while (slotsTaken(end) + product.slots() > slots) {
                end = nextEnd(end);
            }
        }
        return end;
    }

    private long recent() {
        return (1L << Math.min(products, RUNNING)) - 1;
    }

    private long end(int product) {
        var at = product % RUNNING;
        return Math.max(productEnd[at], productStart[at] + localWork - localWorkBefore[at]);
    }

    private int slotsTaken(long at) {
        var taken = 0;
        for (var i = Math.max(0, products - RUNNING); i < products; i++) {
            taken += end(i) > at ? productSlots[i % RUNNING] : 0;
        }
        return taken;
    }

    private long nextEnd(long at) {
        var next = Long.MAX_VALUE;
        for (var i = Math.max(0, products - RUNNING); i < products; i++) {
            next = end(i) > at ? Math.min(next, end(i)) : next;
        }
        return next;
    }

    private boolean work(Task.Work work) {
        if (work.portCycles() > 0) {
            spend(work, Cause.WAIT, port.take(time, work.portCycles()) - time);
        }
        localWork += work.localCycles();
        spend(work, work.cause(), work.cycles());
        return advance();
    }

    /** Issuing takes one cycle. */
    private boolean multiply(Task.Product product) {
        var at = products++ % RUNNING;
        productStart[at] = time;
        productEnd[at] = time + product.cycles();
        productSlots[at] = product.slots();
        localWorkBefore[at] = localWork;
        localWork += product.localCycles();
        spend(product, Cause.PRODUCT, 1);
        return advance();
    }

    private boolean meet(Task.Meeting meeting) {
        if (!(meeting.instruction() instanceof Send || meeting.instruction() instanceof Receive)) {
            spend(meeting, Cause.CONTROL, 1);
            setReady(time);
        }
        return clock.meet(this, meeting);
    }

    /** Goes on behind a meeting, with all its partners. */
    void release(long at) {
        var meeting = (Task.Meeting) trace.tasks()[next];
        waitUntil(meeting, at);
        advance();
    }

    /** Spends a message's time, from the later core's arrival. */
    void deliver(long from, long cycles) {
        var meeting = (Task.Meeting) trace.tasks()[next];
        waitUntil(meeting, from);
        spend(meeting, Cause.MOVE, cycles);
        setReady(time);
    }

    private void waitUntil(Task.Meeting meeting, long at) {
        if (at > time) {
            observer.waited(this, meeting, time, at - time);
            spend(meeting, Cause.WAIT, at - time);
        }
    }

    private boolean end() {
        next = 0;
        prepared = false;
        setReady(time);
        busyBefore = busy;
        clock.ended(this, launch++);
        return true;
    }

    private boolean advance() {
        next++;
        prepared = false;
        setReady(time);
        return true;
    }

    private void spend(Task task, Cause cause, long cycles) {
        if (cycles > 0) {
            time += cycles;
            busy += cause == Cause.WAIT ? 0 : cycles;
            observer.spend(this, task, cause, cycles);
        }
    }
}
