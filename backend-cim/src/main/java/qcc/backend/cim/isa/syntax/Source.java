package qcc.backend.cim.isa.syntax;

import java.util.Objects;

/**
 * A text and where it comes from.
 *
 * @param name the file's name, for messages
 * @param text the content
 */
public record Source(String name, String text) {
    public Source {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
    }
}
