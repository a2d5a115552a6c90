package qcc.sim;

import java.util.List;

import qcc.backend.host.bundle.HostCommand;

/**
 * When things happen in one pass through a bundle's commands, in clock cycles from its start. Commands follow one another. Loading of segments
 * is in it, rounded up to whole cycles; functions of the host take no time of the device.
 *
 * @param cycles the end of the last command
 * @param commands the host's commands in order
 * @param steps what each core does, in order of time on each core: steps on a core do not overlap, and those of a launch fill it
 * @param waits waits of cores for one another, each within one step
 */
public record Timeline(long cycles, List<CommandSpan> commands, List<Step> steps, List<CoreWait> waits) {
    public Timeline {
        commands = List.copyOf(commands);
        steps = List.copyOf(steps);
        waits = List.copyOf(waits);
    }

    /** One host command. */
    public record CommandSpan(HostCommand command, long start, long cycles) {}

    /**
     * One operation of one launch on one core. Operations that alternate in a loop share a step.
     *
     * @param launch the launch command's number
     * @param operations their texts in the source map, in order of first execution; none while the core has ended and waits for the others
     * @param causes the step's cycles; their total is its duration
     * @param instructions instructions executed
     * @param firstInstruction index of the first instruction executed, -1 if there is none
     */
    public record Step(int core, int launch, List<String> operations, long start, SimulationReport.Causes causes, long instructions,
            int firstInstruction) {
        public Step {
            operations = List.copyOf(operations);
        }

        /** Its duration in cycles. */
        public long cycles() {
            return causes.total();
        }
    }

    /**
     * A core's wait for others. Of those for one reason, the first {@value #MOST_LISTED} of a launch are listed; the steps' causes count them
     * all.
     *
     * @param reason what it waits for: {@code barrier 3}, {@code token 7}, {@code core 2 to send}, {@code core 2 to receive}
     */
    public record CoreWait(int core, String reason, long start, long cycles) {
        /** Waits listed for one reason, on one core and in one launch. */
        public static final int MOST_LISTED = 16;
    }
}
