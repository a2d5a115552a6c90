package qcc.dialect.array;

import java.util.Arrays;
import java.util.List;

/** How {@code array.compare} compares. */
public enum ComparePredicate {
    EQUAL("eq"), LESS("lt"), LESS_OR_EQUAL("le"), GREATER("gt"), GREATER_OR_EQUAL("ge");

    static final List<String> NAMES = Arrays.stream(values()).map(ComparePredicate::text).toList();

    private final String text;

    ComparePredicate(String text) {
        this.text = text;
    }

    /** The name in the IR. */
    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException if there is no predicate of that name */
    static ComparePredicate of(String text) {
        return Arrays.stream(values()).filter(p -> p.text.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has the predicate \"" + text + "\", which is not known"));
    }
}
