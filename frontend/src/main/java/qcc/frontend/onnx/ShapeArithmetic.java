package qcc.frontend.onnx;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.stream.LongStream;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;
import qcc.ir.TensorType;

/**
 * Computes what follows from known shapes with scalars and lists of integers and booleans, so that conditions on shapes are known while
 * importing. What it does not know it leaves to the compiler's passes.
 */
final class ShapeArithmetic {
    private final NodeProto node;
    private final Function<String, Optional<KnownIntegers>> known;
    private final Function<String, Optional<TensorType>> types;

    private ShapeArithmetic(NodeProto node, Function<String, Optional<KnownIntegers>> known, Function<String, Optional<TensorType>> types) {
        this.node = node;
        this.known = known;
        this.types = types;
    }

    /**
     * The first output of a node, if it is known.
     *
     * @param known what is known of a name
     * @param types the type of a name that is there
     */
    static Optional<KnownIntegers> evaluate(NodeProto node, Function<String, Optional<KnownIntegers>> known,
            Function<String, Optional<TensorType>> types) {
        if (!OnnxOperators.isDefaultDomain(node.getDomain()) || node.getInputCount() == 0) {
            return Optional.empty();
        }
        return new ShapeArithmetic(node, known, types).evaluate();
    }

    private Optional<KnownIntegers> evaluate() {
        return switch (node.getOpType()) {
            case "Shape" -> type().map(this::shape);
            case "Size" -> type().map(t -> KnownIntegers.ofShape(t).reduce(1, ShapeArithmetic::product, false));
            case "Identity" -> input(0);
            case "Cast" -> cast();
            case "Squeeze" -> input(0).filter(v -> v.elements().length == 1).map(v -> KnownIntegers.scalar(v.elements()[0]));
            case "Unsqueeze" -> input(0).filter(KnownIntegers::isScalar).map(v -> KnownIntegers.list(v.elements()));
            case "ConstantOfShape" -> filled();
            case "Gather" -> gather();
            case "Concat" -> concat();
            case "Slice" -> slice();
            case "Add" -> binary(Math::addExact);
            case "Sub" -> binary(Math::subtractExact);
            case "Mul" -> binary(ShapeArithmetic::product);
            case "Div" -> binary((a, b) -> b == 0 ? KnownIntegers.UNKNOWN : a / b);
            case "Mod" -> binary((a, b) -> b == 0 || integer("fmod", 0) != 0 ? KnownIntegers.UNKNOWN : Math.floorMod(a, b));
            case "Min" -> binary(Math::min);
            case "Max" -> binary(Math::max);
            case "Equal" -> binary((a, b) -> a == b ? 1 : 0);
            case "Less" -> binary((a, b) -> a < b ? 1 : 0);
            case "LessOrEqual" -> binary((a, b) -> a <= b ? 1 : 0);
            case "Greater" -> binary((a, b) -> a > b ? 1 : 0);
            case "GreaterOrEqual" -> binary((a, b) -> a >= b ? 1 : 0);
            case "And" -> binary((a, b) -> a & b);
            case "Or" -> binary((a, b) -> a | b);
            case "Xor" -> binary((a, b) -> a ^ b);
            case "Neg" -> input(0).flatMap(v -> KnownIntegers.scalar(0).with(v, Math::subtractExact));
            case "Not" -> input(0).flatMap(v -> v.with(KnownIntegers.scalar(1), (a, b) -> a ^ b));
            case "ReduceProd" -> reduce(1, ShapeArithmetic::product);
            case "ReduceSum" -> reduce(0, Math::addExact);
            case "ReduceMin" -> reduce(Long.MAX_VALUE, Math::min);
            case "ReduceMax" -> reduce(-Long.MAX_VALUE, Math::max);
            default -> Optional.empty();
        };
    }

    private static long product(long a, long b) {
        return Math.multiplyExact(a, b);
    }

    private Optional<KnownIntegers> input(int index) {
        return index < node.getInputCount() ? known.apply(node.getInput(index)) : Optional.empty();
    }

    private Optional<TensorType> type() {
        return types.apply(node.getInput(0));
    }

    private Optional<AttributeProto> attribute(String name) {
        return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
    }

