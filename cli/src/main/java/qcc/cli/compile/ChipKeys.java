package qcc.cli.compile;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import qcc.chip.Chip;
import qcc.chip.Problem;
import qcc.ir.Location;
import qcc.ir.diagnostic.Diagnostic;

/** The places in the chip file of the keys that a message names, such as {@code (core.accumulators.bits)}. */
final class ChipKeys {
    private static final Pattern KEY = Pattern.compile("\\b(?:chip|core|xbar)\\.[a-z_]+(?:\\.[a-z_]+)*");
    private static final String NOTE = "%s is given here";

    private ChipKeys() {}

    /** A message with a line for each key that it names. */
    static String explained(String message, Chip chip) {
        var text = new StringBuilder(message);
        for (var place : places(message, chip)) {
            text.append("\n%s:%d:%d: note: %s".formatted(place.source(), place.line(), place.column(), place.message()));
        }
        return text.toString();
    }

    /** A diagnostic with a note for each key that it names, unless it points into the chip file already. */
    static Diagnostic explained(Diagnostic diagnostic, Chip chip) {
        if (diagnostic.location() instanceof Location.File file && file.file().equals(chip.source().name())) {
            return diagnostic;
        }
        var explained = diagnostic;
        for (var place : places(diagnostic.message(), chip)) {
            explained = explained.note(new Location.File(place.source(), place.line(), place.column()), place.message());
        }
        return explained;
    }

    private static List<Problem> places(String message, Chip chip) {
        return KEY.matcher(message).results().map(MatchResult::group).distinct()
                .map(key -> chip.problemAt(key, NOTE.formatted(key), "")).toList();
    }
}
