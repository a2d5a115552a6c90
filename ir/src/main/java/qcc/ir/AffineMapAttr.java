package qcc.ir;

/**
 * An affine map or an integer set, kept as normalized text.
 *
 * @param keyword {@code affine_map} or {@code affine_set}
 * @param body the text between the angle brackets
 */
public record AffineMapAttr(String keyword, String body) implements Attribute {
    @Override
    public String toString() {
        return keyword + "<" + body + ">";
    }
}
