package qcc.ir.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.ir.AffineMapAttr;
import qcc.ir.Attribute;
import qcc.ir.ComplexType;
import qcc.ir.FloatType;
import qcc.ir.FunctionType;
import qcc.ir.IndexType;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.IntegerType.Signedness;
import qcc.ir.MemRefType;
import qcc.ir.NoneType;
import qcc.ir.OpaqueAttr;
import qcc.ir.OpaqueType;
import qcc.ir.ParseException;
import qcc.ir.Shape;
import qcc.ir.StridedLayoutAttr;
import qcc.ir.TensorType;
import qcc.ir.TupleType;
import qcc.ir.Type;
import qcc.ir.UnrankedMemRefType;
import qcc.ir.UnrankedTensorType;
import qcc.ir.VectorType;

/** Reads types. */
final class TypeParser {
    private final AsmReader reader;
    private final Lexer lexer;

    TypeParser(AsmReader reader) {
        this.reader = reader;
        this.lexer = reader.lexer;
    }

    /** A type; one that was read before with the same text is found by it. */
    Type type() throws ParseException {
        if (reader.at('(')) {
            return reader.nested(this::functionType);
        }
        int start = lexer.start;
        int end = endOfText();
        var known = reader.state.types.get(start, end - start);
        if (known != null) {
            lexer.reset(end);
            return known;
        }
        var type = switch (lexer.kind) {
            case BARE -> hasBody() ? reader.nested(this::builtin) : builtin();
            case EXCLAMATION -> dialectType();
            case END, AT, HASH, PERCENT, CARET, INTEGER, FLOAT, STRING, PUNCTUATION, METADATA_BEGIN, METADATA_END ->
                throw reader.error("expected non-function type");
        };
        if (lexer.previousEnd == end) {
            reader.state.types.put(start, end - start, type);
        }
        return type;
    }

    /** Whether an angle bracket opens directly behind the current word. */
    private boolean hasBody() {
        return lexer.end < lexer.text.length && lexer.text[lexer.end] == '<';
    }

    /** Where the type seems to end: after the first word and the angle brackets directly behind it. */
    private int endOfText() {
        if (hasBody()) {
            return Math.max(lexer.endOfBalanced(lexer.end), lexer.end);
        }
        return lexer.end;
    }

    private FunctionType functionType() throws ParseException {
        reader.expect('(');
        var inputs = new ArrayList<Type>();
        listUntilParenthesis(inputs);
        reader.expect("->");
        var results = new ArrayList<Type>();
        results(results);
        return new FunctionType(inputs, results);
    }

    void results(List<Type> into) throws ParseException {
        if (reader.accept('(')) {
            listUntilParenthesis(into);
        } else {
            into.add(type());
        }
    }

    void listUntilParenthesis(List<Type> into) throws ParseException {
        if (reader.accept(')')) {
            return;
        }
        do {
            into.add(type());
        } while (reader.accept(','));
        reader.expect(')');
    }

    private Type builtin() throws ParseException {
        int start = lexer.start;
        var word = reader.keyword();
        return switch (word) {
            case "index" -> IndexType.INDEX;
            case "none" -> NoneType.NONE;
            case "tensor" -> tensor();
            case "memref" -> memref();
            case "vector" -> vector();
            case "complex" -> complex();
            case "tuple" -> tuple();
            default -> scalar(word, start);
        };
    }

    private Type scalar(String word, int start) throws ParseException {
        var floating = FloatType.named(word);
        if (floating.isPresent()) {
            return floating.get();
        }
        var sign = word.startsWith("si") ? Signedness.SIGNED : word.startsWith("ui") ? Signedness.UNSIGNED : Signedness.SIGNLESS;
        var digits = word.substring(Math.min(word.length(), sign == Signedness.SIGNLESS ? 1 : 2));
        if (!(word.startsWith("i") || sign != Signedness.SIGNLESS) || digits.isEmpty() || !digits.chars().allMatch(Character::isDigit)) {
            throw new ParseException(start, "expected non-function type");
        }
        if (digits.length() > 9 || Integer.parseInt(digits) > IntegerType.MAX_WIDTH) {
            throw new ParseException(start, "integer bitwidth is limited to " + IntegerType.MAX_WIDTH + " bits");
        }
        return new IntegerType(Integer.parseInt(digits), sign);
    }

    private Type complex() throws ParseException {
        reader.expect('<');
        int start = lexer.start;
        var element = type();
        if (!(element instanceof IntegerType || element instanceof FloatType)) {
            throw new ParseException(start, "invalid element type for complex");
        }
        reader.expect('>');
        return new ComplexType(element);
    }

    private Type tuple() throws ParseException {
        var types = new ArrayList<Type>();
        reader.expect('<');
        reader.listUntil('>', () -> types.add(type()));
        return new TupleType(types);
    }

    /** {@code 1x?x4x} as far as it goes; the lexer then stands at the element type. */
    private Shape dimensions(boolean dynamic) throws ParseException {
        var dimensions = new ArrayList<Long>();
        while (lexer.kind == TokenKind.INTEGER || dynamic && reader.at('?')) {
            dimensions.add(dimension());
        }
        return Shape.of(dimensions.stream().mapToLong(Long::longValue).toArray());
    }

