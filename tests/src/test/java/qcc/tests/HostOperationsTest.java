package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import qcc.dialect.Dialects;
import qcc.dialect.func.FuncOp;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.Source;
import qcc.passes.mapping.LowerToCimPass;
import qcc.passes.partition.Device;
import qcc.passes.partition.PartitionPass;
import qcc.tensor.Tensor;

/** Networks that the device executes in part or not at all: who runs what, and that everything together gives the same bytes. */
class HostOperationsTest {
    private static final int SAMPLES = 3;

    /** A body of {@code @main}; {@code Q4} is a byte on one grid, {@code M} a map of such bytes, {@code F} a map of reals. */
    private static DeviceCompilation network(String signature, String body) {
        var text = ("func.func @main" + signature + " {\n" + body + "\n}\n")
                .replace("Q", "!quant.uniform<i8:f32, 0.05:3>")
                .replace("M", "tensor<1x2x3x4x!quant.uniform<i8:f32, 0.05:3>>").replace("F", "tensor<1x2x3x4xf32>");
        var problems = new DiagnosticCollector();
        var module = Parser.parse(Source.of("network.mlir", text), Dialects.registry(), problems);
        assertThat(problems.diagnostics()).isEmpty();
        return new DeviceCompilation(module.orElseThrow(), TestChips.LARGE);
    }

    /** Compiles and compares the levels; gives the functions beside {@code @main} in order. */
    private static List<String> functions(DeviceCompilation network) {
        var inputs = network.randomInputs(new Random(1), SAMPLES);
        var expected = everySample(network.interpret(inputs));
        assertThat(network.run(new PartitionPass()).diagnostics()).isEmpty();
        assertThat(everySample(network.interpret(inputs))).as("partitioned").isEqualTo(expected);
        assertThat(network.run(new LowerToCimPass()).diagnostics()).isEmpty();
        assertThat(everySample(network.interpret(inputs))).as("lowered").isEqualTo(expected);
        assertThat(network.simulate(network.bundle(), inputs)).as("simulated").isEqualTo(expected);
        var names = new ArrayList<String>();
        network.module().walk(FuncOp.class, f -> Device.of(f).ifPresent(d -> names.add(d.attribute().value() + " " + f.functionName())));
        return names;
    }

    /** The interpreter gives a value that depends on no input once for all samples. */
    private static List<Tensor> everySample(List<Tensor> outputs) {
        return outputs.stream().map(t -> t.samples() == SAMPLES ? t : Tensor.concatenate(Collections.nCopies(SAMPLES, t))).toList();
    }

    @Test
    void realsBetweenTwoSegments() {
        assertThat(functions(network("(%x: M) -> M", """
                %0 = nn.relu %x : (M) -> M
                %1 = quant.dcast %0 : M to F
                %2 = nn.softmax %1 {axis = 1 : i64} : (F) -> F
                %3 = quant.qcast %2 : F to M
                %4 = nn.add %3, %0 : (M, M) -> M
                return %4 : M"""))).containsExactly("cim device_0", "host host_0", "cim device_1");
    }

    @Test
    void productOfTwoActivations() {
        assertThat(functions(network("(%x: tensor<2x3xQ>, %y: tensor<3x2xQ>) -> tensor<2x2xQ>", """
                %0 = nn.relu %x : (tensor<2x3xQ>) -> tensor<2x3xQ>
                %1 = nn.relu %y : (tensor<3x2xQ>) -> tensor<3x2xQ>
                %2 = nn.matmul %0, %1 : (tensor<2x3xQ>, tensor<3x2xQ>) -> tensor<2x2xQ>
                %3 = nn.relu %2 : (tensor<2x2xQ>) -> tensor<2x2xQ>
                return %3 : tensor<2x2xQ>"""))).containsExactly("cim device_0", "host host_0", "cim device_1");
    }

    /** The gate of a squeeze-and-excitation block is broadcast on the host; the map waits in a host buffer. */
    @Test
    void broadcastSum() {
        assertThat(functions(network("(%x: M, %gate: tensor<1x2x1x1xQ>) -> M", """
                %0 = nn.relu %x : (M) -> M
                %1 = nn.relu %gate : (tensor<1x2x1x1xQ>) -> tensor<1x2x1x1xQ>
                %2 = nn.add %0, %1 : (M, tensor<1x2x1x1xQ>) -> M
                %3 = nn.relu %2 : (M) -> M
                return %3 : M""")))
                .containsExactly("cim device_0", "host host_0", "cim device_1");
    }

