package qcc.ir;

/**
 * Constant data of which few elements differ from zero: {@code sparse<[[0, 0]], [1]> : tensor<3x4xi32>}.
 *
 * @param indices one row of coordinates for each value
 */
public record SparseElementsAttr(DenseElementsAttr indices, DenseElementsAttr values, Type type) implements Attribute {
    @Override
    public String toString() {
        return "sparse<" + indices.literal() + ", " + values.literal() + "> : " + type;
    }
}
