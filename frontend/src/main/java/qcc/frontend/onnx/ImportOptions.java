package qcc.frontend.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to read a model.
 *
 * @param shapes for inputs by name all dimensions; a dimension that the model calls by a symbol fixes the symbol in all inputs
 */
public record ImportOptions(Map<String, List<Long>> shapes) {
    /** Nothing is fixed beyond what the model says. */
    public static final ImportOptions DEFAULT = new ImportOptions(Map.of());

    public ImportOptions {
        var sorted = new TreeMap<String, List<Long>>();
        shapes.forEach((name, dimensions) -> sorted.put(name, List.copyOf(dimensions)));
        shapes = Collections.unmodifiableMap(sorted);
    }

    /**
     * These options with the shape of one more input.
     *
     * @param assignment the input's name and its dimensions, as in {@code in=1x3x32x32}
     * @throws IllegalArgumentException if the text has another form or names an input again
     */
    public ImportOptions withShape(String assignment) {
        int equals = assignment.lastIndexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("a shape is given as NAME=1x3x32x32, not '" + assignment + "'");
        }
        var name = assignment.substring(0, equals);
        if (shapes.containsKey(name)) {
            throw new IllegalArgumentException("the shape of '" + name + "' is given twice");
        }
        var more = new TreeMap<>(shapes);
        more.put(name, dimensions(assignment.substring(equals + 1), assignment));
        return new ImportOptions(more);
    }

    private static List<Long> dimensions(String text, String assignment) {
        var dimensions = new ArrayList<Long>();
        for (var part : text.split("x", -1)) {
            if (!part.matches("[0-9]{1,12}")) {
                throw new IllegalArgumentException("'" + part + "' is not a dimension in '" + assignment + "'");
            }
            dimensions.add(Long.parseLong(part));
        }
        return dimensions;
    }
}
