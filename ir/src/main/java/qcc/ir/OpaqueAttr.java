package qcc.ir;

import java.util.Optional;

/**
 * An attribute of a dialect that is not known here, kept as text: {@code #dialect.body}.
 *
 * @param body everything after the dot, e.g. {@code tile<[4, 4]>}; if it does not start with a letter, what stands in angle brackets
 *            directly after the dialect
 */
public record OpaqueAttr(String dialect, String body, Optional<Type> type) implements Attribute {
    @Override
    public String toString() {
        return "#" + dialect + OpaqueType.bodyText(body) + type.map(t -> " : " + t).orElse("");
    }
}
