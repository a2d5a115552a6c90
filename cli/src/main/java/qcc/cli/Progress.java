package qcc.cli;

import java.io.PrintStream;
import java.util.Locale;

/** One line on a terminal that says what is being done; nothing where nobody watches. */
final class Progress {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int BAR_WIDTH = 30;
    private static final long MIN_NANOS_BETWEEN = 50_000_000;

    private final PrintStream target;
    private final boolean visible;
    private long last;

    Progress(Invocation invocation) {
        this.target = invocation.err();
        this.visible = invocation.terminal();
    }

    /** Says what is being done. */
    synchronized void show(String what) {
        if (visible) {
            target.print(CLEAR_LINE + what + " ...");
            target.flush();
        }
    }

    /** Shows a bar; called often, it draws only now and then. */
    synchronized void show(String what, long done, long total) {
        long now = System.nanoTime();
        if (visible && total > 0 && (done == total || now - last > MIN_NANOS_BETWEEN)) {
            last = now;
            int filled = (int) (BAR_WIDTH * done / total);
            target.print(CLEAR_LINE + String.format(Locale.ROOT, "%s [%s%s] %d/%d", what, "#".repeat(filled),
                    " ".repeat(BAR_WIDTH - filled), done, total));
            target.flush();
        }
    }

    /** Leaves an empty line for what comes next. */
    synchronized void clear() {
        if (visible) {
            target.print(CLEAR_LINE);
            target.flush();
        }
    }
}
