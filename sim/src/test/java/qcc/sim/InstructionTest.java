package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorLoad;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorStore;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Residual;
import qcc.backend.cim.isa.AccumulatorInstruction.Sum;
import qcc.backend.cim.isa.AddParameters;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.MoveInstruction.Copy;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.MulParameters;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.RequantizeMode;
import qcc.backend.cim.isa.RequantizeParameters;
import qcc.backend.cim.isa.RescaleParameters;
import qcc.backend.cim.isa.VectorInstruction.Add;
import qcc.backend.cim.isa.VectorInstruction.AvgPool;
import qcc.backend.cim.isa.VectorInstruction.MaxPool;
import qcc.backend.cim.isa.VectorInstruction.Mul;
import qcc.backend.cim.isa.VectorInstruction.Rescale;
import qcc.backend.cim.isa.VectorInstruction.Sub;
import qcc.backend.cim.isa.VectorInstruction.Table;

/**
 * Each instruction on random data against {@link ScalarMachine}. Local memory: input at 0, constants at 4,096, results at 8,192, which starts
 * as zeros.
 */
class InstructionTest {
    private static final int X = 1;
    private static final int PARAMETERS = 2;
    private static final int RESULT = 3;
    private static final int ACCUMULATOR = 4;
    private static final int OTHER = 5;
    private static final int LOCAL_RESULT = 8192;
    private static final int SAMPLES = 19;

    private final Random random = new Random(7);
    private final List<ArrayGroup> groups = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final ByteArrayOutputStream constants = new ByteArrayOutputStream();

    @Test
    void movesWithStridesOfBothSigns() {
        instructions.add(new Copy(RESULT, X, 5, 7, 11, 13));
        instructions.add(new LoadImmediate(OTHER, 500));
        instructions.add(new LoadImmediate(6, LOCAL_RESULT + 300));
        instructions.add(new Copy(6, OTHER, 4, 6, -9, -20));
        instructions.add(new AddImmediate(6, 6, 200));
        instructions.add(new Fill(6, -77, 3, 4, -10));
        instructions.add(new LoadImmediate(6, LOCAL_RESULT + 1000));
        instructions.add(new MoveIn(6, OTHER, 6, 10, 12, -30));
        instructions.add(new LoadImmediate(OTHER, Machines.OUTPUT + 4000));
        instructions.add(new MoveOut(X, OTHER, 3, 10, 20, -15));
        check();
    }

