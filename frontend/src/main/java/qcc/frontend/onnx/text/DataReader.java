package qcc.frontend.onnx.text;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import qcc.frontend.onnx.text.OnnxTextParser.DataContext;
import qcc.frontend.onnx.text.OnnxTextParser.TypeContext;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataLocation;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;

/**
 * Reads the elements of a tensor into the typed fields of the schema.
 *
 * <p>As the fields do, a text writes 16-bit and 8-bit floating-point elements as integers with their bits, and elements below 8 bits as bytes
 * that hold several.
 */
final class DataReader {
    private final String text;
    private final Token token;
    private final TensorProto.Builder tensor;
    private final DataType type;

    private DataReader(Token token, TensorProto.Builder tensor) {
        this.text = token.getText();
        this.token = token;
        this.tensor = tensor;
        this.type = DataType.forNumber(tensor.getDataType());
    }

    /**
     * A tensor.
     *
     * @param type may be null, which is an error
     * @param place where to report that the type is none of a tensor
     */
    static TensorProto tensor(String name, TypeContext type, ParserRuleContext place, DataContext data) {
        if (type == null || type.kind != null) {
            throw Words.error(place, "data need the type of a tensor");
        }
        var tensor = TensorProto.newBuilder().setDataType(TypeNames.element(type.PRIMITIVE().getText()).getNumber());
        if (!name.isEmpty()) {
            tensor.setName(name);
        }
        if (type.dimensions() != null) {
            if (type.dimensions().dimension().isEmpty()) {
                throw Words.error(type, "data need a shape: write dimensions, or no brackets for a scalar");
            }
            for (var dimension : type.dimensions().dimension()) {
                if (dimension.INTEGER() == null) {
                    throw Words.error(dimension, "data need dimensions that are integers");
                }
                tensor.addDims(Words.number(dimension.INTEGER().getSymbol(), Literals::integer));
            }
        }
        if (data.DATA() != null) {
            new DataReader(data.DATA().getSymbol(), tensor).read();
        } else if (data.OPEN_LIST() != null) {
            tensor.setDataLocation(DataLocation.EXTERNAL);
            data.pair().forEach(p -> tensor.addExternalData(HeaderReader.entry(p)));
        }
        return tensor.build();
    }

    private void read() {
        int i = afterGap(1);
        while (text.charAt(i) != '}') {
            int end = text.charAt(i) == '"' ? endOfString(i) : endOfNumber(i);
            try {
                add(text.substring(i, end));
            } catch (NumberFormatException e) {
                throw new SyntaxException(at(i), e.getMessage());
            }
            i = afterGap(end);
            i = text.charAt(i) == ',' ? afterGap(i + 1) : i;
        }
    }

    private int afterGap(int start) {
        int i = start;
        while (text.charAt(i) == '#' || Character.isWhitespace(text.charAt(i))) {
            if (text.charAt(i) == '#') {
                i = text.indexOf('\n', i) < 0 ? text.length() - 1 : text.indexOf('\n', i);
            } else {
                i++;
            }
        }
        return i;
    }

    private int endOfString(int start) {
        int i = start + 1;
        while (text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private int endOfNumber(int start) {
        int i = start;
        while (text.charAt(i) != ',' && text.charAt(i) != '}' && text.charAt(i) != '#' && !Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private void add(String element) {
        if (element.startsWith("\"") != (type == DataType.STRING)) {
            throw new NumberFormatException("expected " + (type == DataType.STRING ? "a string" : "a number") + " but found "
                    + Bytes.printable(element));
        }
        switch (type) {
            case STRING -> tensor.addStringData(Bytes.of(Bytes.unquote(element)));
            case FLOAT, COMPLEX64 -> tensor.addFloatData(Literals.real32(element));
            case DOUBLE, COMPLEX128 -> tensor.addDoubleData(Literals.real64(element));
            case INT64 -> tensor.addInt64Data(Literals.integer(whole(element)));
            case UINT32, UINT64 -> tensor.addUint64Data(Literals.unsigned(whole(element)));
            default -> tensor.addInt32Data(Literals.integer32(whole(element)));
        }
    }

    private static String whole(String element) {
        for (int i = element.startsWith("-") ? 1 : 0; i < element.length(); i++) {
            if (element.charAt(i) < '0' || element.charAt(i) > '9') {
                throw new NumberFormatException("expected an integer but found " + element);
            }
        }
        return element;
    }

    private Position at(int index) {
        int line = token.getLine();
        int start = -1;
        for (int i = text.indexOf('\n'); i >= 0 && i < index; i = text.indexOf('\n', i + 1)) {
            line++;
            start = i;
        }
        return new Position(line, start < 0 ? token.getCharPositionInLine() + index + 1 : index - start);
    }
}
