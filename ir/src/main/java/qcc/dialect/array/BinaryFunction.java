package qcc.dialect.array;

import java.util.Arrays;
import java.util.List;

/** The functions of {@code array.binary}. */
public enum BinaryFunction {
    POW("pow"), MOD("mod"), FMOD("fmod"), MIN("min"), MAX("max"), AND("and"), OR("or"), XOR("xor"), SHIFT_LEFT("shift_left"), SHIFT_RIGHT(
            "shift_right"), PRELU("prelu");

    static final List<String> NAMES = Arrays.stream(values()).map(BinaryFunction::text).toList();
    /** Functions of the bits of integers. */
    static final List<String> ON_BITS = List.of(AND.text, OR.text, XOR.text, SHIFT_LEFT.text, SHIFT_RIGHT.text);

    private final String text;

    BinaryFunction(String text) {
        this.text = text;
    }

    /** The name in the IR. */
    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException if there is no function of that name */
    static BinaryFunction of(String text) {
        return Arrays.stream(values()).filter(f -> f.text.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has the function \"" + text + "\", which is not known"));
    }
}
