package qcc.backend.cim.isa;

/**
 * Instructions that order the streams of a segment's cores. Counters of tokens are shared by the cores of a launch and are 0 when it begins;
 * messages are handed over between two cores that both wait for it, in program order for each pair of cores and each direction.
 */
public sealed interface SynchronizationInstruction extends Instruction {

    /** Waits until every core of the segment that has this barrier in its stream reaches it. */
    record Barrier(int id) implements SynchronizationInstruction {
        public Barrier {
            InstructionKind.BARRIER.check(id);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.BARRIER;
        }

        @Override
        public long[] operands() {
            return new long[]{id};
        }
    }

    /**
     * {@code counter[token] += amount}, seen after everything that this core wrote before. A counter beyond 2^31 - 1 traps.
     *
     * @param token 0 to 65,535
     * @param amount 1 to 65,535
     */
    record Signal(int token, int amount) implements SynchronizationInstruction {
        public Signal {
            InstructionKind.SIGNAL.check(token, amount);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.SIGNAL;
        }

        @Override
        public long[] operands() {
            return new long[]{token, amount};
        }
    }

    /**
     * Waits until {@code counter[token] >= min(value + offset, limit)}. A loop advances the register; the limit clamps the thresholds of its last
     * rounds. A threshold of 0 or less does not wait.
     *
     * @param token 0 to 65,535
     * @param value register added to the threshold; r0 for a fixed one
     * @param offset added to the threshold, for example the rows by which a window goes beyond its first
     * @param limit largest threshold, for example all rows
     */
    record Wait(int token, int value, int offset, int limit) implements SynchronizationInstruction {
        public Wait {
            InstructionKind.WAIT.check(token, value, offset, limit);
        }

        /** A fixed threshold. */
        public static Wait until(int token, int threshold) {
            return new Wait(token, 0, threshold, threshold);
        }

        /** The threshold while the register holds a value. */
        public long threshold(int registerValue) {
            return Math.min((long) registerValue + offset, limit);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.WAIT;
        }

        @Override
        public long[] operands() {
            return new long[]{token, value, offset, limit};
        }
    }

    /**
     * Hands {@code rows} runs of {@code run} bytes of local memory to another core, in order of rows, and waits until that has received them.
     *
     * @param core the receiver, another core of the segment
     * @param source register with the local address read
     */
    record Send(int core, int source, int rows, int run, int stride) implements SynchronizationInstruction {
        public Send {
            InstructionKind.SEND.check(core, source, rows, run, stride);
        }

        /** Bytes of the message. */
        public long bytes() {
            return (long) rows * run;
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.SEND;
        }

        @Override
        public long[] operands() {
            return new long[]{core, source, rows, run, stride};
        }
    }

    /**
     * Waits for the next message of another core and writes it to {@code rows} runs of {@code run} bytes of local memory. A message of another number
     * of bytes traps.
     *
     * @param core the sender, another core of the segment
     * @param destination register with the local address written
     */
    record Receive(int core, int destination, int rows, int run, int stride) implements SynchronizationInstruction {
        public Receive {
            InstructionKind.RECEIVE.check(core, destination, rows, run, stride);
        }

        /** Bytes of the message. */
        public long bytes() {
            return (long) rows * run;
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.RECEIVE;
        }

        @Override
        public long[] operands() {
            return new long[]{core, destination, rows, run, stride};
        }
    }
}
