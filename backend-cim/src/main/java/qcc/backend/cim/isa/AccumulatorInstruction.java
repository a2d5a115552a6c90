package qcc.backend.cim.isa;

import java.util.Optional;

/**
 * Instructions that write or read the accumulator file. Accumulators are addressed by word index; a sum beyond the proved width traps.
 * With {@code accumulate} the result is added to what the accumulator holds, otherwise it replaces it.
 */
public sealed interface AccumulatorInstruction extends Instruction {

    /**
     * Matrix-vector products: for i &lt; count and c &lt; columns,
     * {@code acc[accumulator + i * accumulatorStride + c] (=|+=) sum over k of window(source + i * sourceStride)[k] * W[k][c]}. The window
     * register's bytes must equal the group's rows.
     *
     * @param group the array group on this core
     * @param accumulator register with the first accumulator's index
     * @param source register with the first window's local address
     * @param count windows, 1 to 65,535
     * @param sourceStride bytes between windows
     * @param accumulatorStride accumulators between results
     */
    record Mvm(int group, int accumulator, int source, int count, int sourceStride, int accumulatorStride,
            boolean accumulate) implements AccumulatorInstruction {
        public Mvm {
            InstructionKind.MVM.check(group, accumulator, source, count, sourceStride, accumulatorStride, InstructionKind.bit(accumulate));
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.MVM;
        }

        @Override
        public long[] operands() {
            return new long[]{group, accumulator, source, count, sourceStride, accumulatorStride, InstructionKind.bit(accumulate)};
        }
    }

    /**
     * Sums over positions: for c &lt; channels, {@code acc[accumulator + c] (=|+=) sum over i < count of local[source + i * sourceStride + c]}.
     *
     * @param accumulator register with the first accumulator's index
     * @param source register with the local address of the first position's i8 values
     * @param sourceStride bytes between positions
     */
    record Sum(int accumulator, int source, int count, int channels, int sourceStride,
            boolean accumulate) implements AccumulatorInstruction {
        public Sum {
            InstructionKind.SUM.check(accumulator, source, count, channels, sourceStride, InstructionKind.bit(accumulate));
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.SUM;
        }

        @Override
        public long[] operands() {
            return new long[]{accumulator, source, count, channels, sourceStride, InstructionKind.bit(accumulate)};
        }
    }

    /**
     * Stores accumulators as little-endian i32: for i &lt; count and c &lt; channels,
     * {@code local_i32[destination + i * destinationStride + 4 * c] = acc[accumulator + i * accumulatorStride + c]}.
     *
     * @param destination register with the local byte address
     * @param accumulator register with the first accumulator's index
     * @param accumulatorStride accumulators between positions
     * @param destinationStride bytes between positions
     */
    record AccumulatorStore(int destination, int accumulator, int count, int channels, int accumulatorStride,
            int destinationStride) implements AccumulatorInstruction {
        public AccumulatorStore {
            InstructionKind.ACCUMULATOR_STORE.check(destination, accumulator, count, channels, accumulatorStride, destinationStride);
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.ACCUMULATOR_STORE;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, accumulator, count, channels, accumulatorStride, destinationStride};
        }
    }

    /**
     * Loads little-endian i32: for i &lt; count and c &lt; channels,
     * {@code acc[accumulator + i * accumulatorStride + c] (=|+=) local_i32[source + i * sourceStride + 4 * c]}.
     *
     * @param accumulator register with the first accumulator's index
     * @param source register with the local byte address
     * @param accumulatorStride accumulators between positions
     * @param sourceStride bytes between positions
     */
    record AccumulatorLoad(int accumulator, int source, int count, int channels, int accumulatorStride, int sourceStride,
            boolean accumulate) implements AccumulatorInstruction {
        public AccumulatorLoad {
            InstructionKind.ACCUMULATOR_LOAD.check(accumulator, source, count, channels, accumulatorStride, sourceStride,
                    InstructionKind.bit(accumulate));
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.ACCUMULATOR_LOAD;
        }

        @Override
        public long[] operands() {
            return new long[]{accumulator, source, count, channels, accumulatorStride, sourceStride, InstructionKind.bit(accumulate)};
        }
    }

    /**
     * The second input of a fused residual: the i8 at {@code register + i * stride + c} belongs to channel c of position i.
     *
     * @param register register with the local address
     * @param stride bytes between positions, 0 to 65,535
     */
    record Residual(int register, int stride) {}

    /**
     * Adds bias and residual, scales, rounds and clamps accumulators to i8, as {@link RequantizeParameters} say: for i &lt; count and
     * c &lt; channels from {@code acc[accumulator + i * accumulatorStride + c]} to {@code local[destination + i * destinationStride + c]}.
     *
     * @param destination register with the local address written
     * @param accumulator register with the first accumulator's index
     * @param parameters register with the local address of the parameter table
     * @param residual the fused residual, if any
     * @param accumulatorStride accumulators between positions
     * @param destinationStride bytes between positions, 0 to 65,535
     */
    record Requantize(int destination, int accumulator, int parameters, int count, int channels, int accumulatorStride,
            int destinationStride,
            RequantizeMode mode, Optional<Residual> residual) implements AccumulatorInstruction {
        public Requantize {
            InstructionKind.REQUANTIZE.check(destination, accumulator, parameters, register(residual), count, channels, accumulatorStride,
                    destinationStride, stride(residual), mode.code(), InstructionKind.bit(residual.isPresent()));
        }

        @Override
        public InstructionKind kind() {
            return InstructionKind.REQUANTIZE;
        }

        @Override
        public long[] operands() {
            return new long[]{destination, accumulator, parameters, register(residual), count, channels, accumulatorStride,
                    destinationStride,
                    stride(residual), mode.code(), InstructionKind.bit(residual.isPresent())};
        }

        private static int register(Optional<Residual> residual) {
            return residual.map(Residual::register).orElse(0);
        }

        private static int stride(Optional<Residual> residual) {
            return residual.map(Residual::stride).orElse(0);
        }
    }
}
