package qcc.lit.filecheck;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which variables the check file has declared so far. */
final class Declarations {
    private final Set<String> strings = new HashSet<>();
    private final Map<String, NumericFormat> numbers = new HashMap<>();

    void declareString(String name) {
        strings.add(name);
    }

    void declareNumber(String name, NumericFormat format) {
        numbers.put(name, format);
    }

    boolean isString(String name) {
        return strings.contains(name);
    }

    boolean isNumber(String name) {
        return numbers.containsKey(name);
    }

    Optional<NumericFormat> format(String name) {
        return Optional.ofNullable(numbers.get(name));
    }
}
