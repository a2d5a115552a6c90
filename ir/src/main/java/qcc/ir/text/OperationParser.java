package qcc.ir.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import qcc.ir.Block;
import qcc.ir.BlockArgument;
import qcc.ir.DeepRecursion;
import qcc.ir.DictionaryAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpParser;
import qcc.ir.OpState;
import qcc.ir.ParseException;
import qcc.ir.Region;
import qcc.ir.Type;
import qcc.ir.Value;

/** Reads operations, blocks and regions. */
final class OperationParser extends AsmReader implements OpParser {
    /** Regions in regions: far beyond any real program. */
    private static final int MAX_DEPTH = 2000;

    private final ValueTable values;
    private final ByteMap<OpDef<?>> genericNames;
    /** The operations by what is written in custom forms, for each default dialect. */
    private final Map<String, ByteMap<OpDef<?>>> customNames = new HashMap<>();
    private final OpBuilder builder = new OpBuilder();
    /** The types of the operands and results of the operation that is read. */
    private final List<Type> signatureTypes = new ArrayList<>();
    private final List<Runnable> patches = new ArrayList<>();
    private final Map<Object, Location> deferred = new HashMap<>();
    private String defaultDialect = "";
    /** The operations by what is written in custom forms now. */
    private ByteMap<OpDef<?>> namesInDialect;
    private final NameStack names = new NameStack();
    private OpDef<?> enclosing;
    private BlockTable blocks;
    private Location location;
    private int depth;
    private final Recovery recovery = new Recovery(lexer);

    OperationParser(ParseState state) throws ParseException {
        super(state);
        var text = state.source.bytes();
        values = new ValueTable(text, state.listener);
        genericNames = new ByteMap<>(text);
        blocks = new BlockTable(text, state.listener);
        enterDialect("builtin");
    }

    private void enterDialect(String dialect) {
        if (namesInDialect == null || !dialect.equals(defaultDialect)) {
            defaultDialect = dialect;
            namesInDialect = customNames.computeIfAbsent(dialect, _ -> new ByteMap<>(lexer.text));
        }
    }

    /** Offsets of uses of values that nobody defined, not even an operation that could not be read. */
    List<Integer> undefinedUses() {
        return values.undefinedUses().stream().filter(use -> !recovery.explains(values.nameAt(use))).toList();
    }

    /** Replaces locations that stood for aliases by what these were defined as. */
    void resolveLocations() throws ParseException {
        for (var entry : state.deferredLocations.entrySet()) {
            var name = ((Location.Name) entry.getKey()).name();
            var alias = state.attributeAliases.get(name);
            if (alias == null) {
                throw new ParseException(entry.getValue(), "operation location alias was never defined");
            }
            deferred.put(entry.getKey(), LocationParser.asLocation(alias, name, entry.getValue()));
        }
        patches.forEach(Runnable::run);
    }

    private void setLocation(Op op, Location place) {
        builder.setLocation(op, place);
        if (!state.deferredLocations.isEmpty() && state.deferredLocations.containsKey(place)) {
            patches.add(() -> builder.setLocation(op, deferred.get(place)));
        }
    }

    private BlockArgument addArgument(Block block, Type type, Location place) {
        var argument = block.addArgument(type, place);
        if (!state.deferredLocations.isEmpty() && state.deferredLocations.containsKey(place)) {
            patches.add(() -> builder.setLocation(argument, deferred.get(place)));
        }
        return argument;
    }

    /**
     * Reads one operation to the end of a block; a mistake is noted, and reading goes on behind the operation.
     *
     * @throws ParseException if there have been too many mistakes
     */
    void operation(Block block) throws ParseException {
        int start = lexer.start;
        int outerDepth = depth;
        int outerNames = names.size();
        var outerBlocks = blocks;
        var outerDialect = defaultDialect;
        var outerLocation = location;
        var outer = enclosing;
        int scope = values.openScope();
        try {
            read(block);
        } catch (ParseException e) {
            state.note(e);
            values.closeScope(scope);
            depth = outerDepth;
            blocks = outerBlocks;
            enterDialect(outerDialect);
            names.truncate(outerNames);
            location = outerLocation;
            enclosing = outer;
            recovery.skip(start);
        }
    }

