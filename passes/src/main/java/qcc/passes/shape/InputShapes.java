package qcc.passes.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.BlockArgument;
import qcc.ir.DictionaryAttr;
import qcc.ir.Op;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;

/**
 * The sizes of the symbolic dimensions of a function's inputs.
 *
 * <p>The argument attribute {@code qcc.dim_names = ["N", "", ...]} names the dimensions of an input; a dynamic dimension without a name is called
 * {@code arg0.dim2}. A symbol that is the first dimension of an input is a batch and is 1 unless it is bound; every other one must be bound.
 */
final class InputShapes {
    /** The argument attribute with the names of the dimensions. */
    static final String DIMENSION_NAMES = "qcc.dim_names";

    private final Op function;
    private final List<BlockArgument> arguments;
    private final Map<String, Long> bound;
    private final Map<String, Long> sizes = new TreeMap<>();
    private final TreeSet<String> symbols = new TreeSet<>();
    private final TreeSet<String> unbound = new TreeSet<>();

    private InputShapes(Op function, Map<String, Long> bound) {
        this.function = function;
        this.arguments = function.region(0).entry().arguments();
        this.bound = bound;
    }

    /**
     * Reads {@code N:1} and the like.
     *
     * @throws IllegalArgumentException if a text has another form or binds a symbol again
     */
    static Map<String, Long> parse(List<String> bindings) {
        var sizes = new TreeMap<String, Long>();
        for (var binding : bindings) {
            int colon = binding.lastIndexOf(':');
            if (colon < 1 || !binding.substring(colon + 1).matches("[0-9]{1,12}")) {
                throw new IllegalArgumentException("a dimension is bound as NAME:SIZE, not '" + binding + "'");
            }
            if (sizes.put(binding.substring(0, colon), Long.parseLong(binding.substring(colon + 1))) != null) {
                throw new IllegalArgumentException("dimension '" + binding.substring(0, colon) + "' is bound twice");
            }
        }
        return sizes;
    }

    /**
     * The static shape of each tensor argument, in order; other arguments give null.
     *
     * @throws IllegalArgumentException naming symbols that are not bound, or bindings of symbols that no input has
     */
    static List<Shape> of(Op function, Map<String, Long> bound) {
        var inputs = new InputShapes(function, bound);
        inputs.bindBatches();
        var shapes = new ArrayList<Shape>();
        for (var argument : inputs.arguments) {
            shapes.add(argument.type() instanceof TensorType type ? inputs.resolve(argument, type.shape()) : null);
        }
        inputs.check();
        return shapes;
    }

    private void bindBatches() {
        for (var argument : arguments) {
            if (argument.type() instanceof TensorType type && type.rank() > 0 && type.shape().isDynamic(0)) {
                sizes.put(symbol(argument, 0), 1L);
            }
        }
        sizes.putAll(bound);
    }

    private Shape resolve(BlockArgument argument, Shape shape) {
        var resolved = shape;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.isDynamic(axis)) {
                var symbol = symbol(argument, axis);
                symbols.add(symbol);
                if (sizes.containsKey(symbol)) {
                    resolved = resolved.with(axis, sizes.get(symbol));
                } else {
                    unbound.add(symbol);
                }
            }
        }
        return resolved;
    }

    private void check() {
        if (!unbound.isEmpty()) {
            throw new IllegalArgumentException("has inputs with the unbound dimension%s %s: give sizes with bind=%s"
                    .formatted(unbound.size() == 1 ? "" : "s", String.join(", ", unbound), example()));
        }
        for (var name : bound.keySet()) {
            if (!symbols.contains(name)) {
                throw new IllegalArgumentException("has no symbolic dimension '%s' to bind; %s".formatted(name,
                        symbols.isEmpty() ? "all its inputs have static shapes" : "its inputs have " + String.join(", ", symbols)));
            }
        }
    }

    private String example() {
        var bindings = unbound.stream().map(s -> s + ":SIZE").toList();
        return bindings.size() == 1 ? bindings.getFirst() : "[" + String.join(",", bindings) + "]";
    }

    private String symbol(BlockArgument argument, int axis) {
        if (names(argument) instanceof ArrayAttr names && axis < names.size() && names.get(axis) instanceof StringAttr name
                && !name.value().isEmpty()) {
            return name.value();
        }
        return "arg" + argument.index() + ".dim" + axis;
    }

    private Attribute names(BlockArgument argument) {
        return function.properties().get("arg_attrs") instanceof ArrayAttr all && all.size() > argument.index()
                && all.get(argument.index()) instanceof DictionaryAttr own ? own.get(DIMENSION_NAMES) : null;
    }
}
