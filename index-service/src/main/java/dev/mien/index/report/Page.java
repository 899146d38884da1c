package dev.mien.index.report;

import java.util.List;

/** Markdown, line by line. */
final class Page {
    private final StringBuilder text = new StringBuilder();

    Page heading(int level, String title) {
        text.append("#".repeat(level)).append(' ').append(title).append("\n\n");
        return this;
    }

    Page paragraph(String sentences) {
        text.append(sentences).append("\n\n");
        return this;
    }

    Page table(List<String> head, List<List<String>> rows) {
        row(head);
        row(head.stream().map(_ -> "---").toList());
        rows.forEach(this::row);
        text.append('\n');
        return this;
    }

    private void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
