package qcc.lit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/** A report in the XML format of JUnit, which build servers read. */
final class XunitReport {
    private XunitReport() {}

    static void write(List<LitResult> results, Path file) throws IOException {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (String suite : LitDiscovery.suites(results.stream().map(LitResult::test).toList())) {
            appendSuite(xml, suite, results.stream().filter(result -> result.test().config().name().equals(suite)).toList());
        }
        xml.append("</testsuites>\n");
        Path target = file.toAbsolutePath();
        Path temporary = target.resolveSibling(".%s.%d.tmp".formatted(target.getFileName(), ProcessHandle.current().pid()));
        Files.writeString(temporary, xml, StandardCharsets.UTF_8);
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void appendSuite(StringBuilder xml, String suite, List<LitResult> results) {
        long failures = results.stream().filter(result -> result.status().isFailure()).count();
        long skipped = results.stream().filter(result -> isSkipped(result.status())).count();
        xml.append("<testsuite name=\"" + attribute(suite) + "\" tests=\"" + results.size() + "\" failures=\"" + failures + "\" skipped=\""
                + skipped + "\">\n");
        results.forEach(result -> appendCase(xml, suite, result));
        xml.append("</testsuite>\n");
    }

    private static void appendCase(StringBuilder xml, String suite, LitResult result) {
        String path = result.test().path();
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? suite : path.substring(0, slash).replace('/', '.');
        String time = String.format(Locale.ROOT, "%.2f", result.time().toNanos() / 1e9);
        xml.append("<testcase classname=\"" + attribute(suite + "." + folder) + "\" name=\"" + attribute(path.substring(slash + 1))
                + "\" time=\"" + time + "\"");
        if (result.status().isFailure()) {
            xml.append(">\n  <failure><![CDATA[" + characters(result.output()).replace("]]>", "]]]]><![CDATA[>")
                    + "]]></failure>\n</testcase>\n");
        } else if (isSkipped(result.status())) {
            xml.append(">\n  <skipped message=\"" + attribute(result.output()) + "\"/>\n</testcase>\n");
        } else {
            xml.append("/>\n");
        }
    }

    private static boolean isSkipped(LitStatus status) {
        return status == LitStatus.UNSUPPORTED || !status.isExecuted();
    }

    private static String attribute(String text) {
        return characters(text).replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;").replace("\n", "&#10;");
    }

    /** The text with a question mark for each character that XML 1.0 does not allow. */
    private static String characters(String text) {
        var result = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean allowed = c == '\n' || c == '\t' || c == '\r' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
            result.appendCodePoint(allowed ? c : '?');
        });
        return result.toString();
    }
}
