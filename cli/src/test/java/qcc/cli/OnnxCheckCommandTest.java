package qcc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;

/** What the command says of tests that pass, fail and are refused. */
class OnnxCheckCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(String... words) {
        var invocation = new Invocation(new ByteArrayInputStream(new byte[0]), new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8), folder, Map.of(), false);
        int exitCode = Qcc.run(List.of(words), invocation);
        invocation.out().flush();
        return exitCode;
    }

    private void write(String test, String operator, float input, float output) throws IOException {
        var model = ModelProto.newBuilder().setIrVersion(8);
        model.addOpsetImportBuilder().setVersion(13);
        var graph = model.getGraphBuilder().setName("net");
        var type = graph.addInputBuilder().setName("x").getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT.getNumber());
        type.getShapeBuilder().addDimBuilder().setDimParam("N");
        graph.addNodeBuilder().setOpType(operator).addInput("x").addOutput("y");
        graph.addOutputBuilder().setName("y").getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT.getNumber());
        var set = Files.createDirectories(folder.resolve(test).resolve("test_data_set_0"));
        Files.write(folder.resolve(test).resolve("model.onnx"), model.build().toByteArray());
        Files.write(set.resolve("input_0.pb"), tensor(input));
        Files.write(set.resolve("output_0.pb"), tensor(output));
    }

    private static byte[] tensor(float value) {
        return TensorProto.newBuilder().setDataType(DataType.FLOAT.getNumber()).addDims(2).addFloatData(value).addFloatData(1).build()
                .toByteArray();
    }

    @Test
    void saysWhatBecameOfEachTest() throws IOException {
        write("a", "Relu", -1, 0);
        write("b", "Relu", -1, 2);
        write("c", "NoSuchOperator", -1, 2);
        assertThat(run("onnx-check", ".")).isEqualTo(ExitCode.INPUT);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("passed a",
                "failed b: at level float: output 0 has 0.0 at [0, 0], not 2.0",
                "unsupported c: uses an operator that is not supported: ai.onnx.NoSuchOperator (version 13): node \"NoSuchOperator_0\"",
                "1 passed, 1 failed, 1 unsupported of 3");
    }

    @Test
    void answersInJsonAndQuantizes() throws IOException {
        write("a", "Relu", -1, 0);
        assertThat(run("onnx-check", "--level", "int8", "--json", "a")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"passed\" : 1", "\"failed\" : 0", "\"unsupported\" : 0",
                "\"name\" : \"a\"", "\"outcome\" : \"passed\"");
    }

    @Test
    void wantsModels() {
        assertThat(run("onnx-check", ".")).isEqualTo(ExitCode.INPUT);
    }
}
