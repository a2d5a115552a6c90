package qcc.ir;

/** The type of sizes and indices: {@code index}. */
public record IndexType() implements Type {
    public static final IndexType INDEX = new IndexType();

    @Override
    public String toString() {
        return "index";
    }
}
