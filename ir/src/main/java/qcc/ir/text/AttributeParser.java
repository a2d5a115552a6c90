package qcc.ir.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.DenseArrayAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.DictionaryAttr;
import qcc.ir.FloatAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.LocationAttr;
import qcc.ir.NamedAttribute;
import qcc.ir.OpaqueAttr;
import qcc.ir.ParseException;
import qcc.ir.Shape;
import qcc.ir.StridedLayoutAttr;
import qcc.ir.StringAttr;
import qcc.ir.SymbolRefAttr;
import qcc.ir.Type;
import qcc.ir.TypeAttr;
import qcc.ir.UnitAttr;

/** Reads attributes. */
final class AttributeParser {
    private static final int FEW = 8;

    private final AsmReader reader;
    private final Lexer lexer;

    AttributeParser(AsmReader reader) {
        this.reader = reader;
        this.lexer = reader.lexer;
    }

    Attribute attribute() throws ParseException {
        return switch (lexer.kind) {
            case STRING -> new StringAttr(reader.string());
            case AT -> symbol();
            case HASH -> aliasOrDialect();
            case INTEGER, FLOAT -> number();
            case BARE -> word();
            case EXCLAMATION -> new TypeAttr(reader.type());
            case PUNCTUATION -> punctuation();
            case END, PERCENT, CARET, METADATA_BEGIN, METADATA_END -> throw reader.error("expected attribute value");
        };
    }

    private Attribute punctuation() throws ParseException {
        return switch (lexer.text[lexer.start]) {
            case '[' -> reader.nested(this::array);
            case '{' -> reader.nested(this::dictionary);
            case '(' -> new TypeAttr(reader.type());
            case '-' -> number();
            default -> throw reader.error("expected attribute value");
        };
    }

    private Attribute word() throws ParseException {
        int start = lexer.start;
        return switch (lexer.spelling()) {
            case "true" -> after(IntegerAttr.TRUE);
            case "false" -> after(IntegerAttr.FALSE);
            case "unit" -> after(UnitAttr.UNIT);
            case "array" -> denseArray();
            case "dense", "sparse" -> new ElementsParser(reader, lexer).elements();
            case "dense_resource" -> denseResource();
            case "affine_map" -> {
                lexer.next();
                yield new AffineParser(reader).map();
            }
            case "affine_set" -> {
                lexer.next();
                yield new AffineParser(reader).set();
            }
            case "strided" -> strided();
            case "loc" -> location();
            case "distinct" -> throw new ParseException(start, "distinct attributes are not supported");
            case "opaque" -> throw new ParseException(start, "opaque attributes are not supported");
            default -> typeAttribute();
        };
    }

    private Attribute after(Attribute value) throws ParseException {
        lexer.next();
        return value;
    }

    private Attribute typeAttribute() throws ParseException {
        int start = lexer.start;
        try {
            return new TypeAttr(reader.type());
        } catch (ParseException e) {
            throw e.offset() == start ? new ParseException(start, "expected attribute value") : e;
        }
    }

    private Attribute array() throws ParseException {
        var elements = new ArrayList<Attribute>();
        lexer.next();
        reader.listUntil(']', () -> elements.add(attribute()));
        return new ArrayAttr(elements);
    }

    DictionaryAttr dictionary() throws ParseException {
        reader.expect('{');
        if (reader.accept('}')) {
            return DictionaryAttr.EMPTY;
        }
        var entries = new ArrayList<NamedAttribute>(4);
        Set<String> seen = null;
        do {
            int start = lexer.start;
            var entry = entry();
            if (entries.size() == FEW) {
                seen = new HashSet<>();
                entries.stream().map(NamedAttribute::name).forEach(seen::add);
            }
            if (seen == null ? contains(entries, entry.name()) : !seen.add(entry.name())) {
                throw new ParseException(start, "duplicate key '" + entry.name() + "' in dictionary attribute");
            }
            entries.add(entry);
        } while (reader.accept(','));
        if (!reader.accept('}')) {
            throw reader.error("expected '}' in attribute dictionary");
        }
        return DictionaryAttr.of(entries);
    }

