package qcc.lit.regex;

/** A regular expression that breaks the POSIX grammar; the message says how. */
public final class RegexSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    RegexSyntaxException(String message) {
        super(message);
    }
}
