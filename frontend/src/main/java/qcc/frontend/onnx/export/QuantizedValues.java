package qcc.frontend.onnx.export;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.quant.QuantizedType;
import qcc.dialect.quant.UniformPerAxisType;
import qcc.dialect.quant.UniformSubChannelType;
import qcc.dialect.quant.UniformType;
import qcc.frontend.onnx.export.GraphWriter.Node;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * Values on reals: a quantized value behind DequantizeLinear, and QuantizeLinear behind what computes one. Bias and weights are dequantized
 * initializers.
 */
final class QuantizedValues {
    private final GraphWriter graph;
    private final Map<Value, String> reals = new HashMap<>();

    QuantizedValues(GraphWriter graph) {
        this.graph = graph;
    }

    /** The name of a value as reals, or as it is where it is not quantized. */
    String real(Value value) {
        if (!(value.type().elementType() instanceof QuantizedType)) {
            return graph.name(value);
        }
        var known = reals.get(value);
        if (known == null) {
            known = graph.unique(graph.name(value) + "/dequantized");
            dequantize(value, known);
            reals.put(value, known);
        }
        return known;
    }

    /** Adds the node that makes reals of a quantized value. */
    void dequantize(Value value, String output) {
        var op = value.definingOp();
        graph.add(withGrid("DequantizeLinear", graph.name(value), (QuantizedType) value.type().elementType(), op, output), output);
    }

    /** Adds the node that makes a quantized value of reals. */
    void quantize(String real, Value result) {
        var op = result.definingOp();
        var type = (QuantizedType) result.type().elementType();
        if (type.storageWidth() > 16) {
            throw new ExportException(op, "computes values of " + type + ", to which ONNX cannot quantize");
        }
        var input = isFull(type) ? real : clip(real, type, type.storageMin(), type.storageMax(), op);
        var output = graph.name(result);
        graph.add(withGrid("QuantizeLinear", input, type, op, output), output);
    }

    /** Whether the integers are all that their ONNX type has, so that saturation is that of the type. */
    private static boolean isFull(QuantizedType type) {
        long size = 1L << type.storageWidth();
        return (type.storageWidth() == 8 || type.storageWidth() == 16 || type.storageWidth() == 4)
                && type.storageMax() - type.storageMin() == size - 1;
    }

    private Node withGrid(String operator, String input, QuantizedType type, Op op, String name) {
        var storage = storage(type);
        if (storage != DataType.INT8 && storage != DataType.UINT8 && storage != DataType.INT32) {
            graph.require(21);
        }
        boolean scalar = type instanceof UniformType;
        var scale = graph.initializer(name + "/scale", Elements.reals(scalar, type.expressed(), scales(type, op)));
        boolean hasZeroPoint = storage != DataType.INT32; // which must be 0 there
        var node = hasZeroPoint
                ? new Node(operator, input, scale,
                        graph.initializer(name + "/zero_point", Elements.zeroPoints(scalar, storage, zeroPoints(type, op))))
                : new Node(operator, input, scale);
        return type instanceof UniformPerAxisType perAxis ? node.with("axis", perAxis.axis()) : node;
    }

    /** The ONNX type that holds the integers: the next larger one where there is none of their width. */
    static DataType storage(QuantizedType type) {
        int width = type.storageWidth() == 4 ? 4 : type.storageWidth() <= 8 ? 8 : type.storageWidth() <= 16 ? 16 : 32;
        return Elements.integer(width, type.isSigned());
    }

    private static double[] scales(QuantizedType type, Op op) {
        return switch (type) {
            case UniformType t -> new double[]{t.scale()};
            case UniformPerAxisType t -> t.scales();
            case UniformSubChannelType t -> throw new ExportException(op, "has values of " + t + "; only one grid for a tensor or for each"
                    + " channel can be written");
        };
    }

    private static long[] zeroPoints(QuantizedType type, Op op) {
        return switch (type) {
            case UniformType t -> new long[]{t.zeroPoint()};
            case UniformPerAxisType t -> t.zeroPoints();
            case UniformSubChannelType _ -> throw new ExportException(op, "has a grid for each block");
        };
    }

