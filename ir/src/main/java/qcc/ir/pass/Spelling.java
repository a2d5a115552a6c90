package qcc.ir.pass;

import java.util.Collection;
import java.util.Optional;

/** Finds what somebody probably meant. */
final class Spelling {
    private Spelling() {}

    /** {@code ", did you mean 'x'?"} if a candidate is near enough to the word, else nothing. */
    static String hint(String word, Collection<String> candidates) {
        return nearest(word, candidates).map(n -> "; did you mean '" + n + "'?").orElse("");
    }

    /** The candidate with the smallest edit distance, if that is at most a third of the word (at least 1). */
    static Optional<String> nearest(String word, Collection<String> candidates) {
        Optional<String> best = Optional.empty();
        int limit = Math.max(1, word.length() / 3);
        for (var candidate : candidates) {
            int distance = distance(word, candidate);
            if (distance <= limit) {
                best = Optional.of(candidate);
                limit = distance - 1;
            }
        }
        return best;
    }

    /** The number of letters to insert, drop or change (Levenshtein). */
    static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        var current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(changed, Math.min(previous[j], current[j - 1]) + 1);
            }
            var swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
