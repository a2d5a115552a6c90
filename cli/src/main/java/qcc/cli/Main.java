package qcc.cli;

import java.util.List;

/** The program's start. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        var invocation = Invocation.ofProcess();
        int exitCode = Qcc.run(List.of(args), invocation);
        invocation.out().flush();
        invocation.err().flush();
        System.exit(exitCode);
    }
}
