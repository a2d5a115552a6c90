package qcc.chip;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Immutable sets of enum constants. */
final class EnumSets {
    private EnumSets() {}

    /** A copy in the order of the constants; unlike {@link EnumSet#copyOf}, of an empty set too. */
    static <E extends Enum<E>> Set<E> copyOf(Set<E> set, Class<E> type) {
        var copy = EnumSet.noneOf(type);
        copy.addAll(set);
        return Collections.unmodifiableSet(copy);
    }
}