    private void read(Block block) throws ParseException {
        int firstName = names.size();
        if (lexer.kind == TokenKind.PERCENT) {
            resultNames();
        }
        int lastName = names.size();
        int nameStart = lexer.start;
        int nameEnd = lexer.end;
        var op = switch (lexer.kind) {
            case STRING -> generic();
            case BARE -> custom();
            case END, AT, HASH, PERCENT, CARET, EXCLAMATION, INTEGER, FLOAT, PUNCTUATION, METADATA_BEGIN, METADATA_END ->
                throw error("expected operation name in quotes");
        };
        var place = trailingLocation();
        if (place != null) {
            setLocation(op, place);
        }
        builder.setInsertionPointToEnd(block);
        builder.insert(op);
        state.listener.mentioned(op, nameStart, nameEnd, true);
        if (lastName > firstName) {
            bind(firstName, lastName, op);
        }
        names.truncate(firstName);
    }

    /** Notes offset, length and count of each name before {@code =}. */
    private void resultNames() throws ParseException {
        do {
            if (lexer.kind != TokenKind.PERCENT) {
                throw error("expected valid ssa identifier");
            }
            names.push(lexer.start, lexer.end - lexer.start, 1);
            lexer.next();
            if (accept(':')) {
                names.setNumber(names.size() - 1, resultCount());
            }
        } while (accept(','));
        if (!accept('=')) {
            throw error("expected '=' after SSA name");
        }
    }

    private int resultCount() throws ParseException {
        int start = lexer.start;
        long count = integer();
        if (count < 1 || count > Integer.MAX_VALUE) {
            throw new ParseException(start, "expected named operation to have at least 1 result");
        }
        return (int) count;
    }

    private void bind(int firstName, int lastName, Op op) throws ParseException {
        long named = 0;
        for (int i = firstName; i < lastName; i++) {
            named += names.number(i);
        }
        if (named != op.resultCount()) {
            throw new ParseException(names.offset(firstName), op.resultCount() == 0
                    ? "cannot name an operation with no results"
                    : "operation defines " + op.resultCount() + " results but was provided " + named + " to bind");
        }
        int result = 0;
        for (int i = firstName; i < lastName; i++) {
            int count = names.number(i);
            if (count == 1) {
                values.define(names.offset(i), names.length(i), op.result(result));
            } else {
                values.define(names.offset(i), names.length(i), op.results().subList(result, result + count));
            }
            result += count;
        }
    }

    private Op generic() throws ParseException {
        var def = genericName();
        var operation = new OpState(state.lines.locate(lexer.start));
        lexer.next();
        int firstOperand = names.size();
        operandNames();
        int lastOperand = names.size();
        if (accept('[')) {
            listUntil(']', () -> operation.successors(List.of(successor())));
        }
        var properties = accept('<') ? properties() : DictionaryAttr.EMPTY;
        if (at('(')) {
            regions(def, operation);
        }
        attributes(def, operation, properties);
        signature(operation, firstOperand, lastOperand);
        return def.create(operation);
    }

    private OpDef<?> genericName() throws ParseException {
        int slot = genericNames.slot(lexer.start, lexer.end - lexer.start);
        var def = genericNames.value(slot);
        if (def == null) {
            def = definition(StringLiteral.decode(lexer.text, lexer.start, lexer.end));
            genericNames.set(slot, def);
        }
        return def;
    }

    private OpDef<?> definition(String name) throws ParseException {
        try {
            return state.registry.readable(name, state.options.allowUnregistered());
        } catch (IllegalArgumentException e) {
            throw error(e.getMessage());
        }
    }

    /** Notes offset, length and number of each operand in parentheses. */
    private void operandNames() throws ParseException {
        expect('(');
        if (accept(')')) {
            return;
        }
        do {
            operandName();
        } while (accept(','));
        expect(')');
    }

    private void operandName() throws ParseException {
        if (lexer.kind != TokenKind.PERCENT) {
            throw error("expected SSA operand");
        }
        int start = lexer.start;
        int end = lexer.end;
        lexer.next();
        names.push(start, end - start, lexer.kind == TokenKind.HASH && lexer.start == end ? resultNumber() : 0);
    }

