package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.ElementKind;
import qcc.backend.host.bundle.HostBuffer;
import qcc.backend.host.bundle.HostCommand;
import qcc.backend.host.bundle.HostModule;
import qcc.backend.host.bundle.Port;
import qcc.backend.host.bundle.Segment;
import qcc.tensor.ByteTensor;
import qcc.tensor.FloatTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

class SimulatorTest {
    @Test
    void aConvolutionInRowLoopsEqualsThePlainOne() {
        var input = Machines.input(new Random(11), 2);
        var output = Machines.run(Convolutions.program(4), Machines.options(), input);
        for (var sample = 0; sample < 2; sample++) {
            var image = Arrays.copyOfRange(input.data(), sample * Machines.INPUT_BYTES, (sample + 1) * Machines.INPUT_BYTES);
            var actual = new ArrayList<Integer>();
            for (var i = 0; i < Machines.OUTPUT_BYTES; i++) {
                actual.add((int) output[sample * Machines.OUTPUT_BYTES + i]);
            }
            assertThat(actual).isEqualTo(Convolutions.reference(image, 4));
        }
    }

    /** A program with changed bits is refused, traps or gives some result; it never breaks the simulator. */
    @Test
    void mutatedProgramsTrapOrRun() {
        var random = new Random(1);
        var program = Convolutions.program(4).segments().getFirst().programs().getFirst();
        var input = Machines.input(random, 1);
        var trapped = 0;
        var rounds = 500;
        for (var round = 0; round < rounds; round++) {
            var code = program.code().clone();
            for (var changes = random.nextInt(1, 4); changes > 0; changes--) {
                code[random.nextInt(code.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (isLong(code)) {
                continue;
            }
            try {
                var bundle = Machines.bundle(Convolutions.parameters(4),
                        new CoreProgram(0, code, program.groups(), program.sourceMap()));
                Machines.run(bundle, Machines.options(), input);
            } catch (SimulatorTrap | SimulatorException e) {
                assertThat(e.getMessage()).isNotEmpty();
                trapped++;
            }
        }
        assertThat(trapped).isGreaterThan(rounds / 2);
    }

    /** Loops that a mutation made too long to wait for. */
    private static boolean isLong(byte[] code) {
        for (var word = 0; word < code.length; word += 16) {
            if (code[word] == 4 && (code[word + 9] != 0 || code[word + 10] != 0 || code[word + 11] != 0)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void hostFunctionsAndElementKinds() {
        var program = new ProgramBuilder().emit(new MoveIn(0, 0, 1, 24, 0, 0)).emit(new LoadImmediate(1, 100));
        program.emit(new MoveOut(0, 1, 1, 24, 0, 0));
        var floats = new HostBuffer(ElementKind.F32, List.of(2, 3));
        var bundle = new Bundle("test", "network", Machines.chip(), 200, List.of(floats, floats, floats, floats),
                List.of(new Port("x", 0)), List.of(new Port("y", 3), new Port("copy", 1)),
                List.of(new Segment(List.of(), List.of(Machines.core(0, program)))),
                List.of(new HostCommand.HostOp(0, List.of(), "negate", List.of(0), List.of(1)),
                        new HostCommand.LoadSegment(1, List.of(), 0), new HostCommand.CopyIn(2, List.of(), 1, 0, 24),
                        new HostCommand.Launch(3, List.of(), 0), new HostCommand.CopyOut(4, List.of(), 100, 24, 2),
                        new HostCommand.HostOp(5, List.of(), "negate", List.of(2), List.of(3))),
                HostModule.EMPTY);
        var values = new float[18 * 6];
        for (var i = 0; i < values.length; i++) {
            values[i] = i * 0.37f - 5;
        }
        var input = new FloatTensor(Shape.of(18, 2, 3), values);
        var result = Simulator.load(bundle, Machines.options(), SimulatorTest::call).run(List.of(input));
        assertThat(result.outputs().getFirst()).isEqualTo(input);
        assertThat(result.outputs().getLast()).isEqualTo(negate(input));
        assertThat(result.samples()).isEqualTo(18);
        assertThatThrownBy(() -> Simulator.load(bundle, Machines.options(), HostFunctions.NONE).run(List.of(input)))
                .isInstanceOf(SimulatorException.class).hasMessageContaining("host function 'negate'");
        assertThatThrownBy(() -> Simulator.load(bundle, Machines.options(), (_, _) -> List.of()).run(List.of(input)))
                .hasMessage("host function 'negate' gave 0 results, the bundle expects 1");
        assertThatThrownBy(
                () -> Simulator.load(bundle, Machines.options(), (_, _) -> List.of(new ByteTensor(Shape.of(1), new byte[1])))
                        .run(List.of(input)))
                .hasMessage("result 0 of host function 'negate' is tensor<1xi8>, but the bundle expects tensor<16x2x3xf32>");
    }

    private static List<Tensor> call(String function, List<Tensor> arguments) {
        assertThat(function).isEqualTo("negate");
        return List.of(negate((FloatTensor) arguments.getFirst()));
    }

    private static FloatTensor negate(FloatTensor tensor) {
        var result = tensor.data().clone();
        for (var i = 0; i < result.length; i++) {
            result[i] = -result[i];
        }
        return new FloatTensor(tensor.shape(), result);
    }
}
