package qcc.ir;

/**
 * A type of a dialect that is not known here, kept as text: {@code !dialect.body}.
 *
 * @param body everything after the dot, e.g. {@code token<"k">}
 */
public record OpaqueType(String dialect, String body) implements Type {
    @Override
    public String toString() {
        return "!" + dialect + bodyText(body);
    }

    static String bodyText(String body) {
        boolean named = !body.isEmpty() && (Character.isLetter(body.charAt(0)) || body.charAt(0) == '_');
        return named ? "." + body : "<" + body + ">";
    }
}
