package qcc.backend.cim.isa;

/** Element-wise and pooling instructions on i8 values in local memory. */
public sealed interface VectorInstruction extends Instruction {

    /**
     * Element-wise onto another grid, as {@link RescaleParameters} say.
     *
     * @param destination register with the local address written
     * @param source register with the local address read
     * @param parameters register with the local address of the parameter table
     * @param count elements, 1 to 2^32 - 1
     */
    record Rescale(int destination, int source, int parameters, long count, RequantizeMode mode) implements VectorInstruction {
        public Rescale {
            InstructionKind.RESCALE.check(destination, source, parameters, count, mode.code());
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.RESCALE;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, source, parameters, count, mode.code()};
        }
    }

    /**
     * Element-wise sum, as {@link AddParameters} say.
     *
     * @param destination register with the local address written
     * @param a register with the first input's local address
     * @param b register with the second input's local address
     * @param parameters register with the local address of the parameter table
     * @param count elements, 1 to 2^32 - 1
     */
    record Add(int destination, int a, int b, int parameters, long count, RequantizeMode mode) implements VectorInstruction {
        public Add {
            InstructionKind.ADD.check(destination, a, b, parameters, count, mode.code());
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.ADD;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, a, b, parameters, count, mode.code()};
        }
    }

    /**
     * Element-wise difference {@code a - b}, as {@link AddParameters} say.
     *
     * @param destination register with the local address written
     * @param a register with the first input's local address
     * @param b register with the second input's local address
     * @param parameters register with the local address of the parameter table
     * @param count elements, 1 to 2^32 - 1
     */
    record Sub(int destination, int a, int b, int parameters, long count, RequantizeMode mode) implements VectorInstruction {
        public Sub {
            InstructionKind.SUB.check(destination, a, b, parameters, count, mode.code());
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.SUB;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, a, b, parameters, count, mode.code()};
        }
    }

    /**
     * Element-wise product, as {@link MulParameters} say.
     *
     * @param destination register with the local address written
     * @param a register with the first input's local address
     * @param b register with the second input's local address
     * @param parameters register with the local address of the parameter table
     * @param count elements, 1 to 2^32 - 1
     */
    record Mul(int destination, int a, int b, int parameters, long count, RequantizeMode mode) implements VectorInstruction {
        public Mul {
            InstructionKind.MUL.check(destination, a, b, parameters, count, mode.code());
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.MUL;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, a, b, parameters, count, mode.code()};
        }
    }

    /**
     * Maximum over the window register's n0 x n1 positions, for each channel; its run must equal {@code channels}.
     *
     * @param destination register with the local address written
     * @param source register with the first window's local address
     * @param count windows, 1 to 65,535
     * @param sourceStride bytes between windows
     * @param destinationStride bytes between results, 0 to 65,535
     */
    record MaxPool(int destination, int source, int count, int channels, int sourceStride,
            int destinationStride) implements VectorInstruction {
        public MaxPool {
            InstructionKind.MAX_POOL.check(destination, source, count, channels, sourceStride, destinationStride);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.MAX_POOL;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, source, count, channels, sourceStride, destinationStride};
        }
    }

    /**
     * Mean over the window, the sum of raw values divided by n0 * n1 and rounded half away from zero, register's n0 x n1 positions, for each channel; its run must equal {@code channels}.
     *
     * @param destination register with the local address written
     * @param source register with the first window's local address
     * @param count windows, 1 to 65,535
     * @param sourceStride bytes between windows
     * @param destinationStride bytes between results, 0 to 65,535
     */
    record AvgPool(int destination, int source, int count, int channels, int sourceStride,
            int destinationStride) implements VectorInstruction {
        public AvgPool {
            InstructionKind.AVG_POOL.check(destination, source, count, channels, sourceStride, destinationStride);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.AVG_POOL;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, source, count, channels, sourceStride, destinationStride};
        }
    }

    /**
     * Looks each element up: {@code local[destination + i] = local[table + local[source + i] + 128]}.
     *
     * @param destination register with the local address written
     * @param source register with the local address read
     * @param table register with the local address of the table's {@link Machine#TABLE_BYTES} bytes
     * @param count elements, 1 to 2^32 - 1
     */
    record Table(int destination, int source, int table, long count) implements VectorInstruction {
        public Table {
            InstructionKind.TABLE.check(destination, source, table, count);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.TABLE;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, source, table, count};
        }
    }
}
