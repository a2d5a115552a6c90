package qcc.chip;

/**
 * The text a chip was read from.
 *
 * @param name file or preset
 * @param text YAML or JSON text
 */
public record ChipSource(String name, String text) {}
