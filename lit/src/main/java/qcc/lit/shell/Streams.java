package qcc.lit.shell;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Standard streams of a command.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error; the same object as {@code out} if both have one target
 */
record Streams(InputStream in, PrintStream out, PrintStream err) {}
