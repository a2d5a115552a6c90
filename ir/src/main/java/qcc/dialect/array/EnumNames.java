package qcc.dialect.array;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Enumerations as the texts of attributes: the names of the constants in lower case. */
final class EnumNames {
    private EnumNames() {}

    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static List<String> of(Class<? extends Enum<?>> kind) {
        return Arrays.stream(kind.getEnumConstants()).map(EnumNames::text).toList();
    }

    /**
     * The constant of a name.
     *
     * @param what what the name stands for, for the message
     * @throws IllegalArgumentException if there is none
     */
    static <E extends Enum<E>> E parse(Class<E> kind, String what, String text) {
        return Arrays.stream(kind.getEnumConstants()).filter(c -> text(c).equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has the " + what + " \"" + text + "\", which is not known"));
    }
}
