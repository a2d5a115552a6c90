package qcc.ir;

/**
 * Constant data of which few elements differ from zero: {@code sparse<[[0, 0]], [1]> : tensor<3x4xi32>}.
 *
 * @param indices one row of coordinates for each value
 */
public record SparseElementsAttr(DenseElementsAttr indices, DenseElementsAttr values, Type type) implements Attribute {
    /** The text before the type. */
    public String literalText() {
        return "sparse<" + (indices.size() == 0 ? "" : indices.literal() + ", " + values.literal()) + ">";
    }

    @Override
    public String toString() {
        return literalText() + " : " + type;
    }
}
