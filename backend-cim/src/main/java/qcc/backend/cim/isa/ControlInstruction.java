package qcc.backend.cim.isa;

/** Instructions that steer the stream and set scalar state. */
public sealed interface ControlInstruction extends Instruction {

    /** Stops this core's stream. */
    record End() implements ControlInstruction {
        @Override
        public InstructionKind kind() {
            return InstructionKind.END;
        }

        @Override
        public long[] operands() {
            return new long[0];
        }
    }

    /**
     * {@code destination = immediate}.
     *
     * @param destination register written, not r0
     * @param immediate the value; registers never hold a negative number
     */
    record LoadImmediate(int destination, int immediate) implements ControlInstruction {
        public LoadImmediate {
            InstructionKind.LOAD_IMMEDIATE.check(destination, immediate);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.LOAD_IMMEDIATE;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, immediate};
        }
    }

    /**
     * {@code destination = source + immediate}; a sum outside 0 to 2^31 - 1 traps.
     *
     * @param destination register written, not r0
     * @param source register read
     * @param immediate signed addend
     */
    record AddImmediate(int destination, int source, int immediate) implements ControlInstruction {
        public AddImmediate {
            InstructionKind.ADD_IMMEDIATE.check(destination, source, immediate);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.ADD_IMMEDIATE;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, source, immediate};
        }
    }

    /**
     * Repeats the next {@code length} instructions {@code count} times. Bodies nest properly, at most {@link Machine#LOOP_DEPTH} deep.
     *
     * @param count 1 to 2^32 - 1
     * @param length 1 to 65,535
     */
    record Loop(long count, int length) implements ControlInstruction {
        public Loop {
            InstructionKind.LOOP.check(count, length);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.LOOP;
        }

        @Override
        public long[] operands() {
            return new long[]{count, length};
        }
    }

    /**
     * Sets the window register: the window at address a is, in order i0 in 0..n0, i1 in 0..n1, the {@code run} bytes at
     * {@code a + i0 * stride0 + i1 * stride1}.
     *
     * @param n0 outer positions, 1 to 255
     * @param n1 inner positions, 1 to 255
     * @param run contiguous bytes at each position, 1 to 65,535
     * @param stride0 bytes between outer positions
     * @param stride1 bytes between inner positions
     */
    record Window(int n0, int n1, int run, int stride0, int stride1) implements ControlInstruction {
        public Window {
            InstructionKind.WINDOW.check(n0, n1, run, stride0, stride1);
        }

        /** Bytes of one window: {@code n0 * n1 * run}. */
        public long bytes() {
            return (long) n0 * n1 * run;
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.WINDOW;
        }

        @Override
        public long[] operands() {
            return new long[]{n0, n1, run, stride0, stride1};
        }
    }
}
