package qcc.frontend.onnx.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.BatchNormOp;
import qcc.dialect.nn.CastOp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.ConstantOfShapeOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.DropoutOp;
import qcc.dialect.nn.DynamicPadOp;
import qcc.dialect.nn.DynamicReshapeOp;
import qcc.dialect.nn.DynamicSliceOp;
import qcc.dialect.nn.ExpandOp;
import qcc.dialect.nn.FlattenOp;
import qcc.dialect.nn.GatherOp;
import qcc.dialect.nn.IdentityOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.LinearOp;
import qcc.dialect.nn.LrnOp;
import qcc.dialect.nn.MatMulOp;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.NnDynamic;
import qcc.dialect.nn.NnElementwise;
import qcc.dialect.nn.NnOp;
import qcc.dialect.nn.NnPool;
import qcc.dialect.nn.NnProduct;
import qcc.dialect.nn.NnReduction;
import qcc.dialect.nn.NnShape;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.Quantization;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.RequantizeOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.ShapeOfOp;
import qcc.dialect.nn.SigmoidOp;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.nn.SoftmaxOp;
import qcc.dialect.nn.SqueezeOp;
import qcc.dialect.nn.SubOp;
import qcc.dialect.nn.TanhOp;
import qcc.dialect.nn.TransposeOp;
import qcc.dialect.nn.UnaryOp;
import qcc.dialect.nn.UnsqueezeOp;
import qcc.dialect.nn.Window;
import qcc.dialect.quant.DequantizeCastOp;
import qcc.dialect.quant.QuantizeCastOp;
import qcc.dialect.quant.QuantizedType;
import qcc.frontend.onnx.export.GraphWriter.Node;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Writes operations as ONNX nodes on reals. */
final class NodeWriter {
    private final GraphWriter graph;
    private final QuantizedValues values;

    NodeWriter(GraphWriter graph) {
        this.graph = graph;
        this.values = new QuantizedValues(graph);
    }

    /** The name of a value as it is, for the outputs of the graph. */
    String name(Value value) {
        return graph.name(value);
    }

    /**
     * Adds what an operation computes.
     *
     * @throws ExportException if ONNX cannot express it
     */
    void write(Op op) {
        switch (op) {
            case ConstantOp constant -> values.constant(constant);
            case QuantizeCastOp cast -> values.quantize(graph.name(cast.input()), cast.result());
            case DequantizeCastOp cast -> values.dequantize(cast.input(), graph.name(cast.result()));
            case NnOp nn -> define(op, values.clamped(reals(nn, op), op));
            default -> throw new ExportException(op, "cannot be written as ONNX; only networks of the dialects nn and quant can");
        }
    }

    /** Gives the result its name: behind QuantizeLinear if it is quantized, else that of the last node. */
    private void define(Op op, String real) {
        if (op.result().type().elementType() instanceof QuantizedType) {
            values.quantize(real, op.result());
        } else if (!graph.isBound(op.result())) {
            graph.bind(op.result(), real);
        } else if (!graph.renameLast(real, graph.name(op.result()))) {
            graph.add(new Node("Identity", real), graph.name(op.result()));
        }
    }

    private String reals(NnOp op, Op node) {
        return switch (op) {
            case ConstantOp _ -> throw new IllegalStateException("constants are initializers");
            case NnProduct product -> product(product, node);
            case NnElementwise elementwise -> elementwise(elementwise, node);
            case NnPool pool -> output(pool(pool), node);
            case NnReduction reduction -> output(reduction(reduction, node), node);
            case NnShape shape -> output(shape(shape, node), node);
            case NnDynamic dynamic -> output(dynamic(dynamic), node);
        };
    }

    private String output(Node node, Op op) {
        return graph.add(node, graph.unique(GraphWriter.nameOf(op)));
    }

    private String[] operands(Op op) {
        return op.operands().stream().map(values::real).toArray(String[]::new);
    }

    private String longs(Op op, String what, long... values) {
        return graph.initializer(GraphWriter.nameOf(op) + "/" + what, Elements.longs(values));
    }

    private String real(Op op, String what, double value) {
        var type = op.result(0).type().elementType() instanceof FloatType real ? real : FloatType.F32;
        return graph.initializer(GraphWriter.nameOf(op) + "/" + what, Elements.reals(true, type, value));
    }

