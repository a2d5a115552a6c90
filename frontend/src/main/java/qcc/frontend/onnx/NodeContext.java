package qcc.frontend.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import qcc.frontend.onnx.wire.Onnx.FunctionProto;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.ir.Location;
import qcc.ir.OpBuilder;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * A node while it is converted: its inputs, attributes, operator set version, and where the operations go.
 *
 * <p>Converters report faults as {@link IllegalArgumentException} whose message completes {@code node "x" (Conv): ...}.
 */
final class NodeContext {
    private final List<String> outputs;
    private final long opset;
    private final Location location;
    private final List<Optional<GraphValue>> inputs;
    private final NodeAttributes attributes;
    private final OpBuilder builder;
    private final TensorReader tensors;
    private final NodeExpansion expansion;

    /** @param outputs the names of the outputs, at least one, empty for one that is left out */
    NodeContext(List<String> outputs, long opset, Location location, List<Optional<GraphValue>> inputs, NodeAttributes attributes,
            OpBuilder builder, TensorReader tensors, NodeExpansion expansion) {
        this.outputs = outputs;
        this.opset = opset;
        this.location = location;
        this.inputs = inputs;
        this.attributes = attributes;
        this.builder = builder;
        this.tensors = tensors;
        this.expansion = expansion;
    }

    /** The version of the operator set that the model uses. */
    long opset() {
        return opset;
    }

    Location location() {
        return location;
    }

    OpBuilder builder() {
        return builder;
    }

    NodeAttributes attributes() {
        return attributes;
    }

    /** The name of the first output, which is unique in the graph. */
    private String outputName() {
        return outputs.getFirst();
    }

    /** Whether the node names an output that may be left out. */
    boolean hasOutput(int index) {
        return index < outputs.size() && !outputs.get(index).isEmpty();
    }

    /** How many outputs the node names, those left out included. */
    int outputCount() {
        return outputs.size();
    }

    boolean hasInput(int index) {
        return index < inputs.size() && inputs.get(index).isPresent();
    }

    /** An input that must be there. */
    GraphValue graphInput(int index) {
        if (!hasInput(index)) {
            throw new IllegalArgumentException("lacks its input " + index);
        }
        return inputs.get(index).get();
    }

    /** An input that must be there, as a value of the IR. */
    Value input(int index) {
        return graphInput(index).value(builder);
    }

    /** All inputs, none of which may be left out. */
    List<Value> allInputs() {
        return IntStream.range(0, inputs.size()).mapToObj(this::input).toList();
    }

    Optional<Value> optionalInput(int index) {
        return hasInput(index) ? Optional.of(input(index)) : Optional.empty();
    }

    TensorType type(int index) {
        return graphInput(index).type();
    }

    /** The elements of an input that is there and known. */
    Optional<TensorData> data(int index) {
        return hasInput(index) ? graphInput(index).data() : Optional.empty();
    }

    /**
     * The number that an optional input holds.
     *
     * @throws IllegalArgumentException if it is there but its value is not known while importing
     */
    Optional<Double> scalar(int index, String what) {
        return known(index, what).map(TensorData::toScalar);
    }

    /**
     * The integers that an optional input holds.
     *
     * @throws IllegalArgumentException if it is there but its value is not known while importing
     */
    Optional<long[]> integers(int index, String what) {
        var known = integersIfKnown(index);
        return known.isPresent() ? known : known(index, what).map(TensorData::toLongs);
    }

    /** The integers that an optional input holds, if they are data or follow from known shapes. */
    Optional<long[]> integersIfKnown(int index) {
        return data(index).map(TensorData::toLongs).or(() -> hasInput(index) ? knownIntegers(index) : Optional.empty());
    }

    private Optional<TensorData> known(int index, String what) {
        if (hasInput(index) && graphInput(index).data().isEmpty()) {
            throw new IllegalArgumentException("computes its " + what + "; only constant " + what + " are supported");
        }
        return data(index);
    }

    /**
     * Parameters that are an attribute in old versions of an operator and an input in new ones.
     *
     * @param inputSince the first version with the input
     */
    Optional<long[]> attributeOrInput(String name, int index, int inputSince) {
        return opset < inputSince ? attributes.integers(name) : integers(index, name);
    }

    /**
     * An axis counted from the start.
     *
     * @throws IllegalArgumentException if it is outside {@code -rank} to {@code rank - 1}
     */
    static int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("has the axis " + axis + ", which is outside a tensor of rank " + rank);
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /**
     * Axes counted from the start, ascending.
     *
     * @throws IllegalArgumentException if one is out of range or repeated
     */
    static long[] axes(long[] axes, int rank) {
        var sorted = Arrays.stream(axes).map(a -> axis(a, rank)).sorted().toArray();
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw new IllegalArgumentException("names the axis " + sorted[i] + " twice");
            }
        }
        return sorted;
    }

    /** @throws IllegalArgumentException if the inputs that are there do not all have the element type of the first */
    void requireOneElementType() {
        var first = type(0).element();
        var other = inputs.stream().flatMap(Optional::stream).map(v -> v.type().element()).filter(Predicate.not(first::equals)).findFirst();
        if (other.isPresent()) {
            throw new IllegalArgumentException("mixes inputs of " + first + " and " + other.get());
        }
    }

    /** A result of the node. It counts as constant if all inputs do. */
    GraphValue computed(Value value) {
        return new GraphValue.Computed(value,
                !inputs.isEmpty() && inputs.stream().flatMap(Optional::stream).allMatch(GraphValue::isConstant));
    }

    /** A result of the node whose elements are known. */
    GraphValue known(TensorData data) {
        return new GraphValue.Known(outputName(), data, location);
    }

    /** A constant that the node needs as an operand. */
    Value constant(TensorData data) {
        return new GraphValue.Known(outputName(), data, location).value(builder);
    }

    /** Integers or booleans of an input that is there, if they follow from constants and known shapes. */
    Optional<long[]> knownIntegers(int index) {
        graphInput(index);
        return expansion.known(index);
    }

    /**
     * The operations of a function in place of the node.
     *
     * @return its outputs up to the first that is not supported
     */
    List<GraphValue> call(FunctionProto function) {
        return expansion.call(function);
    }

    /** The operations of a graph without inputs in place of the node. */
    List<GraphValue> inline(GraphProto branch) {
        return expansion.inline(branch);
    }

    /** The elements of a tensor attribute. */
    TensorData read(TensorProto tensor) {
        return tensors.read(tensor);
    }
}
