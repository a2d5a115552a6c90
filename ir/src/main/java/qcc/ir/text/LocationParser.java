package qcc.ir.text;

import java.util.ArrayList;
import java.util.Optional;
import qcc.ir.Attribute;
import qcc.ir.Location;
import qcc.ir.LocationAttr;
import qcc.ir.ParseException;

/** Reads locations. */
final class LocationParser {
    private final AsmReader reader;
    private final Lexer lexer;

    LocationParser(AsmReader reader) {
        this.reader = reader;
        this.lexer = reader.lexer;
    }

    Location trailing() throws ParseException {
        if (!reader.acceptKeyword("loc")) {
            return null;
        }
        reader.expect('(');
        Location location;
        if (lexer.kind == TokenKind.HASH && reader.markedName().indexOf('.') < 0) {
            location = aliasOrDeferred();
        } else {
            location = instance();
        }
        reader.expect(')');
        return location;
    }

    private Location aliasOrDeferred() throws ParseException {
        var name = reader.markedName();
        int start = lexer.start;
        lexer.next();
        var alias = reader.state.attributeAliases.get(name);
        if (alias != null) {
            return asLocation(alias, name, start);
        }
        var later = new Location.Name(name, Location.UNKNOWN);
        reader.state.deferredLocations.put(later, start);
        return later;
    }

    /** The location that an alias stands for. */
    static Location asLocation(Attribute alias, String name, int start) throws ParseException {
        if (alias instanceof LocationAttr(var location)) {
            return location;
        }
        throw new ParseException(start, "expected location, but found '" + (alias == null ? "#" + name : alias) + "'");
    }

    Location instance() throws ParseException {
        return reader.nested(this::anyInstance);
    }

    private Location anyInstance() throws ParseException {
        return switch (lexer.kind) {
            case HASH -> {
                var name = reader.markedName();
                int start = lexer.start;
                yield asLocation(reader.attribute(), name, start);
            }
            case STRING -> nameOrFile();
            case BARE -> keyword();
            case END, AT, PERCENT, CARET, EXCLAMATION, INTEGER, FLOAT, PUNCTUATION, METADATA_BEGIN, METADATA_END ->
                throw reader.error("expected location instance");
        };
    }

    private Location keyword() throws ParseException {
        int start = lexer.start;
        return switch (reader.keyword()) {
            case "unknown" -> Location.UNKNOWN;
            case "callsite" -> callSite();
            case "fused" -> fused();
            default -> throw new ParseException(start, "expected location instance");
        };
    }

    private Location callSite() throws ParseException {
        reader.expect('(');
        var callee = instance();
        if (!reader.acceptKeyword("at")) {
            throw reader.error("expected 'at' in callsite location");
        }
        var caller = instance();
        reader.expect(')');
        return new Location.CallSite(callee, caller);
    }

    private Location fused() throws ParseException {
        var metadata = Optional.<Attribute>empty();
        if (reader.accept('<')) {
            metadata = Optional.of(reader.attribute());
            reader.expect('>');
        }
        reader.expect('[');
        var parts = new ArrayList<Location>();
        reader.listUntil(']', () -> parts.add(instance()));
        return Location.fused(metadata, parts);
    }

    private Location nameOrFile() throws ParseException {
        var text = reader.string();
        if (reader.accept(':')) {
            return file(text);
        }
        if (!reader.accept('(')) {
            return Location.named(text);
        }
        var child = instance();
        reader.expect(')');
        return new Location.Name(text, child);
    }

    private Location file(String name) throws ParseException {
        int line = number();
        reader.expect(':');
        int column = number();
        if (!reader.acceptKeyword("to")) {
            return new Location.File(name, line, column);
        }
        int endLine = reader.at(':') ? line : number();
        reader.expect(':');
        return new Location.FileRange(name, line, column, endLine, number());
    }

    private int number() throws ParseException {
        int start = lexer.start;
        long value = lexer.kind == TokenKind.INTEGER ? reader.integer() : -1;
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new ParseException(start, "expected integer line or column number");
        }
        return (int) value;
    }
}