    private static boolean contains(List<NamedAttribute> entries, String name) {
        for (var entry : entries) {
            if (entry.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private NamedAttribute entry() throws ParseException {
        int start = lexer.start;
        var name = lexer.kind == TokenKind.STRING ? reader.string() : bareName();
        if (name.isEmpty()) {
            throw new ParseException(start, "expected valid attribute name");
        }
        return new NamedAttribute(name, reader.accept('=') ? attribute() : UnitAttr.UNIT);
    }

    private String bareName() throws ParseException {
        if (lexer.kind != TokenKind.BARE) {
            throw reader.error("expected attribute name");
        }
        var names = reader.state.names;
        int slot = names.slot(lexer.start, lexer.end - lexer.start);
        var name = names.value(slot);
        if (name == null) {
            name = lexer.spelling();
            names.set(slot, name);
        }
        lexer.next();
        return name;
    }

    private Attribute symbol() throws ParseException {
        var root = reader.symbolName();
        List<String> nested = new ArrayList<>(0);
        while (reader.at(':') && lexer.end < lexer.text.length && lexer.text[lexer.end] == ':') {
            lexer.next();
            lexer.next();
            nested.add(reader.symbolName());
        }
        return new SymbolRefAttr(root, nested);
    }

    private Attribute aliasOrDialect() throws ParseException {
        int start = lexer.start;
        var name = reader.markedName();
        lexer.next();
        int dot = name.indexOf('.');
        if (dot < 0 && !reader.at('<')) {
            var alias = reader.state.attributeAliases.get(name);
            if (alias == null) {
                throw new ParseException(start, "undefined symbol alias id '" + name + "'");
            }
            return alias;
        }
        var dialect = dot < 0 ? name : name.substring(0, dot);
        var keyword = dot < 0 ? "" : name.substring(dot + 1);
        var registered = reader.state.registry.dialect(dialect);
        if (registered.isPresent()) {
            return registered.get().parseAttribute(keyword, reader).orElseThrow(
                    () -> new ParseException(start, "unknown attribute '" + keyword + "' in dialect '" + dialect + "'"));
        }
        var body = reader.opaqueBody(keyword);
        var type = reader.accept(':') ? Optional.of(reader.type()) : Optional.<Type>empty();
        if (!reader.state.options.allowUnregistered()) {
            throw new ParseException(start, "attribute '#" + name + "' belongs to dialect '" + dialect
                    + "', which is not registered; if this is intended, allow unregistered dialects");
        }
        return new OpaqueAttr(dialect, body, type);
    }

    private Attribute number() throws ParseException {
        int start = lexer.start;
        var literal = NumberLiteral.read(reader);
        Type type = literal.isDecimalFloat() ? FloatType.F64 : IntegerType.I64;
        if (reader.accept(':')) {
            type = reader.type();
        }
        return type instanceof FloatType f
                ? new FloatAttr(literal.toDouble(f, start), f)
                : new IntegerAttr(literal.toLong(type, start), type);
    }

    private Attribute denseArray() throws ParseException {
        lexer.next();
        reader.expect('<');
        int start = lexer.start;
        var type = reader.type();
        var values = new ArrayList<NumberLiteral>();
        var starts = new ArrayList<Integer>();
        if (reader.accept(':')) {
            do {
                starts.add(lexer.start);
                values.add(NumberLiteral.read(reader));
            } while (reader.accept(','));
        }
        reader.expect('>');
        return switch (type) {
            case IntegerType i when i.width() == 1 || i.width() == 8 || i.width() == 16 || i.width() == 32 || i.width() == 64 -> {
                var longs = new long[values.size()];
                for (int k = 0; k < longs.length; k++) {
                    longs[k] = values.get(k).toLong(i, starts.get(k));
                }
                yield DenseArrayAttr.of(i, longs);
            }
            case FloatType f when f == FloatType.F32 || f == FloatType.F64 -> {
                var doubles = new double[values.size()];
                for (int k = 0; k < doubles.length; k++) {
                    doubles[k] = values.get(k).toDouble(f, starts.get(k));
                }
                yield DenseArrayAttr.of(f, doubles);
            }
            default -> throw new ParseException(start, "element type must be i1, i8, i16, i32, i64, f32 or f64, found '" + type + "'");
        };
    }

    private Attribute denseResource() throws ParseException {
        lexer.next();
        reader.expect('<');
        var key = lexer.kind == TokenKind.STRING ? reader.string() : reader.keyword();
        reader.expect('>');
        reader.expect(':');
        return new DenseResourceAttr(reader.state.resource(key), reader.type());
    }

    private Attribute strided() throws ParseException {
        lexer.next();
        reader.expect('<');
        var strides = reader.integersInBrackets(true);
        long offset = 0;
        if (reader.accept(',')) {
            if (!reader.acceptKeyword("offset")) {
                throw reader.error("expected 'offset'");
            }
            reader.expect(':');
            offset = reader.accept('?') ? Shape.DYNAMIC : reader.integer();
        }
        reader.expect('>');
        return new StridedLayoutAttr(strides, offset);
    }

    private Attribute location() throws ParseException {
        lexer.next();
        reader.expect('(');
        var location = reader.locationInstance();
        reader.expect(')');
        return new LocationAttr(location);
    }

    /** The digits of a decimal or hexadecimal literal. */
    static BigInteger toInteger(String digits) {
        return digits.startsWith("0x") ? new BigInteger(digits.substring(2), 16) : new BigInteger(digits);
    }
}
