package qcc.lit.filecheck;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Values that variables have while the input is checked. */
final class Variables {
    private final Map<String, String> strings = new HashMap<>();
    private final Map<String, BigInteger> numbers = new HashMap<>();

    void define(String name, String value) {
        strings.put(name, value);
    }

    void define(String name, BigInteger value) {
        numbers.put(name, value);
    }

    Optional<String> string(String name) {
        return Optional.ofNullable(strings.get(name));
    }

    Optional<BigInteger> number(String name) {
        return Optional.ofNullable(numbers.get(name));
    }

    /** Forgets all variables but those whose name begins with a dollar sign. */
    void clearLocal() {
        strings.keySet().removeIf(name -> !name.startsWith("$"));
        numbers.keySet().removeIf(name -> !name.startsWith("$"));
    }
}