    private long dimension() throws ParseException {
        long value = Shape.DYNAMIC;
        int end = lexer.end;
        if (lexer.kind == TokenKind.INTEGER) {
            var digits = lexer.spelling();
            if (digits.startsWith("0x")) {
                digits = "0";
                end = lexer.start + 1;
            }
            try {
                value = Long.parseLong(digits);
            } catch (NumberFormatException _) {
                throw reader.error("invalid dimension");
            }
        }
        lexer.reset(end);
        dimensionSeparator();
        return value;
    }

    private void dimensionSeparator() throws ParseException {
        if (lexer.kind != TokenKind.BARE || lexer.text[lexer.start] != 'x') {
            throw reader.error("expected 'x' in dimension list");
        }
        lexer.reset(lexer.start + 1);
    }

    private Type tensor() throws ParseException {
        reader.expect('<');
        if (reader.accept('*')) {
            dimensionSeparator();
            var element = tensorElement();
            reader.expect('>');
            return new UnrankedTensorType(element);
        }
        var shape = dimensions(true);
        var element = tensorElement();
        var encoding = reader.accept(',') ? Optional.of(reader.attribute()) : Optional.<Attribute>empty();
        reader.expect('>');
        return new TensorType(shape, element, encoding);
    }

    private Type tensorElement() throws ParseException {
        int start = lexer.start;
        var element = type();
        if (element instanceof FunctionType || element instanceof TensorType || element instanceof UnrankedTensorType
                || element instanceof NoneType || element instanceof TupleType) {
            throw new ParseException(start, "invalid tensor element type: '" + element + "'");
        }
        return element;
    }

    private Type vector() throws ParseException {
        reader.expect('<');
        int start = lexer.start;
        var sizes = new ArrayList<Long>();
        var scalable = new ArrayList<Boolean>();
        while (lexer.kind == TokenKind.INTEGER || reader.at('[')) {
            boolean bracket = reader.accept('[');
            scalable.add(bracket);
            if (bracket) {
                sizes.add(reader.integer());
                reader.expect(']');
                dimensionSeparator();
            } else {
                sizes.add(dimension());
            }
            if (sizes.getLast() <= 0) {
                throw new ParseException(start, "vector types must have positive constant sizes but got " + sizes.getLast());
            }
        }
        int elementStart = lexer.start;
        var element = type();
        if (!(element instanceof IntegerType || element instanceof FloatType || element instanceof IndexType)) {
            throw new ParseException(elementStart, "invalid vector element type: '" + element + "'");
        }
        reader.expect('>');
        return new VectorType(Shape.of(sizes.stream().mapToLong(Long::longValue).toArray()), scalable, element);
    }

    private Type memref() throws ParseException {
        reader.expect('<');
        boolean unranked = reader.accept('*');
        if (unranked) {
            dimensionSeparator();
        }
        var shape = unranked ? Shape.SCALAR : dimensions(true);
        var element = memrefElement();
        var layout = Optional.<Attribute>empty();
        var space = Optional.<Attribute>empty();
        while (reader.accept(',')) {
            int start = lexer.start;
            var attribute = reader.attribute();
            if (space.isPresent()) {
                throw new ParseException(start, "multiple memory spaces specified in memref type");
            }
            if (attribute instanceof AffineMapAttr || attribute instanceof StridedLayoutAttr) {
                if (unranked) {
                    throw new ParseException(start, "cannot have affine map for unranked memref type");
                }
                layout = Optional.of(attribute).filter(a -> !(a instanceof AffineMapAttr map && AffineParser.isIdentity(map)));
            } else {
                space = memorySpace(attribute, start);
            }
        }
        reader.expect('>');
        return unranked ? new UnrankedMemRefType(element, space) : new MemRefType(shape, element, layout, space);
    }

    /** The default memory space, integer 0, is not kept. */
    private static Optional<Attribute> memorySpace(Attribute attribute, int start) throws ParseException {
        if (attribute instanceof OpaqueAttr) {
            throw new ParseException(start, "unsupported memory space Attribute");
        }
        return attribute.equals(IntegerAttr.of(0)) ? Optional.empty() : Optional.of(attribute);
    }

    private Type memrefElement() throws ParseException {
        int start = lexer.start;
        var element = type();
        boolean valid = element instanceof IntegerType || element instanceof FloatType || element instanceof IndexType
                || element instanceof ComplexType || element instanceof VectorType || element instanceof MemRefType
                || element instanceof UnrankedMemRefType;
        if (!valid) {
            throw new ParseException(start, "invalid memref element type");
        }
        return element;
    }

    private Type dialectType() throws ParseException {
        int start = lexer.start;
        var name = reader.markedName();
        lexer.next();
        int dot = name.indexOf('.');
        if (dot < 0 && !reader.at('<')) {
            var alias = reader.state.typeAliases.get(name);
            if (alias == null) {
                throw new ParseException(start, "undefined symbol alias id '" + name + "'");
            }
            return alias;
        }
        var dialect = dot < 0 ? name : name.substring(0, dot);
        var keyword = dot < 0 ? "" : name.substring(dot + 1);
        var registered = reader.state.registry.dialect(dialect);
        if (registered.isPresent()) {
            return registered.get().parseType(keyword, reader).orElseThrow(
                    () -> new ParseException(start, "unknown type '" + keyword + "' in dialect '" + dialect + "'"));
        }
        var type = new OpaqueType(dialect, reader.opaqueBody(keyword));
        if (!reader.state.options.allowUnregistered()) {
            throw new ParseException(start, "type '" + type + "' belongs to dialect '" + dialect
                    + "', which is not registered; if this is intended, allow unregistered dialects");
        }
        return type;
    }
}