    private static void requireChannelsFirst(Layout layout, Op op) {
        if (layout != Layout.NCHW) {
            throw new ExportException(op, "has its channels last; write the network before the pass channels-last");
        }
    }

    private String product(NnProduct product, Op op) {
        return switch (product) {
            case ConvOp conv -> withResidual(output(conv(conv), op), conv.residual(), op);
            case LinearOp linear -> withResidual(linear(linear), linear.residual(), op);
            case MatMulOp _ -> output(new Node("MatMul", operands(op)), op);
        };
    }

    /** The residual joins the sum in reals, or on the accumulator's grid where the model is to round as the integers do. */
    private String withResidual(String sum, Optional<Value> residual, Op op) {
        if (residual.isEmpty()) {
            return sum;
        }
        boolean isExact = Quantization.isQuantized(op) && RequantizeMode.of(op) == RequantizeMode.FLOAT;
        return added(sum, isExact ? values.onGridOfSums(residual.get(), op) : values.real(residual.get()), op);
    }

    private String added(String sum, String addend, Op op) {
        return graph.add(new Node("Add", sum, addend), graph.unique(GraphWriter.nameOf(op) + "/sum"));
    }

    private Node conv(ConvOp conv) {
        requireChannelsFirst(conv.layout(), conv);
        var inputs = Stream.concat(Stream.of(conv.input(), conv.weights()), conv.bias().stream()).map(values::real).toList();
        return windowed(new Node("Conv", inputs), conv.window()).with("group", conv.groups());
    }

    private static Node windowed(Node node, Window window) {
        node.with("kernel_shape", window.kernel()).with("strides", window.strides()).with("pads", window.pads());
        return isDilated(window) ? node.with("dilations", window.dilations()) : node;
    }

    private static boolean isDilated(Window window) {
        return window.dilations().stream().anyMatch(d -> d != 1);
    }

    /** More axes than two make a product with the transposed weights. */
    private String linear(LinearOp linear) {
        var inputs = new ArrayList<>(List.of(values.real(linear.input()), values.real(linear.weights())));
        if (((TensorType) linear.input().type()).rank() == 2) {
            linear.bias().map(values::real).ifPresent(inputs::add);
            return output(new Node("Gemm", inputs).with("transB", 1), linear);
        }
        var name = GraphWriter.nameOf(linear);
        var transposed = graph.add(new Node("Transpose", inputs.get(1)).with("perm", new long[]{1, 0}), graph.unique(name + "/transposed"));
        var product = output(new Node("MatMul", inputs.getFirst(), transposed), linear);
        return linear.bias().map(bias -> added(product, values.real(bias), linear)).orElse(product);
    }

    private String elementwise(NnElementwise elementwise, Op op) {
        return switch (elementwise) {
            case AddOp _ -> output(new Node("Add", operands(op)), op);
            case SubOp _ -> output(new Node("Sub", operands(op)), op);
            case MulOp _ -> output(new Node("Mul", operands(op)), op);
            case DivOp _ -> output(new Node("Div", operands(op)), op);
            case ReluOp _ -> output(new Node("Relu", operands(op)), op);
            case SigmoidOp _ -> output(new Node("Sigmoid", operands(op)), op);
            case TanhOp _ -> output(new Node("Tanh", operands(op)), op);
            case IdentityOp _,DropoutOp _ -> output(new Node("Identity", operands(op)), op);
            case RequantizeOp _ -> values.real(op.operand(0));
            case UnaryOp unary -> output(UnaryNodes.of(unary, values.real(unary.input()), graph), op);
            case ClampOp clamp -> values.clip(values.real(clamp.input()), clamp.min(), clamp.max(), op);
            case CastOp _ -> output(new Node("Cast", operands(op)).with("to", plainType(op)), op);
            case BatchNormOp norm -> output(batchNorm(norm), op);
        };
    }

    private static long plainType(Op op) {
        var element = op.result().type().elementType();
        return Elements.type(element).orElseThrow(() -> new ExportException(op, "has elements of " + element + ", which ONNX has not"))
                .getNumber();
    }

    private Node batchNorm(BatchNormOp op) {
        if (((TensorType) op.result().type()).rank() > 2) {
            requireChannelsFirst(op.layout(), op);
        }
        return new Node("BatchNormalization", operands(op)).with("epsilon", (float) op.epsilon());
    }

