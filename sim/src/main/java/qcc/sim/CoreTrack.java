package qcc.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records what one core does in one launch. There are at most as many steps as its program has operations, however often loops repeat. */
final class CoreTrack {
    private final CoreImage image;
    private final int launch;
    private final List<OpenStep> steps = new ArrayList<>();
    private final Map<String, Integer> waitsByReason = new HashMap<>();
    private final List<Timeline.CoreWait> waits = new ArrayList<>();

    private static final class OpenStep {
        private final List<String> operations = new ArrayList<>();
        private final long start;
        private final int firstInstruction;
        private int lastInstruction;
        private final long[] cycles = new long[Cause.values().length];
        private long instructions;

        OpenStep(CoreImage image, int index, long start) {
            this.operations.add(image.operationAt(index));
            this.start = start;
            this.firstInstruction = image.firstOf(index);
            this.lastInstruction = image.lastOf(index);
        }

        boolean contains(int index) {
            return firstInstruction <= index && index <= lastInstruction;
        }

        void append(OpenStep next) {
            next.operations.stream().filter(operation -> !operations.contains(operation)).forEach(operations::add);
            for (var i = 0; i < cycles.length; i++) {
                cycles[i] += next.cycles[i];
            }
            instructions += next.instructions;
            lastInstruction = Math.max(lastInstruction, next.lastInstruction);
        }
    }

    CoreTrack(CoreImage image, int launch) {
        this.image = image;
        this.launch = launch;
    }

    /**
     * The core goes on to an instruction.
     *
     * @param index its index
     * @param instructions how many are executed with it
     * @param time since the launch
     */
    void execute(int index, long instructions, long time) {
        if (steps.isEmpty() || !steps.getLast().contains(index)) {
            begin(index, time);
        }
        steps.getLast().instructions += instructions;
    }

    /** Cycles of the instruction that was executed last. */
    void spend(Cause cause, long cycles) {
        steps.getLast().cycles[cause.ordinal()] += cycles;
    }

    void waitFor(String reason, long time, long cycles) {
        if (waitsByReason.merge(reason, 1, Integer::sum) <= Timeline.CoreWait.MOST_LISTED) {
            waits.add(new Timeline.CoreWait(image.core(), reason, time, cycles));
        }
    }

    /**
     * Gives the steps and waits to a timeline.
     *
     * @param origin when the launch began
     * @param time when the core ended, since the launch
     * @param end when the last core ended, since the launch
     */
    void finish(long origin, long time, long end, List<Timeline.Step> allSteps, List<Timeline.CoreWait> allWaits) {
        for (var step : steps) {
            allSteps.add(
                    new Timeline.Step(image.core(), launch, step.operations, origin + step.start, SimulationReport.Causes.of(step.cycles),
                            step.instructions, step.firstInstruction));
        }
        if (end > time) {
            var waiting = new SimulationReport.Causes(0, 0, 0, 0, end - time);
            allSteps.add(new Timeline.Step(image.core(), launch, List.of(), origin + time, waiting, 0, -1));
        }
        for (var wait : waits) {
            allWaits.add(new Timeline.CoreWait(image.core(), wait.reason(), origin + wait.start(), wait.cycles()));
        }
    }

    /** A step for an instruction's operation. Where a loop comes back to one, all steps since then become one with that. */
    private void begin(int index, long time) {
        for (var i = 0; i < steps.size(); i++) {
            if (steps.get(i).contains(index)) {
                while (steps.size() > i + 1) {
                    steps.get(i).append(steps.remove(i + 1));
                }
                return;
            }
        }
        steps.add(new OpenStep(image, index, time));
    }
}
