package qcc.frontend.onnx;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operators that can be imported, in alphabetical order. */
public final class OnnxOperators {
    /** The oldest version of the operator set that models may use. */
    public static final long OLDEST_OPSET = 1;
    /** The newest version of the operator set that models may use. */
    public static final long NEWEST_OPSET = 28;

    static final List<OnnxOperator> ALL = Stream.of( //
            ActivationOperators.ALL, //
            ArithmeticOperators.ALL, //
            BlockOperators.ALL, //
            ComparisonOperators.ALL, //
            ConstantOperators.ALL, //
            ControlOperators.ALL, //
            ElementwiseOperators.ALL, //
            GenerationOperators.ALL, //
            LogicOperators.ALL, //
            MoveOperators.ALL, //
            NormalizationOperators.ALL, //
            PoolOperators.ALL, //
            ProductOperators.ALL, //
            RecurrentOperators.ALL, //
            ReductionOperators.ALL, //
            SamplingOperators.ALL, //
            ShapeOperators.ALL, //
            SliceOperators.ALL, //
            SoftmaxOperators.ALL, //
            WindowOperators.ALL).flatMap(List::stream)
            .sorted(Comparator.comparing(OnnxOperator::name)).toList();

    private static final Map<String, OnnxOperator> BY_NAME = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(OnnxOperator::name, Function.identity()));

    private OnnxOperators() {}

    /** The operator of a domain ({@code ""} or {@code ai.onnx}) and name, if it can be imported from models of that version. */
    static Optional<OnnxOperator> find(String domain, String name, long opset) {
        return isDefaultDomain(domain) ? Optional.ofNullable(BY_NAME.get(name)).filter(o -> o.since() <= opset) : Optional.empty();
    }

    static boolean isDefaultDomain(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }

    /** The page of the documentation that lists the operators. */
    public static String markdown() {
        var text = new StringBuilder("# ONNX operators\n\nGenerated from the importer's table. Domain `ai.onnx`, operator set versions ")
                .append(OLDEST_OPSET).append(" to ").append(NEWEST_OPSET).append(".\n\n")
                .append("What runs on a device does so in a quantized network; all else is computed on the host.\n\n")
                .append("| operator | from version | imported as | runs on | limits |\n|---|---|---|---|---|\n");
        for (var operator : ALL) {
            var operations = operator.result().replaceAll("(nn|array)\\.[a-z0-9_]+", "`$0`");
            text.append("| ").append(operator.name()).append(" | ").append(operator.since()).append(" | ").append(operations).append(" | ")
                    .append(operator.place().text()).append(" | ").append(operator.limits()).append(" |\n");
        }
        return text.toString();
    }
}
