package qcc.frontend.onnx.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.StringStringEntryProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataLocation;

/** Weights in a file beside the model. */
final class ExternalWeights {
    /** Tensors below this many bytes stay in the model. */
    private static final int SMALLEST = 1024;
    /** Tensors begin at multiples of this, so that readers can map them. */
    private static final int ALIGNMENT = 4096;

    private ExternalWeights() {}

    /** Writes the large initializers of a model to a file, and gives the model that refers to it. */
    static ModelProto write(ModelProto model, Path file) throws IOException {
        var graph = model.getGraph().toBuilder().clearInitializer();
        var temporary = file.resolveSibling(".%s.%d.tmp".formatted(file.getFileName(), ProcessHandle.current().pid()));
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                long offset = 0;
                for (var tensor : model.getGraph().getInitializerList()) {
                    if (tensor.getRawData().size() < SMALLEST) {
                        graph.addInitializer(tensor);
                        continue;
                    }
                    int gap = (int) (-offset & ALIGNMENT - 1);
                    out.write(new byte[gap]);
                    tensor.getRawData().writeTo(out);
                    graph.addInitializer(external(tensor, file, offset + gap));
                    offset += gap + tensor.getRawData().size();
                }
            }
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return model.toBuilder().setGraph(graph).build();
    }

    private static TensorProto external(TensorProto tensor, Path file, long offset) {
        return tensor.toBuilder().clearRawData().setDataLocation(DataLocation.EXTERNAL)
                .addExternalData(entry("location", file.getFileName().toString()))
                .addExternalData(entry("offset", Long.toString(offset)))
                .addExternalData(entry("length", Integer.toString(tensor.getRawData().size()))).build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    /** Puts a complete file in its place. */
    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
