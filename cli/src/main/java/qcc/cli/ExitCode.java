package qcc.cli;

/** What the process tells whoever started it. */
final class ExitCode {
    /** Done. */
    static final int OK = 0;
    /** The input is at fault; a message says where. */
    static final int INPUT = 1;
    /** The command line is at fault. */
    static final int USAGE = 2;
    /** A bug of this program; a file for its report was written. */
    static final int BUG = 70;

    private ExitCode() {}
}
