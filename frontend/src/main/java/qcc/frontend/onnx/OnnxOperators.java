package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;
import static qcc.frontend.onnx.OnnxOperator.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.SigmoidOp;
import qcc.dialect.nn.SubOp;
import qcc.dialect.nn.TanhOp;

/** The operators that can be imported, in alphabetical order. */
public final class OnnxOperators {
    /** The oldest version of the operator set that models may use. */
    public static final long OLDEST_OPSET = 7;
    /** The newest version of the operator set that models may use. */
    public static final long NEWEST_OPSET = 28;

    private static final String INFERENCE = "inference only";
    private static final String CONSTANT_AXES = "axes must be constant";

    static final List<OnnxOperator> ALL = List.of(
            computed("Add", 7, "nn.add", "", ElementwiseOperators.binary(AddOp::create)),
            computed("AveragePool", 7, "nn.avg_pool", "", PoolOperators::averagePool),
            computed("BatchNormalization", 7, "nn.batch_norm", INFERENCE, ElementwiseOperators::batchNormalization),
            computed("Cast", 7, "nn.cast", "no strings, complex numbers and types below 16-bit floating point and 8-bit integers",
                    ElementwiseOperators::cast),
            computed("Clip", 7, "nn.clamp", "bounds must be constant; floating point only", ElementwiseOperators::clip),
            computed("Concat", 7, "nn.concat", "", ShapeOperators::concat),
            value("Constant", 7, "nn.constant", "dense numbers only", ConstantOperators::constant),
            value("ConstantOfShape", 9, "nn.constant, nn.constant_of_shape", "", ConstantOperators::constantOfShape),
            computed("Conv", 7, "nn.conv", "weights of known shape", ProductOperators::conv),
            computed("Div", 7, "nn.div", "", ElementwiseOperators.binary(DivOp::create)),
            value("Dropout", 7, "nn.dropout", INFERENCE + "; no mask", ElementwiseOperators::dropout),
            computed("Expand", 8, "nn.expand", "", ShapeOperators::expand),
            computed("Flatten", 7, "nn.flatten", "", ShapeOperators::flatten),
            computed("Gather", 7, "nn.gather", "", ShapeOperators::gather),
            computed("Gemm", 7, "nn.linear, nn.matmul", "floating point only", ProductOperators::gemm),
            computed("GlobalAveragePool", 7, "nn.mean", "", PoolOperators::globalAveragePool),
            value("Identity", 7, "nn.identity", "tensors only", ElementwiseOperators::identity),
            computed("LRN", 7, "nn.lrn", "floating point only", PoolOperators::responseNormalization),
            computed("MatMul", 7, "nn.linear, nn.matmul", "floating point only", ProductOperators::matMul),
            computed("MaxPool", 7, "nn.max_pool", "no indices; floating point only", PoolOperators::maxPool),
            computed("Mul", 7, "nn.mul", "", ElementwiseOperators.binary(MulOp::create)),
            computed("Pad", 7, "nn.pad, nn.dynamic_pad", "mode constant only; the value must be constant", SliceOperators::pad),
            computed("ReduceMean", 7, "nn.mean", CONSTANT_AXES + "; floating point only", PoolOperators::reduceMean),
            computed("Relu", 7, "nn.relu", "floating point only", ElementwiseOperators.unary(ReluOp::create)),
            computed("Reshape", 7, "nn.reshape, nn.dynamic_reshape", "", ShapeOperators::reshape),
            computed("Shape", 7, "nn.shape_of", "", ShapeOperators::shape),
            computed("Sigmoid", 7, "nn.sigmoid", "", ElementwiseOperators.unary(SigmoidOp::create)),
            computed("Slice", 7, "nn.slice, nn.dynamic_slice", "", SliceOperators::slice),
            computed("Softmax", 7, "nn.softmax", "", SoftmaxOperators::softmax),
            computed("Squeeze", 7, "nn.squeeze", CONSTANT_AXES, ShapeOperators::squeeze),
            computed("Sub", 7, "nn.sub", "", ElementwiseOperators.binary(SubOp::create)),
            computed("Sum", 7, "nn.add", "", ElementwiseOperators::sum),
            computed("Tanh", 7, "nn.tanh", "", ElementwiseOperators.unary(TanhOp::create)),
            computed("Transpose", 7, "nn.transpose", "", ShapeOperators::transpose),
            computed("Unsqueeze", 7, "nn.unsqueeze", CONSTANT_AXES, ShapeOperators::unsqueeze));

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
                .append("| operator | from version | imported as | limits |\n|---|---|---|---|\n");
        for (var operator : ALL) {
            var operations = operator.result().replaceAll("nn\\.[a-z_]+", "`$0`");
            text.append("| ").append(operator.name()).append(" | ").append(operator.since()).append(" | ").append(operations).append(" | ")
                    .append(operator.limits())
                    .append(" |\n");
        }
        return text.toString();
    }
}
