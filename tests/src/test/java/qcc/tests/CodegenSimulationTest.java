package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.backend.cim.codegen.CodegenException;
import qcc.chip.Chip;
import qcc.dialect.func.FuncOp;
import qcc.tests.RandomDevice.Kind;

/** Generated code, simulated, gives what the descriptions of the operations say, on roomy and on tiny chips. */
class CodegenSimulationTest {
    private static final int SAMPLES = 3;

    /**
     * Chips that ask for different cuts: none, strips, width tiles, channel ranges, few accumulators, several cores, and one whose global
     * memory is too small for all values at once.
     */
    private enum Machine {
        PRESET(DeviceRun.chip(4, 64, 4096, 64), 4), //
        STRIPS(DeviceRun.chip(1, 4, 256, 1024), 1), //
        TINY(DeviceRun.chip(1, 1, 64, 1024), 1), //
        FEW_ACCUMULATORS(DeviceRun.chip(2, 2, 16, 1024), 2), //
        TINY_CORES(DeviceRun.chip(3, 1, 24, 1024), 3), //
        MANY_CORES(DeviceRun.chip(9, 2, 32, 1024), 9), //
        SHORT_OF_MEMORY(DeviceRun.chip(5, 2, 64, 1024, 40), 5);

        private final Chip chip;
        private final int cores;

        Machine(Chip chip, int cores) {
            this.chip = chip;
            this.cores = cores;
        }
    }

    static Stream<Arguments> kindsAndMachines() {
        return Arrays.stream(Kind.values()).flatMap(kind -> Arrays.stream(Machine.values()).map(machine -> Arguments.of(kind, machine)));
    }

    @ParameterizedTest
    @MethodSource("kindsAndMachines")
    void everyKindOfOperation(Kind kind, Machine machine) {
        int ran = 0;
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(1000L * seed + kind.ordinal());
            var device = new RandomDevice(random, machine.cores, machine.chip.core().accumulators().entries());
            if (device.append(kind)) {
                ran += check(device, machine, random, "%s %s seed %d".formatted(kind, machine, seed));
            }
        }
        assertThat(ran).isGreaterThan(5);
    }

    @ParameterizedTest
    @EnumSource(Machine.class)
    void chainsOfOperations(Machine machine) {
        int ran = 0;
        for (int seed = 0; seed < 30; seed++) {
            var random = new Random(seed);
            var device = new RandomDevice(random, machine.cores, machine.chip.core().accumulators().entries());
            for (int i = 0; i < 8; i++) {
                device.append(Kind.values()[random.nextInt(Kind.values().length)]);
            }
            ran += check(device, machine, random, "%s seed %d".formatted(machine, seed));
        }
        assertThat(ran).isGreaterThan(20);
    }

    /** Runs a function and compares; 0 where the chip has no room for it. */
    private static int check(RandomDevice device, Machine machine, Random random, String name) {
        var main = device.module().finish(device.results());
        var samples = samples(device.module().device(), random);
        List<List<byte[]>> actual;
        try {
            actual = DeviceRun.run(device.module(), main, machine.chip, samples);
        } catch (CodegenException e) {
            assertThat(e).as(name).hasMessageMatching(
                    "no code for ('cim\\..*' at \"op.*(local memory|accumulators|but global memory has)).*");
            return 0;
        } catch (RuntimeException e) {
            throw new AssertionError(name + "\n" + device.module().module(), e);
        }
        for (int s = 0; s < SAMPLES; s++) {
            var expected = ScalarReference.run(device.module().device(), samples.get(s));
            for (int r = 0; r < expected.size(); r++) {
                assertThat(actual.get(s).get(r)).as("%s, sample %d, result %d", name, s, r).isEqualTo(expected.get(r));
            }
        }
        return 1;
    }

    static List<List<byte[]>> samples(FuncOp function, Random random) {
        var samples = new ArrayList<List<byte[]>>();
        for (int s = 0; s < SAMPLES; s++) {
            samples.add(function.entry().arguments().stream().map(argument -> {
                int count = 1;
                for (long dimension : DeviceModule.shape(argument)) {
                    count *= (int) dimension;
                }
                var bytes = new byte[count];
                random.nextBytes(bytes);
                return bytes;
            }).toList());
        }
        return samples;
    }
}