    private int resultNumber() throws ParseException {
        try {
            int number = Integer.parseInt(markedName());
            lexer.next();
            return number;
        } catch (NumberFormatException _) {
            throw error("invalid SSA value result number");
        }
    }

    private DictionaryAttr properties() throws ParseException {
        var properties = dictionary();
        expect('>');
        return properties;
    }

    private void regions(OpDef<?> def, OpState operation) throws ParseException {
        lexer.next();
        var outer = enclosing;
        do {
            enclosing = def;
            operation.region(region(List.of()));
        } while (accept(','));
        enclosing = outer;
        expect(')');
    }

    private void attributes(OpDef<?> def, OpState operation, DictionaryAttr properties) throws ParseException {
        int start = lexer.start;
        var attributes = optionalDictionary();
        operation.properties(properties);
        if (!def.isRegistered()) {
            operation.attributes(attributes);
            return;
        }
        for (var entry : properties) {
            if (!def.isInherent(entry.name())) {
                throw new ParseException(start, "'" + def.name() + "' op has no property '" + entry.name() + "'");
            }
        }
        for (var entry : attributes) {
            if (!def.isInherent(entry.name())) {
                operation.attribute(entry.name(), entry.value());
            } else if (properties.contains(entry.name())) {
                throw new ParseException(start, "'" + entry.name() + "' is given as a property and as an attribute");
            } else {
                operation.property(entry.name(), entry.value());
            }
        }
    }

    private void signature(OpState operation, int firstOperand, int lastOperand) throws ParseException {
        if (!accept(':')) {
            throw error("expected ':' followed by operation type");
        }
        int start = lexer.start;
        if (!accept('(')) {
            throw error("expected function type");
        }
        var types = signatureTypes;
        types.clear();
        typesUntilParenthesis(types);
        int inputs = types.size();
        expect("->");
        resultTypes(types);
        if (inputs != lastOperand - firstOperand) {
            throw new ParseException(start, "expected " + (lastOperand - firstOperand) + " operand types but had " + inputs);
        }
        for (int i = 0; i < inputs; i++) {
            int name = firstOperand + i;
            operation.operand(values.use(names.offset(name), names.length(name), names.number(name), types.get(i)));
        }
        for (int i = inputs; i < types.size(); i++) {
            operation.result(types.get(i));
        }
    }

    private Op custom() throws ParseException {
        int start = lexer.start;
        var def = customName();
        var form = def.form();
        if (form.isEmpty()) {
            throw error("'" + def.name() + "' has no custom form; write it in the generic form");
        }
        var outerLocation = location;
        var outer = enclosing;
        location = state.lines.locate(start);
        enclosing = def;
        lexer.next();
        var operation = new OpState(location);
        try {
            form.get().parse(def, this, operation);
            return def.create(operation);
        } catch (IllegalArgumentException e) {
            throw new ParseException(start, "'" + def.name() + "' op " + e.getMessage());
        } finally {
            location = outerLocation;
            enclosing = outer;
        }
    }

    private OpDef<?> customName() throws ParseException {
        int slot = namesInDialect.slot(lexer.start, lexer.end - lexer.start);
        var def = namesInDialect.value(slot);
        if (def == null) {
            def = customDefinition(lexer.spelling());
            namesInDialect.set(slot, def);
        }
        return def;
    }

    private OpDef<?> customDefinition(String name) throws ParseException {
        var full = name.indexOf('.') >= 0 ? name : defaultDialect + "." + name;
        Optional<OpDef<?>> def = state.registry.operation(full);
        if (def.isPresent()) {
            return def.get();
        }
        if (full.equals(name)) {
            var dialect = name.substring(0, name.indexOf('.'));
            throw error(state.registry.dialect(dialect).isPresent()
                    ? "custom op '" + name + "' is unknown"
                    : "dialect '" + dialect + "' not found for custom op '" + name + "'");
        }
        throw error("custom op '" + name + "' is unknown" + (defaultDialect.isEmpty() ? "" : " (tried '" + full + "' as well)"));
    }

    @Override
    public boolean atRegion() {
        return at('{');
    }

