package qcc.lit.shell;

/** A word or an operator of a command line. */
sealed interface Token {

    /**
     * A word without its quotes.
     *
     * @param text what it stands for
     * @param pattern the same as a glob, in which quoted characters are escaped; empty if no character outside quotes is special
     */
    record Word(String text, String pattern) implements Token {}

    /**
     * An operator such as {@code &&} or {@code 2>}.
     *
     * @param text its spelling
     */
    record Operator(String text) implements Token {}
}
