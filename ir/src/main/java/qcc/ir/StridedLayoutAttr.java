package qcc.ir;

import java.util.List;
import java.util.StringJoiner;

/**
 * The strided layout of a buffer: {@code strided<[4, 1], offset: 2>}.
 *
 * @param strides elements between neighbors on each axis, {@link Shape#DYNAMIC} where unknown
 * @param offset elements before the first, {@link Shape#DYNAMIC} where unknown
 */
public record StridedLayoutAttr(List<Long> strides, long offset) implements Attribute {
    public StridedLayoutAttr {
        strides = List.copyOf(strides);
    }

    private static String number(long value) {
        return value == Shape.DYNAMIC ? "?" : Long.toString(value);
    }

    @Override
    public String toString() {
        var text = new StringJoiner(", ", "[", "]");
        strides.forEach(s -> text.add(number(s)));
        return "strided<" + text + (offset == 0 ? "" : ", offset: " + number(offset)) + ">";
    }
}
