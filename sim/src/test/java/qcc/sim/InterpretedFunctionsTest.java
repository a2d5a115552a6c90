package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.junit.jupiter.api.Test;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.ElementKind;
import qcc.backend.host.bundle.HostBuffer;
import qcc.backend.host.bundle.HostCommand;
import qcc.backend.host.bundle.HostModule;
import qcc.backend.host.bundle.Port;
import qcc.tensor.FloatTensor;
import qcc.tensor.Shape;

class InterpretedFunctionsTest {
    private static final String MODULE = """
            "builtin.module"() ({
              "func.func"() <{function_type = (tensor<1x3xf32>) -> tensor<1x3xf32>, sym_name = "offset"}> ({
              ^bb0(%x: tensor<1x3xf32>):
                %w = "nn.constant"() <{value = dense_resource<w> : tensor<3xf32>}> : () -> tensor<3xf32>
                %y = "nn.add"(%x, %w) : (tensor<1x3xf32>, tensor<3xf32>) -> tensor<1x3xf32>
                "func.return"(%y) : (tensor<1x3xf32>) -> ()
              }) : () -> ()
              "func.func"() <{function_type = () -> tensor<3xf32>, sym_name = "constant"}> ({
                %w = "nn.constant"() <{value = dense_resource<w> : tensor<3xf32>}> : () -> tensor<3xf32>
                "func.return"(%w) : (tensor<3xf32>) -> ()
              }) : () -> ()
            }) : () -> ()
            """;

    private final FloatTensor input = new FloatTensor(Shape.of(2, 3), new float[]{1, 2, 3, 4, 5, 6});

    /** The function has a batch dimension of 1 that the buffer does not have; a constant result is repeated for every sample. */
    @Test
    void functionsOfTheHostModuleRunInTheInterpreter() {
        var result = Simulator.load(bundle(MODULE, "offset"), Machines.options()).run(List.of(input));
        assertThat(result.outputs().getFirst()).isEqualTo(new FloatTensor(Shape.of(2, 3), new float[]{11, 22, 33, 14, 25, 36}));
        assertThat(result.outputs().getLast()).isEqualTo(new FloatTensor(Shape.of(2, 3), new float[]{10, 20, 30, 10, 20, 30}));
    }

    @Test
    void mistakesInTheModuleAreNamed() {
        assertThatThrownBy(() -> Simulator.load(bundle("\"builtin.module\"() ({", "offset"), Machines.options()))
                .isInstanceOf(SimulatorException.class).hasMessageContaining("the bundle's host module is not valid");
        assertThatThrownBy(() -> Simulator.load(bundle(MODULE, "other"), Machines.options()).run(List.of(input)))
                .isInstanceOf(SimulatorException.class).hasMessage("the bundle's host module has no function 'other'");
    }

    private static Bundle bundle(String module, String function) {
        var weights = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putFloat(10).putFloat(20).putFloat(30).array();
        var buffer = new HostBuffer(ElementKind.F32, List.of(3));
        return new Bundle("test", "network", Machines.chip(), 0, List.of(buffer, buffer, buffer), List.of(new Port("x", 0)),
                List.of(new Port("y", 1), new Port("c", 2)), List.of(),
                List.of(new HostCommand.HostOp(0, List.of(), function, List.of(0), List.of(1)),
                        new HostCommand.HostOp(1, List.of(), "constant", List.of(), List.of(2))),
                new HostModule(module, List.of(new HostModule.Blob("w", weights))));
    }
}
