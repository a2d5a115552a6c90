package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Chip files for tests. */
final class TestChips {
    private TestChips() {}

    /** Only the keys that every analog chip must give: one core of two 128 x 64 crossbars of 2-bit cells. */
    static String minimal() {
        return text("minimal.yaml");
    }

    /** Every key of the chip file. */
    static String complete() {
        return text("complete.yaml");
    }

    /** The minimal chip with edits, each {@code old, new}; every old text must be there once. */
    static String edited(String... edits) {
        var text = minimal();
        for (int i = 0; i < edits.length; i += 2) {
            assertThat(text.split(Pattern.quote(edits[i]), -1)).as("occurrences of " + edits[i]).hasSize(2);
            text = text.replace(edits[i], edits[i + 1]);
        }
        return text;
    }

    static Chip chip(String... edits) {
        return ChipLoader.parse(edited(edits), "chip.yaml");
    }

    private static String text(String name) {
        try (var stream = TestChips.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
