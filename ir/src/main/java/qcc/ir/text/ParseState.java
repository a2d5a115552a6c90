package qcc.ir.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import qcc.ir.Attribute;
import qcc.ir.DialectRegistry;
import qcc.ir.ParseException;
import qcc.ir.Location;
import qcc.ir.Resource;
import qcc.ir.Type;

/** What all parts of the parser share while they read one source. */
final class ParseState {
    /** Mistakes in a text after which reading it is given up. */
    private static final int MOST_MISTAKES = 20;

    final Source source;
    final DialectRegistry registry;
    final ParserOptions options;
    final SyntaxListener listener;
    final LineCursor lines;
    final Map<String, Attribute> attributeAliases = new HashMap<>();
    final Map<String, Type> typeAliases = new HashMap<>();
    final Map<String, Resource> resources = new LinkedHashMap<>();
    /** Types by their text, so that a type which occurs often is read once. */
    final ByteMap<Type> types;
    /** Names of attributes by their text. */
    final ByteMap<String> names;
    /** Locations that stand for an alias which is defined later, each with the offset of its use. */
    final Map<Location, Integer> deferredLocations = new IdentityHashMap<>();

    final List<ParseException> mistakes = new ArrayList<>();

    ParseState(Source source, DialectRegistry registry, ParserOptions options, SyntaxListener listener) {
        this.listener = listener;
        this.source = source;
        this.registry = registry;
        this.options = options;
        this.lines = new LineCursor(source);
        this.types = new ByteMap<>(source.bytes());
        this.names = new ByteMap<>(source.bytes());
    }

    /**
     * Notes a mistake that reading goes on behind.
     *
     * @throws ParseException the mistake, if there have been too many
     */
    void note(ParseException mistake) throws ParseException {
        if (isConsequence(mistake)) {
            return;
        }
        if (mistakes.size() == MOST_MISTAKES - 1) {
            throw mistake;
        }
        mistakes.add(mistake);
    }

    /** Whether a text only seems to end too early because what was skipped reaches to its end. */
    boolean isConsequence(ParseException mistake) {
        return !mistakes.isEmpty() && mistake.offset() >= source.bytes().length;
    }

    Resource resource(String key) {
        return resources.computeIfAbsent(key, Resource::undefined);
    }
}
