package qcc.ir.diagnostic;

/** Gives the lines that diagnostics show. */
@FunctionalInterface
public interface SourceLines {
    /** Shows no line. */
    SourceLines NONE = (_, _) -> "";

    /** A line of a file without its end; the empty text if it is not known. */
    String line(String file, int number);
}