    /** A value rounded to multiples of what the integer sums of a product stand for, channel by channel. */
    String onGridOfSums(Value value, Op product) {
        var name = GraphWriter.nameOf(product) + "/residual";
        var input = (QuantizedType) product.operand(0).type().elementType();
        var weights = scales((QuantizedType) product.operand(1).type().elementType(), product);
        var units = Arrays.stream(weights).map(w -> scales(input, product)[0] * w).toArray();
        boolean isConvolution = product instanceof ConvOp; // whose channels are axis 1; else they are the last
        int axes = isConvolution ? ((TensorType) product.result(0).type()).rank() - 2 : 0;
        var unit = graph.initializer(name + "/unit", Elements.channels(axes, input.expressed(), units));
        var perUnit = graph.initializer(name + "/per_unit",
                Elements.channels(axes, input.expressed(), Arrays.stream(units).map(u -> 1 / u).toArray()));
        var scaled = graph.add(new Node("Mul", real(value), perUnit), graph.unique(name + "/scaled"));
        var rounded = graph.add(new Node("Round", scaled), graph.unique(name + "/rounded"));
        return graph.add(new Node("Mul", rounded, unit), graph.unique(name));
    }

    /** Adds a constant as an initializer. */
    void constant(ConstantOp op) {
        var element = op.type().element();
        var type = element instanceof QuantizedType quantized
                ? storage(quantized)
                : Elements.type(element).orElseThrow(() -> new ExportException(op, "has elements of " + element + ", which ONNX has not"));
        if (type == DataType.INT4 || type == DataType.UINT4) {
            graph.require(21);
        }
        if (graph.isBound(op.result())) {
            graph.add(new Node("Constant").with("value", Elements.of(op, type)), graph.name(op.result()));
        } else {
            graph.bind(op.result(), graph.initializer(GraphWriter.nameOf(op), Elements.of(op, type)));
        }
    }

    /** Adds the fused activation of an operation and gives the name of what is behind it. */
    String clamped(String real, Op op) {
        var clamp = Clamp.of(op);
        if (clamp.isEmpty()) {
            return real;
        }
        if (!(op.result(0).type().elementType() instanceof QuantizedType type)) {
            var bounds = clamp.get().toDoubles();
            return clip(real, bounds[0], bounds[1], op);
        }
        var bounds = clamp.get().toLongs();
        boolean isStorage = bounds[0] <= type.storageMin() && bounds[1] >= type.storageMax();
        return isStorage ? real : clip(real, type, bounds[0], bounds[1], op);
    }

    /** Bounds in integers as bounds in reals, which round to the same integers. */
    private String clip(String real, QuantizedType type, long min, long max, Op op) {
        if (!(type instanceof UniformType grid)) {
            throw new ExportException(op, "bounds values on " + type + "; only one grid for the whole tensor can be written");
        }
        boolean saturates = isFull(type); // at the ends of the storage range by itself
        double lower = saturates && min == type.storageMin() ? Double.NEGATIVE_INFINITY : (min - grid.zeroPoint()) * grid.scale();
        double upper = saturates && max == type.storageMax() ? Double.POSITIVE_INFINITY : (max - grid.zeroPoint()) * grid.scale();
        return clip(real, lower, upper, op);
    }

    /** Adds a node that bounds reals. */
    String clip(String real, double min, double max, Op op) {
        var output = graph.unique(GraphWriter.nameOf(op) + "/clamped");
        if (min == 0 && max == Double.POSITIVE_INFINITY) {
            return graph.add(new Node("Relu", real), output);
        }
        var type = op.result(0).type().elementType() instanceof QuantizedType quantized
                ? quantized.expressed()
                : (FloatType) op.result(0).type().elementType();
        var bounds = IntStream.range(0, 2).mapToObj(i -> i == 0 ? min : max).map(b -> Double.isInfinite(b)
                ? ""
                : graph.initializer(output + "/bound", Elements.reals(true, type, b))).toList();
        return graph.add(new Node("Clip", real, bounds.get(0), bounds.get(1)), output);
    }
}
