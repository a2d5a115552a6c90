package qcc.ir.text;

import qcc.ir.Op;

/**
 * Hears from the parser where things are defined and used. Offsets are bytes of the source. A thing is a {@link qcc.ir.Value}, a
 * {@link qcc.ir.Block}, an {@link Op} (at its name) or a {@link Symbol}.
 */
public interface SyntaxListener {
    /** Hears nothing. */
    SyntaxListener NONE = new SyntaxListener() {
        @Override
        public void mentioned(Object thing, int start, int end, boolean definition) {
            // nobody listens
        }

        @Override
        public void replaced(Object placeholder, Object thing) {
            // nobody listens
        }
    };

    /** A symbol by its name. */
    record Symbol(String name) {}

    /**
     * A thing is mentioned.
     *
     * @param end behind its last byte
     * @param definition whether this is where it is defined; a symbol is defined by the operation of that name around it
     */
    void mentioned(Object thing, int start, int end, boolean definition);

    /** What was mentioned as a placeholder is known now. */
    void replaced(Object placeholder, Object thing);
}
