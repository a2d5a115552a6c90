package qcc.ir;

import java.util.Optional;

/** A ranked tensor: {@code tensor<1x?x4xf32>}, with an optional encoding. */
public record TensorType(Shape shape, Type element, Optional<Attribute> encoding) implements Type {
    public TensorType(Shape shape, Type element) {
        this(shape, element, Optional.empty());
    }

    public static TensorType of(Type element, long... dimensions) {
        return new TensorType(Shape.of(dimensions), element);
    }

    public int rank() {
        return shape.rank();
    }

    public long dimension(int axis) {
        return shape.dimension(axis);
    }

    /** The same tensor with elements of another type. */
    public TensorType withElement(Type other) {
        return new TensorType(shape, other, encoding);
    }

    /** The same tensor with another shape. */
    public TensorType withShape(Shape other) {
        return new TensorType(other, element, encoding);
    }

    @Override
    public String toString() {
        return "tensor<" + shape.prefix() + element + encoding.map(e -> ", " + e).orElse("") + ">";
    }
}
