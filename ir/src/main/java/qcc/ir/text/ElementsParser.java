package qcc.ir.text;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import qcc.ir.Attribute;
import qcc.ir.DenseElementsAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.ParseException;
import qcc.ir.Shape;
import qcc.ir.SparseElementsAttr;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.VectorType;

/** Reads {@code dense} and {@code sparse} constants. */
final class ElementsParser {
    private final AsmReader reader;
    private final Lexer lexer;

    /** A literal whose type is not known yet: numbers in row-major order with the shape of their brackets, or hexadecimal digits. */
    private static final class Literal {
        final int start;
        final List<Long> shape = new ArrayList<>();
        final List<NumberLiteral> numbers = new ArrayList<>();
        final List<Integer> offsets = new ArrayList<>();
        String hexadecimal;

        Literal(int start) {
            this.start = start;
        }

        boolean isScalar() {
            return shape.isEmpty() && hexadecimal == null && !numbers.isEmpty();
        }
    }

    ElementsParser(AsmReader reader, Lexer lexer) {
        this.reader = reader;
        this.lexer = lexer;
    }

    Attribute elements() throws ParseException {
        boolean sparse = reader.acceptKeyword("sparse");
        if (!sparse) {
            lexer.next();
        }
        reader.expect('<');
        var first = literal();
        var second = first;
        if (sparse && !reader.at('>')) {
            reader.expect(',');
            second = literal();
        }
        reader.expect('>');
        reader.expect(':');
        int start = lexer.start;
        var type = reader.type();
        try {
            return sparse ? sparse(first, second, type) : dense(first, type);
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw new ParseException(start, e.getMessage());
        }
    }

    private Literal literal() throws ParseException {
        var literal = new Literal(lexer.start);
        if (lexer.kind == TokenKind.STRING) {
            literal.hexadecimal = reader.string();
        } else if (!reader.at('>')) {
            read(literal, 0);
        }
        return literal;
    }

    /** Reads a number or a list; all lists of one depth must be equally long. */
    private Literal read(Literal into, int depth) throws ParseException {
        int start = lexer.start;
        if (!reader.accept('[')) {
            if (into.shape.size() != depth) {
                throw inconsistent(start);
            }
            into.offsets.add(start);
            into.numbers.add(NumberLiteral.read(reader));
            return into;
        }
        boolean first = into.shape.size() == depth && into.numbers.isEmpty();
        if (first) {
            into.shape.add(-1L);
        } else if (into.shape.size() <= depth) {
            throw inconsistent(start);
        }
        var count = new long[1];
        reader.listUntil(']', () -> {
            count[0]++;
            reader.nested(() -> read(into, depth + 1));
        });
        if (into.shape.get(depth) == -1) {
            into.shape.set(depth, count[0]);
        } else if (into.shape.get(depth) != count[0]) {
            throw inconsistent(start);
        }
        return into;
    }

    private static ParseException inconsistent(int start) {
        return new ParseException(start, "tensor literal is invalid; ranks are not consistent between elements");
    }

    private static Shape shapeOf(Type type, int start) throws ParseException {
        return switch (type) {
            case TensorType t when t.shape().isStatic() -> t.shape();
            case VectorType v -> v.shape();
            default -> throw new ParseException(start, "elements literal must be a shaped type with a static shape, found '" + type + "'");
        };
    }

    private DenseElementsAttr dense(Literal literal, Type type) throws ParseException {
        var shape = shapeOf(type, literal.start);
        if (literal.hexadecimal != null) {
            return DenseElementsAttr.ofBytes(type, bytes(literal));
        }
        if (!literal.isScalar() && !matches(literal, shape)) {
            throw new ParseException(literal.start, "inferred shape of elements literal (" + literal.shape
                    + ") does not match type '" + type + "'");
        }
        if (!literal.isScalar() && literal.numbers.isEmpty() && shape.elements() != 0) {
            throw new ParseException(literal.start, "elements literal is empty but the type '" + type + "' has elements");
        }
        return type.elementType() instanceof FloatType f
                ? DenseElementsAttr.ofDoubles(type, doubles(literal, f, shape))
                : DenseElementsAttr.ofLongs(type, longs(literal, type.elementType(), shape));
    }

    private static boolean matches(Literal literal, Shape shape) {
        if (literal.numbers.isEmpty()) {
            return shape.elements() == 0;
        }
        if (literal.shape.size() != shape.rank()) {
            return false;
        }
        for (int i = 0; i < shape.rank(); i++) {
            if (literal.shape.get(i) != shape.dimension(i)) {
                return false;
            }
        }
        return true;
    }

    /** A splat of a type without elements holds nothing. */
    private static int held(Literal literal, Shape shape) {
        return shape.elements() == 0 ? 0 : literal.numbers.size();
    }

    private static double[] doubles(Literal literal, FloatType type, Shape shape) throws ParseException {
        var values = new double[held(literal, shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = literal.numbers.get(i).toDouble(type, literal.offsets.get(i));
        }
        return values;
    }

    private static long[] longs(Literal literal, Type type, Shape shape) throws ParseException {
        var values = new long[held(literal, shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = literal.numbers.get(i).toLong(type, literal.offsets.get(i));
        }
        return values;
    }

    private static byte[] bytes(Literal literal) throws ParseException {
        var digits = literal.hexadecimal;
        if (!digits.startsWith("0x") || digits.length() % 2 != 0) {
            throw new ParseException(literal.start, "elements hex string should start with '0x' and hold whole bytes");
        }
        try {
            return HexFormat.of().parseHex(digits, 2, digits.length());
        } catch (IllegalArgumentException _) {
            throw new ParseException(literal.start, "elements hex string only contains hex digits");
        }
    }

    private SparseElementsAttr sparse(Literal indices, Literal values, Type type) throws ParseException {
        var shape = shapeOf(type, indices.start);
        boolean empty = indices == values;
        long count = empty ? 0 : indices.isScalar() ? 1 : indices.shape.getFirst();
        var indexType = indices.shape.size() == 1 && !empty
                ? TensorType.of(IntegerType.I64, count)
                : TensorType.of(IntegerType.I64, count, shape.rank());
        var valueType = TensorType.of(type.elementType(), count);
        return new SparseElementsAttr(dense(indices, indexType), dense(values, valueType), type);
    }
}
