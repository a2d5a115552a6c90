package qcc.tests;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;

/**
 * Networks of real sizes whose constants are given by shape only, filled with numbers that keep activations in bounds.
 *
 * <p>Rank 2 and more: He-normal. Scales of batch normalizations and of multiplications, and variances: 1. Means: 0. Others: N(0, 0.1^2).
 */
final class LightNetwork {
    private static final long SEED = 17;

    /** What a constant of rank 1 is for. */
    private enum Role {
        ONE, ZERO, OTHER
    }

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, TensorProto> initializers = new LinkedHashMap<>();
    private final Set<String> shapes = new HashSet<>();
    private final ModelProto.Builder model;
    private final GraphProto.Builder graph;

    private LightNetwork(ModelProto source) {
        this.model = source.toBuilder();
        this.graph = model.getGraphBuilder();
        graph.getInitializerList().forEach(i -> initializers.put(i.getName(), i));
    }

    /**
     * Fills a network.
     *
     * @param logits leave out a softmax at the end
     */
    static void fill(Path source, Path target, boolean logits) throws IOException {
        var network = new LightNetwork(ModelProto.parseFrom(Files.readAllBytes(source)));
        network.findRoles();
        network.fillConstants();
        if (logits) {
            network.dropSoftmax();
        }
        try (var out = Files.newOutputStream(target)) {
            network.model.build().writeTo(out);
        }
    }

    /** A network for square images of another size; its shapes are inferred again. */
    static byte[] resized(byte[] network, int side) throws IOException {
        var model = ModelProto.parseFrom(network).toBuilder();
        var graph = model.getGraphBuilder().clearValueInfo();
        graph.getOutputBuilderList().forEach(output -> output.getTypeBuilder().getTensorTypeBuilder().clearShape());
        for (var input : graph.getInputBuilderList()) {
            var shape = input.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
            if (shape.getDimCount() == 4) {
                shape.getDimBuilder(2).setDimValue(side);
                shape.getDimBuilder(3).setDimValue(side);
            }
        }
        return model.build().toByteArray();
    }

    private void findRoles() {
        var origins = new HashMap<String, String>();
        for (var node : graph.getNodeList()) {
            switch (node.getOpType()) {
                case "Unsqueeze" -> origins.put(node.getOutput(0), node.getInput(0));
                case "Mul" -> node.getInputList().forEach(input -> roles.put(origins.getOrDefault(input, input), Role.ONE));
                case "BatchNormalization" -> {
                    roles.put(node.getInput(1), Role.ONE);
                    roles.put(node.getInput(3), Role.ZERO);
                    roles.put(node.getInput(4), Role.ONE);
                }
                default -> {}
            }
        }
    }

    private void fillConstants() {
        var nodes = graph.getNodeList();
        var filled = new LinkedHashMap<String, TensorProto>();
        graph.clearNode();
        for (var node : nodes) {
            if (node.getOpType().equals("ConstantOfShape") && initializers.containsKey(node.getInput(0))) {
                shapes.add(node.getInput(0));
                filled.put(node.getOutput(0), constant(node.getOutput(0), longs(initializers.get(node.getInput(0)))));
            } else {
                graph.addNode(node);
            }
        }
        graph.clearInitializer();
        initializers.values().stream().filter(i -> !shapes.contains(i.getName())).forEach(i -> filled.put(i.getName(),
                i.getDataType() == DataType.FLOAT.getNumber()
                        ? constant(i.getName(), i.getDimsList().stream().mapToLong(d -> d).toArray())
                        : i));
        graph.addAllInitializer(filled.values());
        var inputs = graph.getInputList();
        graph.clearInput();
        inputs.stream().filter(i -> !shapes.contains(i.getName())).forEach(graph::addInput);
    }

    private static long[] longs(TensorProto tensor) {
        if (tensor.getInt64DataCount() > 0) {
            return tensor.getInt64DataList().stream().mapToLong(Long::longValue).toArray();
        }
        var values = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        var result = new long[values.remaining()];
        values.get(result);
        return result;
    }

    private TensorProto constant(String name, long[] shape) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber());
        int count = 1;
        for (long dimension : shape) {
            tensor.addDims(dimension);
            count = Math.multiplyExact(count, Math.toIntExact(dimension));
        }
        var bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, count)).order(ByteOrder.LITTLE_ENDIAN);
        double deviation = shape.length >= 2 ? Math.sqrt(2.0 * shape[0] / count) : 0.1;
        var role = shape.length >= 2 ? Role.OTHER : roles.getOrDefault(name, Role.OTHER);
        for (int i = 0; i < count; i++) {
            bytes.putFloat(switch (role) {
                case ONE -> 1;
                case ZERO -> 0;
                case OTHER -> (float) (deviation * random.nextGaussian());
            });
        }
        return tensor.setRawData(ByteString.copyFrom(bytes.flip())).build();
    }

    private void dropSoftmax() {
        NodeProto last = graph.getNode(graph.getNodeCount() - 1);
        if (last.getOpType().equals("Softmax")) {
            graph.removeNode(graph.getNodeCount() - 1);
            var output = graph.getOutputBuilder(0).setName(last.getInput(0));
            output.getTypeBuilder().getTensorTypeBuilder().clearShape();
        }
    }
}
