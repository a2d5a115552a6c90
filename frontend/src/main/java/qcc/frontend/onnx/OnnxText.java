package qcc.frontend.onnx;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import qcc.frontend.onnx.text.ModelPrinter;

/** Shows ONNX models in ONNX's textual syntax. */
public final class OnnxText {
    private OnnxText() {}

    /**
     * Writes a model as text. It is not checked: a model that cannot be imported can be looked at.
     *
     * @param model a file in the binary form or a text
     * @return what the syntax has no place for and the text therefore leaves out, such as {@code "documentation of nodes"}
     * @throws ImportException if the file is no model or has sparse tensors, which the syntax cannot express
     * @throws java.io.UncheckedIOException if writing fails
     */
    public static List<String> print(Path model, OutputStream target) {
        var file = model.toString();
        try {
            return ModelPrinter.print(ModelFile.parse(ModelFile.map(model), file).model(), target);
        } catch (IllegalArgumentException e) {
            throw ImportException.of(file, e.getMessage(), e);
        }
    }
}
