package qcc.ir;

/** A type as an attribute. */
public record TypeAttr(Type type) implements Attribute {
    @Override
    public String toString() {
        return type.toString();
    }
}
