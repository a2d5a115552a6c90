package qcc.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import qcc.backend.cim.isa.ControlInstruction.Barrier;

/** The barriers of one launch: a barrier opens when every core that has it in its stream waits at it. */
final class Barriers {
    private static final int RUNNING = -1;
    private static final int ENDED = -2;

    private final List<Sequencer> cores;
    private final Map<Integer, boolean[]> participants = new HashMap<>();
    private final int[] state;

    /** @param cores the cores of the segment, all running */
    Barriers(List<Sequencer> cores) {
        this.cores = cores;
        this.state = new int[cores.size()];
        for (var i = 0; i < cores.size(); i++) {
            state[i] = RUNNING;
            register(i);
        }
    }

    private void register(int position) {
        var image = cores.get(position).image();
        for (var i = 0; i < image.size(); i++) {
            if (image.instruction(i) instanceof Barrier barrier) {
                participants.computeIfAbsent(barrier.id(), _ -> new boolean[cores.size()])[position] = true;
            }
        }
    }

    boolean isRunning(int position) {
        return state[position] == RUNNING;
    }

    void end(int position) {
        state[position] = ENDED;
    }

    /** A core waits. Gives the positions of the cores that the barrier releases now: none while it is incomplete. */
    List<Integer> arrive(int position, int barrier) {
        state[position] = barrier;
        var waiting = new ArrayList<Integer>();
        for (var i = 0; i < state.length; i++) {
            if (participants.get(barrier)[i]) {
                if (state[i] != barrier) {
                    return List.of();
                }
                waiting.add(i);
            }
        }
        waiting.forEach(released -> state[released] = RUNNING);
        return waiting;
    }

    /** @throws SimulatorTrap if cores wait although none is running */
    void requireFinished() {
        for (var i = 0; i < state.length; i++) {
            if (state[i] >= 0) {
                throw cores.get(i).trap(new Fault("deadlock: barrier %d waits for %s", state[i], missing(state[i])));
            }
        }
    }

    private String missing(int barrier) {
        var text = new ArrayList<String>();
        for (var i = 0; i < state.length; i++) {
            if (participants.get(barrier)[i] && state[i] != barrier) {
                text.add("core %d, which %s".formatted(cores.get(i).image().core(),
                        state[i] == ENDED ? "has ended" : "waits at barrier " + state[i]));
            }
        }
        return String.join(" and ", text);
    }
}