    @Override
    public boolean atOperand() {
        return lexer.kind == TokenKind.PERCENT;
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public UnresolvedOperand operand() throws ParseException {
        if (!atOperand()) {
            throw error("expected SSA operand");
        }
        int start = lexer.start;
        int end = lexer.end;
        lexer.next();
        int number = lexer.kind == TokenKind.HASH && lexer.start == end ? resultNumber() : 0;
        return new UnresolvedOperand(start, end - start, number);
    }

    @Override
    public List<UnresolvedOperand> operands() throws ParseException {
        if (!atOperand()) {
            return List.of();
        }
        var operands = new ArrayList<UnresolvedOperand>();
        do {
            operands.add(operand());
        } while (accept(','));
        return operands;
    }

    @Override
    public Value resolve(UnresolvedOperand operand, Type type) throws ParseException {
        return values.use(operand.offset(), operand.length(), operand.number(), type);
    }

    @Override
    public Block successor() throws ParseException {
        if (lexer.kind != TokenKind.CARET) {
            throw error("expected block name");
        }
        var block = blocks.use(lexer.start, lexer.end - lexer.start);
        lexer.next();
        return block;
    }

    @Override
    public List<Argument> arguments() throws ParseException {
        var arguments = new ArrayList<Argument>();
        expect('(');
        listUntil(')', () -> arguments.add(argument()));
        return arguments;
    }

    private Argument argument() throws ParseException {
        int start = lexer.start;
        UnresolvedOperand name = null;
        if (atOperand()) {
            name = operand();
            expect(':');
        }
        var type = type();
        var attributes = optionalDictionary();
        var place = trailingLocation();
        return new Argument(name, type, place != null ? place : state.lines.locate(start), attributes);
    }

    @Override
    public Region region(List<Argument> entryArguments) throws ParseException {
        var region = new Region();
        if (!accept('{')) {
            throw error("expected '{' to begin a region");
        }
        if (entryArguments.isEmpty() && accept('}')) {
            return region;
        }
        if (depth == MAX_DEPTH) {
            throw error("regions are nested more than " + MAX_DEPTH + " deep");
        }
        return DeepRecursion.run(depth, () -> blocks(region, entryArguments));
    }

    /** The blocks of a region and the brace that ends it. */
    private Region blocks(Region region, List<Argument> entryArguments) throws ParseException {
        depth++;
        var outerBlocks = blocks;
        var outerDialect = defaultDialect;
        var outerLocation = location;
        blocks = new BlockTable(lexer.text, state.listener);
        enterDialect(enclosing.defaultDialect());
        int scope = values.openScope();
        entryBlock(region, entryArguments);
        while (lexer.kind == TokenKind.CARET) {
            labelledBlock(region);
        }
        if (!accept('}')) {
            throw error(lexer.kind == TokenKind.END ? "expected '}' to end a region" : "expected operation name in quotes");
        }
        blocks.close();
        values.closeScope(scope);
        blocks = outerBlocks;
        enterDialect(outerDialect);
        location = outerLocation;
        depth--;
        return region;
    }

    private void entryBlock(Region region, List<Argument> entryArguments) throws ParseException {
        if (lexer.kind == TokenKind.CARET) {
            if (!entryArguments.isEmpty()) {
                throw error("invalid block name in region with named arguments");
            }
            return;
        }
        var block = region.addBlock();
        for (var argument : entryArguments) {
            values.define(argument.name().offset(), argument.name().length(),
                    addArgument(block, argument.type(), argument.location()));
        }
        operations(block);
    }

    private void operations(Block block) throws ParseException {
        while (lexer.kind != TokenKind.CARET && lexer.kind != TokenKind.END && !at('}')) {
            operation(block);
        }
    }

    private void labelledBlock(Region region) throws ParseException {
        var block = blocks.define(lexer.start, lexer.end - lexer.start);
        region.addBlock(block);
        lexer.next();
        if (accept('(')) {
            listUntil(')', () -> blockArgument(block));
        }
        if (!accept(':')) {
            throw error("expected ':' after block name");
        }
        operations(block);
    }

    private void blockArgument(Block block) throws ParseException {
        int start = lexer.start;
        int length = lexer.end - start;
        if (lexer.kind != TokenKind.PERCENT) {
            throw error("expected SSA operand");
        }
        lexer.next();
        expect(':');
        var type = type();
        var place = trailingLocation();
        values.define(start, length, addArgument(block, type, place != null ? place : state.lines.locate(start)));
    }
}
