package qcc.ir;

/** An attribute whose presence is all it says: {@code unit}. */
public record UnitAttr() implements Attribute {
    public static final UnitAttr UNIT = new UnitAttr();

    @Override
    public String toString() {
        return "unit";
    }
}
