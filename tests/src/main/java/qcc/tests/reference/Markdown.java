package qcc.tests.reference;

import java.util.List;

/** A page being written. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    Markdown heading(int level, String title) {
        return paragraph("#".repeat(level) + " " + title);
    }

    /** Text between blank lines; nothing if it is blank. */
    Markdown paragraph(String content) {
        if (!content.isBlank()) {
            text.append(text.isEmpty() ? "" : "\n").append(content.strip()).append('\n');
        }
        return this;
    }

    Markdown code(String language, String content) {
        return paragraph("```" + language + "\n" + content + "\n```");
    }

    /** A table; nothing if it has no rows. */
    Markdown table(List<String> columns, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        text.append('\n');
        row(columns);
        text.append("|---".repeat(columns.size())).append("|\n");
        rows.forEach(this::row);
        return this;
    }

    private void row(List<String> cells) {
        cells.forEach(cell -> text.append("| ").append(cell.replace("|", "\\|").replace("\n", " ")).append(' '));
        text.append("|\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