    private Node pool(NnPool pool) {
        return switch (pool) {
            case AvgPoolOp op -> {
                requireChannelsFirst(op.layout(), op);
                if (isDilated(op.window())) { // which average pooling could not be before
                    graph.require(19);
                }
                yield windowed(new Node("AveragePool", operands(op)), op.window()).with("count_include_pad", op.countIncludePad() ? 1 : 0);
            }
            case MaxPoolOp op -> {
                requireChannelsFirst(op.layout(), op);
                yield windowed(new Node("MaxPool", operands(op)), op.window());
            }
        };
    }

    private Node reduction(NnReduction reduction, Op op) {
        return switch (reduction) {
            case MeanOp mean -> new Node("ReduceMean", values.real(mean.input()), longs(op, "axes", mean.axes())).with("keepdims",
                    mean.keepDims() ? 1 : 0);
            case SoftmaxOp softmax -> new Node("Softmax", operands(op)).with("axis", softmax.axis());
            case LrnOp lrn -> new Node("LRN", operands(op)).with("alpha", (float) lrn.alpha()).with("beta", (float) lrn.beta())
                    .with("bias", (float) lrn.bias()).with("size", lrn.size());
        };
    }

    private Node shape(NnShape shape, Op op) {
        return switch (shape) {
            case ConcatOp concat -> new Node("Concat", operands(op)).with("axis", concat.axis());
            case FlattenOp flatten -> new Node("Flatten", operands(op)).with("axis", flatten.axis());
            case TransposeOp transpose -> new Node("Transpose", operands(op)).with("perm", transpose.permutation());
            case SqueezeOp change -> new Node("Squeeze", values.real(change.input()), longs(op, "axes", change.axes()));
            case UnsqueezeOp change -> new Node("Unsqueeze", values.real(change.input()), longs(op, "axes", change.axes()));
            case ReshapeOp _ -> new Node("Reshape", values.real(op.operand(0)), longs(op, "shape", staticShape(op)));
            case PadOp pad -> new Node("Pad", values.real(pad.input()),
                    longs(op, "pads", Stream.of(pad.low(), pad.high()).flatMapToLong(Arrays::stream).toArray()),
                    real(op, "value", pad.value()));
            case SliceOp slice -> slice(slice);
        };
    }

    private static long[] staticShape(Op op) {
        var dimensions = ((TensorType) op.result().type()).shape().toArray();
        if (Arrays.stream(dimensions).filter(d -> d == Shape.DYNAMIC).count() > 1) {
            throw new ExportException(op, "has several open dimensions; give the shapes of the inputs with resolve-shapes before");
        }
        return Arrays.stream(dimensions).map(d -> d == Shape.DYNAMIC ? -1 : d).toArray();
    }

    private Node slice(SliceOp op) {
        var starts = op.starts();
        var sizes = op.sizes();
        var steps = op.steps();
        var ends = new long[starts.length];
        var axes = new long[starts.length];
        for (int i = 0; i < starts.length; i++) {
            long last = starts[i] + (sizes[i] - 1) * steps[i];
            ends[i] = sizes[i] == 0 ? starts[i] : steps[i] > 0 ? last + 1 : last == 0 ? -Long.MAX_VALUE : last - 1;
            axes[i] = i;
        }
        return new Node("Slice", values.real(op.operand(0)), longs(op, "starts", starts), longs(op, "ends", ends), longs(op, "axes", axes),
                longs(op, "steps", steps));
    }

    private Node dynamic(NnDynamic dynamic) {
        return switch (dynamic) {
            case ConstantOfShapeOp op -> new Node("ConstantOfShape", operands(op)).with("value", Elements.filler(op));
            case DynamicPadOp op ->
                new Node("Pad", values.real(op.operand(0)), graph.name(op.operand(1)), real(op, "value", op.value()));
            case DynamicReshapeOp op -> new Node("Reshape", operands(op)).with("allowzero", op.allowZero() ? 1 : 0);
            case DynamicSliceOp op -> new Node("Slice", operands(op));
            case ExpandOp op -> new Node("Expand", operands(op));
            case GatherOp op -> new Node("Gather", operands(op)).with("axis", op.axis());
            case ShapeOfOp op -> new Node("Shape", operands(op)).with("start", op.start()).with("end", op.end());
        };
    }
}
