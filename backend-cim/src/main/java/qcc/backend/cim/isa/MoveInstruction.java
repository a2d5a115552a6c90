package qcc.backend.cim.isa;

/** Instructions that move or set bytes. A transfer is {@code rows} runs of {@code run} bytes; strides are bytes and may be negative. */
public sealed interface MoveInstruction extends Instruction {

    /**
     * Global to local memory: for i &lt; rows, {@code local[local + i * localStride ..+ run] = global[global + i * globalStride ..+ run]}.
     *
     * @param local register with the local address
     * @param global register with the global address
     */
    record MoveIn(int local, int global, int rows, int run, int localStride, int globalStride) implements MoveInstruction {
        public MoveIn {
            InstructionKind.MOVE_IN.check(local, global, rows, run, localStride, globalStride);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.MOVE_IN;
        }

        @Override
        public long[] operands() {
            return new long[]{local, global, rows, run, localStride, globalStride};
        }
    }

    /**
     * Local to global memory: for i &lt; rows, {@code global[global + i * globalStride ..+ run] = local[local + i * localStride ..+ run]}.
     *
     * @param local register with the local address
     * @param global register with the global address
     */
    record MoveOut(int local, int global, int rows, int run, int localStride, int globalStride) implements MoveInstruction {
        public MoveOut {
            InstructionKind.MOVE_OUT.check(local, global, rows, run, localStride, globalStride);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.MOVE_OUT;
        }

        @Override
        public long[] operands() {
            return new long[]{local, global, rows, run, localStride, globalStride};
        }
    }

    /**
     * Local to local memory.
     *
     * @param destination register with the local address written
     * @param source register with the local address read
     */
    record Copy(int destination, int source, int rows, int run, int destinationStride, int sourceStride) implements MoveInstruction {
        public Copy {
            InstructionKind.COPY.check(destination, source, rows, run, destinationStride, sourceStride);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.COPY;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, source, rows, run, destinationStride, sourceStride};
        }
    }

    /**
     * Sets bytes of local memory.
     *
     * @param destination register with the local address
     * @param value the byte written, -128 to 127
     */
    record Fill(int destination, int value, int rows, int run, int stride) implements MoveInstruction {
        public Fill {
            InstructionKind.FILL.check(destination, value, rows, run, stride);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.FILL;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, value, rows, run, stride};
        }
    }
}