    @Test
    void copyShiftsDownInPlace() {
        instructions.add(new AddImmediate(OTHER, RESULT, 3));
        instructions.add(new Copy(RESULT, X, 1, 200, 0, 0));
        instructions.add(new Copy(RESULT, OTHER, 3, 16, 8, 8));
        instructions.add(new Copy(OTHER, RESULT, 9, 3, 3, 3));
        check();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 16, 21})
    void products(int columns) {
        group(0, 3 * 2 * 5, columns);
        group(9, 3 * 2 * 5, columns);
        instructions.add(new Window(3, 2, 5, 40, 7));
        instructions.add(new Mvm(0, ACCUMULATOR, X, 6, 11, columns + 1, false));
        instructions.add(new LoadImmediate(OTHER, 1000));
        instructions.add(new Mvm(9, ACCUMULATOR, OTHER, 4, -17, columns + 1, true));
        instructions.add(new AccumulatorStore(RESULT, ACCUMULATOR, 4, columns, columns + 1, 4 * columns + 3));
        check();
    }

    @Test
    void productsOfMoreTermsThanF32Sums() {
        group(0, 2100, 5);
        Arrays.fill(groups.getFirst().matrix(), 0, 5000, (byte) -128);
        instructions.add(new Window(1, 1, 2100, 0, 0));
        instructions.add(new Mvm(0, ACCUMULATOR, X, 2, 3, 5, false));
        instructions.add(new AccumulatorStore(RESULT, ACCUMULATOR, 2, 5, 5, 20));
        check();
    }

    @Test
    void productsAddedOntoOneAccumulator() {
        group(0, 12, 4);
        instructions.add(new Window(1, 4, 3, 0, 5));
        instructions.add(new Mvm(0, ACCUMULATOR, X, 1, 0, 0, false));
        instructions.add(new Mvm(0, ACCUMULATOR, X, 7, 3, 0, true));
        instructions.add(new AccumulatorStore(RESULT, ACCUMULATOR, 1, 4, 0, 0));
        check();
    }

    @Test
    void sumsAndPartialSums() {
        instructions.add(new Sum(ACCUMULATOR, X, 300, 9, 12, false));
        instructions.add(new Sum(ACCUMULATOR, X, 50, 9, -0, true));
        instructions.add(new AccumulatorStore(RESULT, ACCUMULATOR, 3, 3, 3, 20));
        instructions.add(new LoadImmediate(OTHER, 100));
        instructions.add(new AccumulatorLoad(OTHER, RESULT, 3, 3, 5, 20, false));
        instructions.add(new AccumulatorLoad(OTHER, RESULT, 3, 3, 5, 20, true));
        instructions.add(new AddImmediate(6, RESULT, 200));
        instructions.add(new AccumulatorStore(6, OTHER, 3, 3, 5, 12));
        check();
    }

    @ParameterizedTest
    @EnumSource(RequantizeMode.class)
    void requantize(RequantizeMode mode) {
        requantize(mode, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(RequantizeMode.class)
    void requantizeWithResidual(RequantizeMode mode) {
        requantize(mode, Optional.of(new Residual(OTHER, 30)));
    }

    private void requantize(RequantizeMode mode, Optional<Residual> residual) {
        var channels = new ArrayList<RequantizeParameters.Channel>();
        for (var c = 0; c < 17; c++) {
            channels.add(new RequantizeParameters.Channel(random.nextInt(-30000, 30000), multiplier(mode, -9), shift(mode, -9),
                    residual.isPresent() ? multiplier(mode, 5) : 0, residual.isPresent() ? shift(mode, 5) : 0));
        }
        constant(new RequantizeParameters(-7, -100, 120, residual.isPresent() ? 13 : 0, channels).toBytes());
        group(0, 90, 17);
        instructions.add(new LoadImmediate(OTHER, 2000));
        instructions.add(new Window(1, 1, 90, 0, 0));
        instructions.add(new Mvm(0, ACCUMULATOR, X, 67, 9, 20, false));
        instructions.add(new Requantize(RESULT, ACCUMULATOR, PARAMETERS, 67, 17, 20, 19, mode, residual));
        check();
    }

    @ParameterizedTest
    @EnumSource(RequantizeMode.class)
    void rescale(RequantizeMode mode) {
        constant(new RescaleParameters(11, multiplier(mode, 0), shift(mode, 0), -5, -120, 99).toBytes());
        instructions.add(new Rescale(RESULT, X, PARAMETERS, 333, mode));
        instructions.add(new Rescale(X, X, PARAMETERS, 21, mode));
        check();
    }

    @ParameterizedTest
    @EnumSource(RequantizeMode.class)
    void addAndSubtract(RequantizeMode mode) {
        var f = mode == RequantizeMode.FLOAT;
        var integer = mode == RequantizeMode.DOUBLE || mode == RequantizeMode.SINGLE;
        constant(new AddParameters(3, f ? Float.floatToIntBits(0.0371f) : integer ? 1_400_000_000 : 1, integer ? -1 : f ? 0 : 2, -20,
                f ? Float.floatToIntBits(0.052f) : integer ? 1 << 30 : 1, integer ? 0 : f ? 0 : -3,
                f ? Float.floatToIntBits(0.06f) : integer ? 1_234_567_890 : 1, integer ? -18 : 0, 9, -128, 101).toBytes());
        instructions.add(new LoadImmediate(OTHER, 700));
        instructions.add(new Add(RESULT, X, OTHER, PARAMETERS, 300, mode));
        instructions.add(new AddImmediate(6, RESULT, 400));
        instructions.add(new Sub(6, X, OTHER, PARAMETERS, 300, mode));
        instructions.add(new Add(X, X, OTHER, PARAMETERS, 5, mode));
        check();
    }

    @ParameterizedTest
    @EnumSource(RequantizeMode.class)
    void multiplyElements(RequantizeMode mode) {
        constant(new MulParameters(3, -7, multiplier(mode, -6), shift(mode, -6), 1, -127, 127).toBytes());
        instructions.add(new LoadImmediate(OTHER, 900));
        instructions.add(new Mul(RESULT, X, OTHER, PARAMETERS, 300, mode));
        check();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void pools(int side) {
        instructions.add(new Window(side, side, 6, 70, 8));
        instructions.add(new MaxPool(RESULT, X, 9, 6, 13, 7));
        instructions.add(new AddImmediate(6, RESULT, 100));
        instructions.add(new AvgPool(6, X, 9, 6, 13, 6));
        check();
    }

    @Test
    void averagesRoundHalvesAwayFromZero() {
        instructions.add(new Window(1, 2, 256, 0, 256));
        instructions.add(new AvgPool(RESULT, X, 5, 256, 512, 256));
        instructions.add(new Window(255, 255, 3, 0, 0));
        instructions.add(new AddImmediate(6, RESULT, 2000));
        instructions.add(new AvgPool(6, X, 2, 3, 4, 3));
        check();
    }

    @Test
    void tables() {
        var table = new byte[256];
        random.nextBytes(table);
        constant(table);
        instructions.add(new Table(RESULT, X, PARAMETERS, 400));
        check();
    }

    private int multiplier(RequantizeMode mode, int exponent) {
        return switch (mode) {
            case DOUBLE, SINGLE -> random.nextInt(1 << 30, Integer.MAX_VALUE);
            case FLOAT -> Float.floatToIntBits(Math.scalb(1 + random.nextFloat(), exponent - 1));
            case SHIFT -> 1;
        };
    }

    private int shift(RequantizeMode mode, int exponent) {
        return mode == RequantizeMode.FLOAT ? 0 : exponent - random.nextInt(3);
    }

    private void constant(byte[] bytes) {
        constants.writeBytes(bytes);
    }

    private void group(int id, int rows, int columns) {
        var matrix = new byte[rows * columns];
        random.nextBytes(matrix);
        groups.add(Machines.group(id, rows, columns, matrix));
    }

    /** Runs the instructions between moves in and out, and compares every byte of every sample. */
    private void check() {
        var builder = new ProgramBuilder();
        builder.emit(new LoadImmediate(X, 0));
        builder.emit(new MoveIn(X, X, 1, Machines.INPUT_BYTES, 0, 0));
        builder.emit(new LoadImmediate(PARAMETERS, Machines.CONSTANTS));
        if (constants.size() > 0) {
            builder.emit(new MoveIn(PARAMETERS, PARAMETERS, 1, constants.size(), 0, 0));
        }
        builder.emit(new LoadImmediate(RESULT, LOCAL_RESULT));
        builder.emit(new Fill(RESULT, 0, 1, Machines.OUTPUT_BYTES, 0));
        builder.emit(new LoadImmediate(7, Machines.OUTPUT));
        builder.emit(new MoveOut(RESULT, 7, 1, Machines.OUTPUT_BYTES, 0, 0));
        builder.emit(new LoadImmediate(ACCUMULATOR, 33));
        instructions.forEach(builder::emit);
        builder.emit(new LoadImmediate(RESULT, LOCAL_RESULT));
        builder.emit(new MoveOut(RESULT, 7, 1, 3900, 0, 0));
        var bundle = Machines.bundle(constants.toByteArray(), Machines.core(0, builder, groups.toArray(ArrayGroup[]::new)));
        var input = Machines.input(random, SAMPLES);
        var actual = Machines.run(bundle, Machines.options(), input);
        for (var sample = 0; sample < SAMPLES; sample++) {
            var global = new byte[Machines.GLOBAL_BYTES];
            System.arraycopy(input.data(), sample * Machines.INPUT_BYTES, global, Machines.INPUT, Machines.INPUT_BYTES);
            System.arraycopy(constants.toByteArray(), 0, global, Machines.CONSTANTS, constants.size());
            var machine = new ScalarMachine(65536, 4096, global, groups);
            machine.run(new FixedWordCodec().decode(bundle.segments().getFirst().programs().getFirst().code()));
            var expected = Arrays.copyOfRange(machine.global, Machines.OUTPUT, Machines.OUTPUT + Machines.OUTPUT_BYTES);
            var result = Arrays.copyOfRange(actual, sample * Machines.OUTPUT_BYTES, (sample + 1) * Machines.OUTPUT_BYTES);
            assertThat(Arrays.mismatch(result, expected)).as("first wrong byte of sample %d", sample).isEqualTo(-1);
        }
    }
}
