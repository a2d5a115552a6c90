package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import qcc.dialect.array.EinsumOp;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.Broadcast;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.LinearOp;
import qcc.dialect.nn.MatMulOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.SqueezeOp;
import qcc.dialect.nn.TransposeOp;
import qcc.dialect.nn.UnsqueezeOp;
import qcc.ir.FloatType;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Convolutions and matrix products. Weights are transposed by an operation that constant folding removes. */
final class ProductOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("Conv", 7, "nn.conv", "weights of known shape", ProductOperators::conv), //
            computed("Gemm", 7, "nn.linear, nn.matmul, array.einsum", "", ProductOperators::gemm).onDevices(), //
            computed("MatMul", 1, "nn.linear, nn.matmul, array.einsum", "", ProductOperators::matMul).onDevices());

    private ProductOperators() {}

    static Value conv(NodeContext node) {
        node.requireOneElementType();
        var input = node.type(0).shape();
        var weights = node.type(1).shape();
        if (input.rank() < 3 || weights.rank() != input.rank()) {
            throw new IllegalArgumentException("expects input and weights of one rank of at least 3, not " + input + " and " + weights);
        }
        if (!weights.isStatic()) {
            throw new IllegalArgumentException("has weights of the unknown shape " + weights);
        }
        var kernel = LongStream.of(weights.toArray()).skip(2).toArray();
        var stated = node.attributes().integers("kernel_shape").orElse(kernel);
        if (!Shape.of(stated).equals(Shape.of(kernel))) {
            throw new IllegalArgumentException("states the kernel " + Shape.of(stated) + " but has weights of shape " + weights);
        }
        var window = WindowAttributes.of(node, kernel).window();
        long groups = node.attributes().integer("group").orElse(1L);
        return ConvOp.create(node.builder(), node.location(), node.input(0), node.input(1), node.optionalInput(2), window, groups,
                Layout.NCHW).result();
    }

    /** A constant matrix on the right makes a layer {@code nn.linear}. */
    static Value matMul(NodeContext node) {
        node.requireOneElementType();
        if (!isNetworkElement(node)) {
            return generalProduct(node, node.input(0), node.input(1));
        }
        if (node.graphInput(1).isConstant() && node.type(1).rank() == 2 && node.type(0).rank() > 0) {
            return LinearOp.create(node.builder(), node.location(), node.input(0), transposed(node, node.input(1)), Optional.empty())
                    .result();
        }
        return product(node);
    }

    /** Whether elements are of a type that products of a network have: a floating-point type of at most 32 bits. */
    private static boolean isNetworkElement(NodeContext node) {
        return node.type(0).element() instanceof FloatType type && type.width() <= FloatType.F32.width();
    }

    /** A product of integers or f64 reals. */
    private static Value generalProduct(NodeContext node, Value a, Value b) {
        int left = ((TensorType) a.type()).rank();
        int right = ((TensorType) b.type()).rank();
        if (left == 0 || right == 0) {
            throw new IllegalArgumentException("expects operands of rank 1 or more, not " + a.type() + " and " + b.type());
        }
        var equation = (left == 1 ? "k" : "...mk") + "," + (right == 1 ? "k" : "...kn") + "->"
                + (left > 1 || right > 1 ? "..." : "") + (left == 1 ? "" : "m") + (right == 1 ? "" : "n");
        return EinsumOp.create(node.builder(), node.location(), List.of(a, b), equation).result();
    }

    /** A vector on the left is a row, one on the right a column; the axis goes away behind the product. */
    private static Value product(NodeContext node) {
        boolean row = node.type(0).rank() == 1;
        boolean column = node.type(1).rank() == 1;
        var lhs = row ? UnsqueezeOp.create(node.builder(), node.location(), node.input(0), new long[]{0}).result() : node.input(0);
        var rhs = column ? UnsqueezeOp.create(node.builder(), node.location(), node.input(1), new long[]{1}).result() : node.input(1);
        Value product = MatMulOp.create(node.builder(), node.location(), lhs, rhs).result();
        int rank = ((TensorType) product.type()).rank();
        var added = LongStream.concat(row ? LongStream.of(rank - 2) : LongStream.empty(),
                column ? LongStream.of(rank - 1) : LongStream.empty()).toArray();
        return added.length == 0 ? product : SqueezeOp.create(node.builder(), node.location(), product, added).result();
    }

    /** {@code alpha * A' * B' + beta * C}; with a constant B' a layer whose weights are {@code alpha * B'} and whose bias is {@code beta * C}. */
    static Value gemm(NodeContext node) {
        node.requireOneElementType();
        if (node.type(0).rank() != 2 || node.type(1).rank() != 2) {
            throw new IllegalArgumentException("expects two matrices, not " + node.type(0) + " and " + node.type(1));
        }
        boolean transposeB = node.attributes().flag("transB", false);
        float alpha = node.attributes().real("alpha").orElse(1f);
        float beta = node.attributes().real("beta").orElse(1f);
        var a = node.attributes().flag("transA", false) ? transposed(node, node.input(0)) : node.input(0);
        if (node.graphInput(1).isConstant() && isNetworkElement(node)) {
            var weights = scaled(node, transposeB ? node.input(1) : transposed(node, node.input(1)), alpha);
            var bias = layerBias(node, beta);
            Value layer = LinearOp.create(node.builder(), node.location(), a, weights, bias).result();
            return bias.isPresent() ? layer : plus(node, layer, beta);
        }
        var b = transposeB ? transposed(node, node.input(1)) : node.input(1);
        var product = isNetworkElement(node)
                ? MatMulOp.create(node.builder(), node.location(), a, b).result()
                : generalProduct(node, a, b);
        return plus(node, scaled(node, product, alpha), beta);
    }

    /** The bias of a layer, if the third input is a constant with one value for each column. */
    private static Optional<Value> layerBias(NodeContext node, float beta) {
        if (!node.hasInput(2) || !node.graphInput(2).isConstant()) {
            return Optional.empty();
        }
        long columns = node.type(1).dimension(node.attributes().flag("transB", false) ? 0 : 1);
        var shape = node.type(2).shape();
        if (shape.equals(Shape.of(columns))) {
            return Optional.of(scaled(node, node.input(2), beta));
        }
        if (shape.equals(Shape.of(1, columns))) {
            var vector = ReshapeOp.create(node.builder(), node.location(), node.input(2), Shape.of(columns)).result();
            return Optional.of(scaled(node, vector, beta));
        }
        return Optional.empty();
    }

    private static Value plus(NodeContext node, Value product, float beta) {
        if (!node.hasInput(2)) {
            return product;
        }
        var shape = ((TensorType) product.type()).shape();
        var sum = Broadcast.shapes(shape, node.type(2).shape());
        if (sum.rank() != 2 || widens(shape, sum)) {
            throw new IllegalArgumentException("cannot broadcast C of shape " + node.type(2).shape() + " to the product's " + shape);
        }
        return AddOp.create(node.builder(), node.location(), product, scaled(node, node.input(2), beta)).result();
    }

    private static boolean widens(Shape product, Shape sum) {
        for (int i = 0; i < 2; i++) {
            if (!product.isDynamic(i) && product.dimension(i) != sum.dimension(i)) {
                return true;
            }
        }
        return false;
    }

    private static Value scaled(NodeContext node, Value value, float factor) {
        if (factor == 1) {
            return value;
        }
        if (!(value.type().elementType() instanceof FloatType element)) {
            throw new IllegalArgumentException("scales integers, which is not supported");
        }
        return MulOp.create(node.builder(), node.location(), value, node.constant(TensorData.ofScalar(element, factor))).result();
    }

    private static Value transposed(NodeContext node, Value matrix) {
        return TransposeOp.create(node.builder(), node.location(), matrix, new long[]{1, 0}).result();
    }
}