    private long integer(String name, long byDefault) {
        return attribute(name).map(AttributeProto::getI).orElse(byDefault);
    }

    private KnownIntegers shape(TensorType type) {
        var shape = KnownIntegers.ofShape(type).elements();
        int start = bound(integer("start", 0), shape.length);
        int end = bound(integer("end", shape.length), shape.length);
        return KnownIntegers.list(start < end ? Arrays.copyOfRange(shape, start, end) : new long[0]);
    }

    /** A bound counted from the start, within the list. */
    private static int bound(long bound, int length) {
        return Math.clamp(bound < 0 ? bound + length : bound, 0, length);
    }

    private Optional<KnownIntegers> cast() {
        var to = DataType.forNumber((int) integer("to", 0));
        if (to == DataType.BOOL) {
            return input(0).flatMap(v -> v.with(KnownIntegers.scalar(0), (a, b) -> a != b ? 1 : 0));
        }
        return to == DataType.INT64 || to == DataType.INT32 ? input(0) : Optional.empty();
    }

    /** A list of equal integers. */
    private Optional<KnownIntegers> filled() {
        var value = attribute("value").map(AttributeProto::getT)
                .filter(t -> t.getDataType() == DataType.INT64.getNumber()
                        && (t.getInt64DataCount() == 1 || t.getRawData().size() == Long.BYTES));
        var length = input(0).filter(v -> v.isKnown() && v.elements().length == 1).map(v -> v.elements()[0])
                .filter(n -> n >= 0 && n <= Limits.RANK);
        return value.flatMap(tensor -> length.map(n -> KnownIntegers.list(LongStream.generate(() -> number(tensor)).limit(n).toArray())));
    }

    private static long number(TensorProto tensor) {
        return tensor.getInt64DataCount() == 1
                ? tensor.getInt64Data(0)
                : tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private Optional<KnownIntegers> gather() {
        return input(0).flatMap(list -> input(1).flatMap(indices -> gather(list, indices)));
    }

    private static Optional<KnownIntegers> gather(KnownIntegers list, KnownIntegers indices) {
        int length = list.elements().length;
        boolean fits = !list.isScalar() && Arrays.stream(indices.elements()).allMatch(i -> i >= -length && i < length);
        return fits
                ? Optional.of(new KnownIntegers(indices.isScalar(),
                        Arrays.stream(indices.elements()).map(i -> list.elements()[(int) (i < 0 ? i + length : i)]).toArray()))
                : Optional.empty();
    }

    private Optional<KnownIntegers> concat() {
        var parts = node.getInputList().stream().map(known).toList();
        if (parts.stream().anyMatch(p -> p.isEmpty() || p.get().isScalar())) {
            return Optional.empty();
        }
        return Optional.of(KnownIntegers.list(parts.stream().flatMapToLong(p -> Arrays.stream(p.get().elements())).toArray()));
    }

    /** Slices with a step other than 1 are left out. */
    private Optional<KnownIntegers> slice() {
        var start = input(1).filter(KnownIntegers::isKnown);
        var end = input(2).filter(KnownIntegers::isKnown);
        boolean hasStep = node.getInputCount() > 4 && input(4).filter(s -> s.elements().length == 1 && s.elements()[0] == 1).isEmpty();
        if (hasStep || start.isEmpty() || end.isEmpty() || start.get().elements().length != 1 || end.get().elements().length != 1) {
            return Optional.empty();
        }
        return input(0).filter(v -> !v.isScalar()).map(list -> {
            int from = bound(start.get().elements()[0], list.elements().length);
            int to = bound(end.get().elements()[0], list.elements().length);
            return KnownIntegers.list(from < to ? Arrays.copyOfRange(list.elements(), from, to) : new long[0]);
        });
    }

    private Optional<KnownIntegers> binary(LongBinaryOperator function) {
        if (node.getInputCount() != 2) {
            return Optional.empty();
        }
        return input(0).flatMap(a -> input(1).flatMap(b -> a.with(b, function)));
    }

    private Optional<KnownIntegers> reduce(long start, LongBinaryOperator function) {
        return input(0).map(v -> v.reduce(start, function, integer("keepdims", 1) != 0));
    }
}
