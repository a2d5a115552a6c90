package qcc.ir;

import java.util.List;

/**
 * A vector: {@code vector<4x[8]xf32>}; a dimension in brackets is scalable.
 *
 * @param scalable one flag for each dimension
 */
public record VectorType(Shape shape, List<Boolean> scalable, Type element) implements Type {
    public VectorType {
        scalable = List.copyOf(scalable);
        if (scalable.size() != shape.rank()) {
            throw new IllegalArgumentException("one scalable flag is needed for each of the " + shape.rank() + " dimensions");
        }
    }

    @Override
    public String toString() {
        var text = new StringBuilder("vector<");
        for (int i = 0; i < shape.rank(); i++) {
            text.append(scalable.get(i) ? "[" + shape.dimension(i) + "]" : Long.toString(shape.dimension(i))).append('x');
        }
        return text.append(element).append('>').toString();
    }
}
