package qcc.lit.shell;

import java.util.List;

/** A parsed command line. */
sealed interface Command {

    /**
     * Commands joined by {@code |}.
     *
     * @param stages at least one
     */
    record Pipeline(List<Simple> stages) implements Command {}

    /**
     * Two commands, the second of which may depend on the first.
     *
     * @param left first
     * @param condition when the second one runs
     * @param right second
     */
    record Sequence(Command left, Condition condition, Command right) implements Command {}

    /** When the second of two commands runs. */
    enum Condition {
        ALWAYS, ON_SUCCESS, ON_FAILURE
    }

    /**
     * A command with its arguments.
     *
     * @param words name and arguments, at least one
     * @param redirections in the order in which they apply
     */
    record Simple(List<Token.Word> words, List<Redirection> redirections) {}

    /**
     * A change of a stream's source or target.
     *
     * @param operator its spelling
     * @param target file, without meaning if the operator names another stream
     */
    record Redirection(String operator, Token.Word target) {}
}
