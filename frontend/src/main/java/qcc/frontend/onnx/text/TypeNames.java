package qcc.frontend.onnx.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import qcc.frontend.onnx.wire.Onnx.AttributeProto.AttributeType;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;

/** The names of element types and kinds of attributes: those of the schema in lower case. */
final class TypeNames {
    private TypeNames() {}

    static DataType element(String name) {
        return DataType.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Empty for numbers that the schema does not know. */
    static Optional<String> element(int number) {
        return Optional.ofNullable(DataType.forNumber(number)).filter(t -> t != DataType.UNDEFINED)
                .map(t -> t.name().toLowerCase(Locale.ROOT));
    }

    /** Whether a word is the name of an element type. */
    static boolean isElement(String name) {
        return Arrays.stream(DataType.values()).anyMatch(t -> t != DataType.UNDEFINED && t.name().toLowerCase(Locale.ROOT).equals(name));
    }

    static String kind(AttributeType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** Empty for names that stand for no kind. */
    static Optional<AttributeType> kind(String name) {
        for (var type : AttributeType.values()) {
            if (type != AttributeType.UNDEFINED && kind(type).equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
