package qcc.frontend.onnx;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import qcc.dialect.builtin.ModuleOp;
import qcc.frontend.onnx.wire.Onnx.ModelProto;

/**
 * Reads ONNX models.
 *
 * <p>The result is a module with one function {@code @main} of {@code nn} operations. Weights are constants that share the bytes of the
 * file; shape subgraphs and unknown dimensions stay. Every operation has the node's name as its location.
 */
public final class OnnxImporter {
    private OnnxImporter() {}

    /**
     * Reads a model.
     *
     * @param path a file in ONNX's binary form, or in its textual syntax: then its name ends in {@code .onnxtxt} or {@code .txt}, or it
     *     begins with {@code <} or {@code #}; it is mapped and must not change while the result is used
     * @throws ImportException if the model is damaged, not valid, or uses what is not supported
     */
    public static ModuleOp read(Path path, ImportOptions options) {
        var folder = path.toAbsolutePath().getParent();
        return read(ModelFile.map(path), path.toString(), folder, options);
    }

    /** Reads a model from memory. */
    static ModuleOp read(ByteString bytes, String file, Path folder, ImportOptions options) {
        var parsed = ModelFile.parse(bytes, file);
        var model = parsed.model();
        var opsets = opsets(file, model);
        var graph = Graph.of(file, model.getGraph(), parsed.positions(), opsets, options);
        var importer = new GraphImporter(file, opsets, new TensorReader(new ExternalData(folder)));
        return NetworkModule.create(file, graph, body -> importer.importInto(body, graph));
    }

    /** The version of each operator set by domain; the default domain is the empty one. */
    private static Map<String, Long> opsets(String file, ModelProto model) {
        var versions = new HashMap<String, Long>();
        for (var entry : model.getOpsetImportList()) {
            var domain = OnnxOperators.isDefaultDomain(entry.getDomain()) ? "" : entry.getDomain();
            var other = versions.put(domain, entry.getVersion());
            if (other != null && other != entry.getVersion()) {
                throw ImportException.of(file, "uses two versions of the operator set '" + entry.getDomain() + "'");
            }
        }
        var version = versions.get("");
        if (version == null) {
            throw ImportException.of(file, "does not say which version of the operator set ai.onnx it uses");
        }
        if (version < OnnxOperators.OLDEST_OPSET || version > OnnxOperators.NEWEST_OPSET) {
            throw ImportException.of(file,
                    "uses version " + version + " of the operator set ai.onnx; versions " + OnnxOperators.OLDEST_OPSET
                            + " to " + OnnxOperators.NEWEST_OPSET + " are supported");
        }
        return versions;
    }
}