    /** Host operations that wait for nothing go into one function before the device, even if the text has them later. */
    @Test
    void independentHostOperationsShareAFunction() {
        assertThat(functions(network("(%x: F, %y: F) -> M", """
                %0 = quant.qcast %x : F to M
                %1 = nn.relu %0 : (M) -> M
                %2 = quant.qcast %y : F to M
                %3 = nn.add %1, %2 : (M, M) -> M
                return %3 : M"""))).containsExactly("host host_0", "cim device_0");
    }

    @Test
    void valueThatSeveralSegmentsUse() {
        assertThat(functions(network("(%x: M) -> (M, M)", """
                %0 = nn.relu %x : (M) -> M
                %1 = quant.dcast %0 : M to F
                %2 = quant.qcast %1 : F to M
                %3 = nn.add %2, %0 : (M, M) -> M
                %4 = quant.dcast %3 : M to F
                %5 = quant.qcast %4 : F to M
                %6 = nn.add %5, %0 : (M, M) -> M
                %7 = nn.sub %6, %3 : (M, M) -> M
                return %6, %7 : M, M"""))).containsExactly("cim device_0", "host host_0", "cim device_1", "host host_1", "cim device_2");
    }

    @Test
    void unusedArgument() {
        assertThat(functions(network("(%x: M, %unused: M) -> M", """
                %0 = nn.relu %x : (M) -> M
                return %0 : M"""))).containsExactly("cim device_0");
    }

    @Test
    void outputThatIsAnInput() {
        assertThat(functions(network("(%x: M) -> (M, M)", """
                %0 = nn.relu %x : (M) -> M
                return %x, %0 : M, M"""))).containsExactly("cim device_0");
    }

    @Test
    void valueThatIsReturnedTwice() {
        assertThat(functions(network("(%x: M) -> (M, M)", """
                %0 = nn.relu %x : (M) -> M
                return %0, %0 : M, M"""))).containsExactly("cim device_0");
    }

    @Test
    void constantOutput() {
        assertThat(functions(network("(%x: M) -> (M, tensor<2xf32>)", """
                %0 = nn.relu %x : (M) -> M
                %1 = nn.constant {value = dense<[1.0, 2.5]> : tensor<2xf32>} : tensor<2xf32>
                return %0, %1 : M, tensor<2xf32>"""))).containsExactly("host host_0", "cim device_0");
    }

    @Test
    void constantOperandsOfDeviceOperationsStayOnTheHost() {
        assertThat(functions(network("(%x: M) -> M", """
                %0 = nn.relu %x : (M) -> M
                %1 = nn.constant {value = dense<7> : tensor<1x2x3x4xi8>} : M
                %2 = nn.relu %1 : (M) -> M
                %3 = nn.add %0, %2 : (M, M) -> M
                return %3 : M"""))).containsExactly("host host_0", "cim device_0");
    }

    @Test
    void resultThatNobodyUses() {
        assertThat(functions(network("(%x: M) -> M", """
                %0 = nn.relu %x : (M) -> M
                %dead = nn.add %0, %x : (M, M) -> M
                return %0 : M"""))).containsExactly("cim device_0");
    }

    @Test
    void onlyDeadOperations() {
        assertThat(functions(network("(%x: M) -> M", """
                %dead = nn.relu %x : (M) -> M
                return %x : M"""))).isEmpty();
    }

    @Test
    void noOperationOfTheDevice() {
        assertThat(functions(network("(%x: tensor<4x!quant.uniform<u8:f32, 0.5>>) -> tensor<4xf32>", """
                %0 = quant.dcast %x : tensor<4x!quant.uniform<u8:f32, 0.5>> to tensor<4xf32>
                return %0 : tensor<4xf32>"""))).containsExactly("host host_0");
    }

    @Test
    void noOperationAtAll() {
        assertThat(functions(network("(%x: M) -> M", "return %x : M"))).isEmpty();
    }

    @Test
    void nameOfASegmentThatIsTaken() {
        var network = network("(%x: M) -> M", """
                %0 = nn.relu %x : (M) -> M
                return %0 : M
                }
                func.func private @device_0(%x: M) -> M {
                return %x : M""");
        assertThat(functions(network)).containsExactly("cim device_0_0");
    }
}
