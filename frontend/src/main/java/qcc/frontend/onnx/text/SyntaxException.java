package qcc.frontend.onnx.text;

/** A text that is no model. The message says what is wrong and what was expected; it does not name the file. */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position position;

    SyntaxException(Position position, String reason) {
        super(reason);
        this.position = position;
    }

    /** Where the text is at fault. */
    public Position position() {
        return position;
    }
}
