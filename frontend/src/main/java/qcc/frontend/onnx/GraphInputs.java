package qcc.frontend.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import qcc.dialect.nn.InferredTypes;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorShapeProto.Dimension;
import qcc.frontend.onnx.wire.Onnx.TypeProto;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;
import qcc.ir.Location;
import qcc.ir.Shape;
import qcc.ir.TensorType;

/** The inputs that a caller of the graph gives, with the shapes of the options filled in. */
final class GraphInputs {
    /**
     * An input.
     *
     * @param symbols for each axis the name of its dimension, empty where it has none
     */
    record Input(String name, TensorType type, List<String> symbols) {}

    private final String file;
    private final ImportOptions options;
    private final Map<String, Long> bound = new HashMap<>();

    private GraphInputs(String file, ImportOptions options) {
        this.file = file;
        this.options = options;
    }

    /**
     * The inputs that no initializer gives, in the order of the file.
     *
     * @throws ImportException if one is no tensor of known rank and supported element type, differs from its initializer, or the options do
     *     not fit
     */
    static List<Input> of(String file, GraphProto graph, Map<String, TensorProto> initializers, ImportOptions options) {
        var reader = new GraphInputs(file, options);
        var inputs = new ArrayList<Input>();
        var names = new HashSet<String>();
        for (var info : graph.getInputList()) {
            if (info.getName().isEmpty() || !names.add(info.getName())) {
                throw ImportException.of(file, "has two inputs named '" + info.getName() + "' or one without a name");
            }
            var initializer = initializers.get(info.getName());
            if (initializer == null) {
                inputs.add(reader.declared(info));
            } else {
                reader.checkDeclared(info, initializer);
            }
        }
        reader.bind(inputs);
        return inputs.stream().map(reader::resolved).toList();
    }

    /** An input that an initializer gives must be of its type. */
    private void checkDeclared(ValueInfoProto info, TensorProto initializer) {
        if (!info.getType().getTensorType().hasShape()) {
            return;
        }
        try {
            var declared = type(info.getType());
            var held = TensorReader.type(initializer);
            if (!declared.element().equals(held.element()) || !InferredTypes.agree(declared.shape(), held.shape())) {
                throw fault(info.getName(), "is declared as " + declared + ", but its initializer holds " + held);
            }
        } catch (IllegalArgumentException e) {
            throw fault(info.getName(), e.getMessage());
        }
    }

    private ImportException fault(String input, String message) {
        return ImportException.of(file, "input \"" + input + "\"", new Location.Name(input, new Location.File(file, 0, 0)), message);
    }

    private Input declared(ValueInfoProto info) {
        try {
            return new Input(info.getName(), type(info.getType()), symbols(info));
        } catch (IllegalArgumentException e) {
            throw fault(info.getName(), e.getMessage());
        }
    }

    /** The type of a declared tensor; unknown dimensions where the model names symbols or nothing. */
    static TensorType type(TypeProto type) {
        if (!type.hasTensorType()) {
            throw new IllegalArgumentException("is no tensor; sequences, maps and optional values are not supported");
        }
        var tensor = type.getTensorType();
        var element = ElementTypes.of(tensor.getElemType()).orElseThrow(() -> new IllegalArgumentException(
                "has the element type " + ElementTypes.name(tensor.getElemType()) + ", which is not supported"));
        if (!tensor.hasShape()) {
            throw new IllegalArgumentException("has no shape; its rank must be known");
        }
        Limits.checkRank(tensor.getShape().getDimCount());
        var dimensions = tensor.getShape().getDimList().stream().mapToLong(GraphInputs::dimension).toArray();
        return new TensorType(Limits.check(Shape.of(dimensions)), element);
    }

    /** Some writers say -1 for a dimension that is not known. */
    private static long dimension(Dimension dimension) {
        if (!dimension.hasDimValue() || dimension.getDimValue() == -1) {
            return Shape.DYNAMIC;
        }
        if (dimension.getDimValue() < 0) {
            throw new IllegalArgumentException("has the negative dimension " + dimension.getDimValue());
        }
        return dimension.getDimValue();
    }

    private static List<String> symbols(ValueInfoProto info) {
        return info.getType().getTensorType().getShape().getDimList().stream().map(Dimension::getDimParam).toList();
    }

    private void bind(List<Input> inputs) {
        var byName = inputs.stream().collect(Collectors.toMap(Input::name, i -> i));
        options.shapes().forEach((name, shape) -> {
            var input = byName.get(name);
            if (input == null) {
                throw ImportException.of(file, "has no input '" + name + "' whose shape could be given; its inputs are "
                        + inputs.stream().map(i -> "'" + i.name() + "'").collect(Collectors.joining(", ")));
            }
            bind(input, shape);
        });
    }

    private void bind(Input input, List<Long> shape) {
        if (shape.size() != input.type().rank()) {
            throw fault(input.name(), "has rank " + input.type().rank() + ", but the shape given has rank " + shape.size());
        }
        for (int i = 0; i < shape.size(); i++) {
            if (!input.type().shape().isDynamic(i) && input.type().dimension(i) != shape.get(i)) {
                throw fault(input.name(), "has " + input.type().dimension(i) + " elements on axis " + i + ", but the shape given has "
                        + shape.get(i));
            }
            var symbol = input.symbols().get(i);
            var other = symbol.isEmpty() ? null : bound.put(symbol, shape.get(i));
            if (other != null && !other.equals(shape.get(i))) {
                throw fault(input.name(), "calls axis " + i + " '" + symbol + "', for which the shapes given have " + other + " and "
                        + shape.get(i));
            }
        }
    }

    private Input resolved(Input input) {
        var given = options.shapes().get(input.name());
        var dimensions = input.type().shape().toArray();
        for (int i = 0; i < dimensions.length; i++) {
            if (dimensions[i] == Shape.DYNAMIC) {
                dimensions[i] = given != null ? given.get(i) : bound.getOrDefault(input.symbols().get(i), Shape.DYNAMIC);
            }
        }
        try {
            return new Input(input.name(), input.type().withShape(Limits.check(Shape.of(dimensions))), input.symbols());
        } catch (IllegalArgumentException e) {
            throw fault(input.name(), e.getMessage());
        }
    }
}
