package qcc.chip;

/**
 * Where figures of a chip file come from.
 *
 * @param path the section the note stands in, such as {@code xbar.digital}; empty for the file itself
 * @param text the {@code src:} text
 */
public record SourceNote(String path, String text) {}
