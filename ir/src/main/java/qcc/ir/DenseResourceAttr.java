package qcc.ir;

/** Constant data held in the resource section: {@code dense_resource<w0> : tensor<2x4xi8>}. */
public record DenseResourceAttr(Resource resource, Type type) implements Attribute {
    /** The keys that can be written without quotes. */
    private static final String BARE = "[A-Za-z_][A-Za-z0-9_$.]*";

    /** A key as it is written. */
    public static String keyText(String key) {
        return key.matches(BARE) ? key : StringAttr.quote(key);
    }

    @Override
    public String toString() {
        return "dense_resource<" + keyText(resource.key()) + "> : " + type;
    }
}
