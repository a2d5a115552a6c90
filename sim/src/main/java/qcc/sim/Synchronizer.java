package qcc.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import qcc.backend.cim.isa.SynchronizationInstruction;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;

/**
 * Which cores of a launch run and which wait for what. Cores are named by their positions in the segment. It knows no time: cores may arrive in
 * any order, and what they can do in the end does not depend on it, because counters only grow and messages of a pair keep their order.
 */
final class Synchronizer {
    private final List<? extends Stream> cores;
    private final Messages messages;
    private final Map<Integer, Integer> positions = new HashMap<>();
    private final Map<Integer, List<Integer>> participants = new HashMap<>();
    private final Map<Integer, Integer> counters = new HashMap<>();
    private final SynchronizationInstruction[] waiting;
    private final boolean[] ended;

    /** What hands over a message, once both cores have arrived. */
    interface Messages {
        /** @throws Fault if the message does not fit */
        void deliver(int sender, Send send, int receiver, Receive receive);
    }

    /** @param cores the cores of the segment, all running */
    Synchronizer(List<? extends Stream> cores, Messages messages) {
        this.cores = cores;
        this.messages = messages;
        this.waiting = new SynchronizationInstruction[cores.size()];
        this.ended = new boolean[cores.size()];
        for (var i = 0; i < cores.size(); i++) {
            positions.put(cores.get(i).image().core(), i);
        }
    }

    /** The cores that have a barrier in their streams. */
    private List<Integer> participants(int barrier) {
        if (participants.isEmpty()) {
            for (var i = 0; i < cores.size(); i++) {
                var position = i;
                cores.get(i).image().barriers().forEach(id -> participants.computeIfAbsent(id, _ -> new ArrayList<>()).add(position));
            }
        }
        return participants.get(barrier);
    }

    void end(int position) {
        ended[position] = true;
    }

    /**
     * A core arrives at an instruction. Gives the cores that go on now, this one first if it does: none while it has to wait.
     *
     * @throws Fault if the instruction cannot be executed
     */
    List<Integer> arrive(int position, SynchronizationInstruction instruction) {
        waiting[position] = instruction;
        var released = switch (instruction) {
            case Barrier barrier -> open(barrier.id());
            case Signal signal -> signal(position, signal);
            case Wait wait -> isReached(position, wait) ? List.of(position) : List.<Integer>of();
            case Send send -> meet(position, send.core());
            case Receive receive -> meet(position, receive.core());
        };
        for (var core : released) {
            waiting[core] = null;
        }
        return released;
    }

    private List<Integer> open(int barrier) {
        var arriving = participants(barrier);
        return arriving.stream().allMatch(i -> waiting[i] instanceof Barrier other && other.id() == barrier) ? arriving : List.of();
    }

    private List<Integer> signal(int position, Signal signal) {
        var sum = (long) counter(signal.token()) + signal.amount();
        if (sum > Integer.MAX_VALUE) {
            throw new Fault("the counter of token %d would become %d, beyond %d", signal.token(), sum, Integer.MAX_VALUE);
        }
        counters.put(signal.token(), (int) sum);
        var released = new ArrayList<Integer>();
        released.add(position);
        for (var i = 0; i < waiting.length; i++) {
            if (waiting[i] instanceof Wait wait && wait.token() == signal.token() && isReached(i, wait)) {
                released.add(i);
            }
        }
        return released;
    }

    private boolean isReached(int position, Wait wait) {
        return counter(wait.token()) >= threshold(position, wait);
    }

    private long threshold(int position, Wait wait) {
        return wait.threshold(cores.get(position).register(wait.value()));
    }

    private int counter(int token) {
        return counters.getOrDefault(token, 0);
    }

    private List<Integer> meet(int position, int core) {
        var other = positions.get(core);
        if (other == null || other == position) {
            throw new Fault("core %d is %s", core, other == null ? "not part of the segment" : "this core itself");
        }
        var own = cores.get(position).image().core();
        if (waiting[position] instanceof Send send && waiting[other] instanceof Receive receive && receive.core() == own) {
            deliver(position, send, other, receive);
        } else if (waiting[position] instanceof Receive receive && waiting[other] instanceof Send send && send.core() == own) {
            deliver(other, send, position, receive);
        } else {
            return List.of();
        }
        return List.of(position, other);
    }

    private void deliver(int sender, Send send, int receiver, Receive receive) {
        if (send.bytes() != receive.bytes()) {
            throw new Fault("core %d sends %d bytes (instruction %d), core %d receives %d (instruction %d)",
                    cores.get(sender).image().core(),
                    send.bytes(), cores.get(sender).index(), cores.get(receiver).image().core(), receive.bytes(),
                    cores.get(receiver).index());
        }
        messages.deliver(sender, send, receiver, receive);
    }

    /** @throws SimulatorTrap if cores wait although none is running, at the first of them, saying what each waits for */
    void requireFinished() {
        for (var i = 0; i < waiting.length; i++) {
            if (waiting[i] != null) {
                throw cores.get(i).image().trap(cores.get(i).index(), "deadlock: " + reason(i) + others(i));
            }
        }
    }

    private String others(int first) {
        var text = new StringBuilder();
        for (var i = first + 1; i < waiting.length; i++) {
            if (waiting[i] != null) {
                text.append("; core %d at instruction %d: %s".formatted(cores.get(i).image().core(), cores.get(i).index(), reason(i)));
            }
        }
        return text.toString();
    }

    private String reason(int position) {
        return switch (waiting[position]) {
            case Barrier barrier -> "barrier %d waits for %s".formatted(barrier.id(), missing(barrier.id()));
            case Wait wait -> "token %d stays at %d and does not reach %d".formatted(wait.token(), counter(wait.token()),
                    threshold(position, wait));
            case Send send -> "core %d does not receive the message: it %s".formatted(send.core(), state(positions.get(send.core())));
            case Receive receive -> "core %d does not send a message: it %s".formatted(receive.core(),
                    state(positions.get(receive.core())));
            case Signal _ -> throw new IllegalStateException("a signal does not wait");
        };
    }

    private String missing(int barrier) {
        var text = new ArrayList<String>();
        for (var i : participants(barrier)) {
            if (!(waiting[i] instanceof Barrier other && other.id() == barrier)) {
                text.add("core %d, which %s".formatted(cores.get(i).image().core(), state(i)));
            }
        }
        return String.join(" and ", text);
    }

    private String state(int position) {
        if (ended[position]) {
            return "has ended";
        }
        return switch (waiting[position]) {
            case Barrier barrier -> "waits at barrier " + barrier.id();
            case Wait wait -> "waits for token " + wait.token();
            case Send send -> "sends to core " + send.core();
            case Receive receive -> "receives from core " + receive.core();
            case Signal _ -> throw new IllegalStateException("a signal does not wait");
        };
    }
}
