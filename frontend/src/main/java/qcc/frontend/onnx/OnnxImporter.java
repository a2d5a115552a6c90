package qcc.frontend.onnx;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
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
        var scope = Scope.ofModel(opsets(file, model));
        var source = new ModelSource(file, parsed.positions(), functions(file, model), new TensorReader(new ExternalData(folder)));
        var graph = Graph.of(source, model.getGraph(), scope, options);
        var importer = new GraphImporter(source, scope);
        var module = NetworkModule.create(file, graph, body -> importer.importInto(body, graph));
        NetworkModule.describe(module, model);
        return module;
    }

    private static OperatorSets opsets(String file, ModelProto model) {
        OperatorSets opsets;
        try {
            opsets = OperatorSets.of(model.getOpsetImportList());
        } catch (IllegalArgumentException e) {
            throw ImportException.of(file, e.getMessage(), e);
        }
        if (opsets.version("").isEmpty()) {
            throw ImportException.of(file, "does not say which version of the operator set ai.onnx it uses");
        }
        return opsets;
    }

    private static ModelFunctions functions(String file, ModelProto model) {
        try {
            return new ModelFunctions(model.getFunctionsList());
        } catch (IllegalArgumentException e) {
            throw ImportException.of(file, e.getMessage(), e);
        }
    }
}
