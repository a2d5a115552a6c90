package qcc.ir;

/** A location as an attribute: {@code loc("a.py":1:2)}. */
public record LocationAttr(Location location) implements Attribute {
    @Override
    public String toString() {
        return "loc(" + location + ")";
    }
}
