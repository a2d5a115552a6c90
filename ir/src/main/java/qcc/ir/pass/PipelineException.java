package qcc.ir.pass;

/** A textual pipeline, or an option in it, is wrong. */
public final class PipelineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final int position;
    private final String problem;

    PipelineException(String text, int position, String problem) {
        super(problem + " at column " + (position + 1) + " of '" + text + "'");
        this.text = text;
        this.position = position;
        this.problem = problem;
    }

    /** The index in the text of the first character that is at fault. */
    public int position() {
        return position;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** Three lines: the problem, the text, and a caret under the place. */
    public String describe() {
        return "error: " + problem + "\n" + text.replace('\n', ' ') + "\n" + " ".repeat(position) + "^\n";
    }
}
