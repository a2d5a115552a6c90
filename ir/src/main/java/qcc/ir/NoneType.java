package qcc.ir;

/** The unit type: {@code none}. */
public record NoneType() implements Type {
    public static final NoneType NONE = new NoneType();

    @Override
    public String toString() {
        return "none";
    }
}
