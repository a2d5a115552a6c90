package qcc.ir.pass;

/** The heading of the reports about a pipeline, as LLVM's tools print it. */
final class ReportHeading {
    private static final int WIDTH = 80;

    private ReportHeading() {}

    static String of(String title) {
        var rule = "===" + "-".repeat(WIDTH - 7) + "===\n";
        var centered = "... " + title + " ...";
        return rule + " ".repeat((WIDTH - centered.length()) / 2) + centered + "\n" + rule;
    }
}
