package qcc.frontend.onnx;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import qcc.frontend.onnx.text.ModelParser;
import qcc.frontend.onnx.wire.Onnx.FunctionProto;

/**
 * Operators of the standard that are functions of others.
 *
 * <p>Their bodies are texts in {@code functions/NAME.onnxtxt} beside this class, one function for each range of versions: a body holds from
 * the version of the operator set that it imports to the next. An input that may be left out is asked for with {@code OptionalHasElement},
 * and {@code If} chooses by it; both are gone after the import.
 */
final class StandardFunctions {
    /** The operators that are imported this way. */
    static final List<OnnxOperator> ALL = List.of( //
            function("MeanVarianceNormalization", 9, "floating point only"));

    private static final Map<String, List<FunctionProto>> BODIES = new ConcurrentHashMap<>();

    private StandardFunctions() {}

    private static OnnxOperator function(String name, int since, String limits) {
        return OnnxOperator.several(name, since, "a function of other operators", limits, node -> node.call(body(name, node.opset())))
                .onHost();
    }

    /** The body for models that use a version of the operator set. */
    static FunctionProto body(String name, long opset) {
        return BODIES.computeIfAbsent(name, StandardFunctions::read).stream().filter(f -> since(f) <= opset)
                .max(Comparator.comparingLong(StandardFunctions::since)).orElseThrow();
    }

    private static long since(FunctionProto function) {
        return OperatorSets.of(function.getOpsetImportList()).version();
    }

    private static List<FunctionProto> read(String name) {
        try (var text = StandardFunctions.class.getResourceAsStream("functions/" + name + ".onnxtxt")) {
            return ModelParser.parseFunctions(ByteString.readFrom(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
