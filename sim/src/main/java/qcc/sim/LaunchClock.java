package qcc.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The time of one launch after another. What is ready first goes first, the lowest number among equals, so that shared resources are taken
 * in order of time. A core goes on to the next launch when it has ended one.
 */
final class LaunchClock {
    private final TimingModel timing;
    private final Gate gate;
    private final List<CoreClock> cores = new ArrayList<>();
    private final List<Synchronizer> synchronizers = new ArrayList<>();
    private final PriorityQueue<Agent> agents = new PriorityQueue<>();
    private boolean stopped;

    /** What lets launches begin and takes note of their ends. */
    interface Gate {
        /** Whether a launch may begin; otherwise the gate resumes the core later. */
        boolean admits(CoreClock core, int launch);

        /** A core has ended a launch. */
        void ended(CoreClock core, int launch);
    }

    /** Something that is ready to go on at some time. */
    abstract static class Agent implements Comparable<Agent> {
        private final int number;
        private long ready;

        Agent(int number) {
            this.number = number;
        }

        long ready() {
            return ready;
        }

        void setReady(long time) {
            this.ready = time;
        }

        /** Goes on. Gives whether it is ready to do so again; otherwise others resume it. */
        abstract boolean step();

        @Override
        public int compareTo(Agent other) {
            return ready != other.ready ? Long.compare(ready, other.ready) : Integer.compare(number, other.number);
        }
    }

    LaunchClock(LaunchTrace trace, TimingModel timing, GlobalPort port, Gate gate, CoreObserver observer) {
        this.timing = timing;
        this.gate = gate;
        for (var i = 0; i < trace.cores().size(); i++) {
            cores.add(new CoreClock(this, i, trace.cores().get(i), port, observer));
        }
    }

    List<CoreClock> cores() {
        return cores;
    }

    /** Puts an agent that is not waiting for its turn into the queue, at its {@link Agent#ready()}. */
    void resume(Agent agent) {
        agents.add(agent);
    }

    /** Runs until nothing is ready. */
    void run() {
        agents.addAll(cores);
        while (!agents.isEmpty()) {
            var agent = agents.remove();
            while (agent.step() && !stopped) {
                if (!agents.isEmpty() && agents.peek().compareTo(agent) < 0) {
                    agents.add(agent);
                    break;
                }
            }
        }
    }

    /** Lets nothing go on. */
    void stop() {
        stopped = true;
        agents.clear();
    }

    boolean admits(CoreClock core, int launch) {
        return gate.admits(core, launch);
    }

    void ended(CoreClock core, int launch) {
        gate.ended(core, launch);
    }

    /** A core arrives at a meeting. Gives whether it goes on at once. */
    boolean meet(CoreClock core, Task.Meeting meeting) {
        var released = synchronizer(core.launch()).arrive(core.position(), meeting.instruction());
        var time = 0L;
        for (var position : released) {
            time = Math.max(time, cores.get(position).ready());
        }
        for (var position : released) {
            cores.get(position).release(time);
            if (position != core.position()) {
                resume(cores.get(position));
            }
        }
        return released.contains(core.position());
    }

    private Synchronizer synchronizer(int launch) {
        while (synchronizers.size() <= launch) {
            synchronizers.add(new Synchronizer(cores,
                    (sender, send, receiver, _) -> deliver(cores.get(sender), cores.get(receiver), send.bytes())));
        }
        return synchronizers.get(launch);
    }

    private void deliver(CoreClock sender, CoreClock receiver, long bytes) {
        var cycles = timing.message(sender.image(), receiver.image(), bytes).cycles();
        var from = Math.max(sender.time(), receiver.time());
        sender.deliver(from, cycles);
        receiver.deliver(from, cycles);
    }
}
