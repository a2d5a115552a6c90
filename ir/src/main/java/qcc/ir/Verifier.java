package qcc.ir;

/** Receives what is wrong with the operation being verified. */
public interface Verifier {
    /** Reports an error of the operation; notes given next belong to it. The message completes the sentence {@code 'name' op ...}. */
    Verifier error(String format, Object... arguments);

    /** Adds a note to the error reported last. */
    Verifier note(Location location, String format, Object... arguments);
}
