package qcc.ir.bytecode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.Block;
import qcc.ir.DeepRecursion;
import qcc.ir.DialectRegistry;
import qcc.ir.ExternalResource;
import qcc.ir.Location;
import qcc.ir.NoneType;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Region;
import qcc.ir.Type;
import qcc.ir.UnregisteredOp;
import qcc.ir.Value;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.DiagnosticSink;
import qcc.ir.text.ParserOptions;

/**
 * Reads modules in the binary form.
 *
 * <p>The bytes of resources are views of the bytes given, such as a mapped file: they are read when somebody looks at them, and if
 * they are not those that were written, this ends in a {@link qcc.ir.DamagedBlobException}. The result is not verified. A mistake in the bytes becomes a diagnostic, never an exception.
 */
public final class BytecodeReader {
    private static final OpDef<UnregisteredOp> PLACEHOLDER = UnregisteredOp.definition("value used before its definition");

    private final DialectRegistry registry;
    private final ParserOptions options;
    private final TableReader tables;
    private final OpBuilder builder = new OpBuilder();
    private final Map<String, OpDef<?>> definitions = new HashMap<>();
    private final Map<Integer, Value> placeholders = new HashMap<>();
    private ByteInput input;
    private Value[] values;
    private int defined;
    /** The blocks of the region around the operation that is read. */
    private List<Block> blocks = List.of();

    private BytecodeReader(DialectRegistry registry, ParserOptions options) {
        this.registry = registry;
        this.options = options;
        this.tables = new TableReader(registry);
    }

    /** Whether a file is in the binary form. */
    public static boolean accepts(ByteBuffer file) {
        return BytecodeFormat.matches(file);
    }

    /**
     * Reads a file.
     *
     * @param name what messages call it
     * @param file all its bytes, which nobody changes afterwards
     * @return empty after an error, which was reported
     */
    public static Optional<ModuleOp> read(String name, ByteBuffer file, DialectRegistry registry, DiagnosticSink sink,
            ParserOptions options) {
        var bytes = file.slice();
        try {
            return Optional.of(new BytecodeReader(registry, options).file(bytes, name));
        } catch (BytecodeException e) {
            var message = "cannot be read as the binary form of a module: %s (byte %d)".formatted(e.getMessage(), e.offset());
            sink.report(Diagnostic.error(new Location.File(name, 0, 0), message));
            return Optional.empty();
        }
    }

    private ModuleOp file(ByteBuffer file, String name) throws BytecodeException {
        var head = new ByteInput(file, 0);
        for (byte expected : BytecodeFormat.magic()) {
            if (head.octet() != (expected & 0xFF)) {
                throw head.error("it does not start as one");
            }
        }
        long version = head.number();
        if (version != BytecodeFormat.VERSION) {
            throw head.error("it has version %s of the layout, this tool reads version %d".formatted(Long.toUnsignedString(version),
                    BytecodeFormat.VERSION));
        }
        head.text();
        tables.read(head);
        int count = head.integer();
        input = head.part();
        values = new Value[checkedValues(count)];
        var op = operation(0);
        if (!(op instanceof ModuleOp module) || !input.isAtEnd() || defined != values.length) {
            throw input.error("it does not hold one module");
        }
        if (!placeholders.isEmpty()) {
            throw input.error("a value is used and never defined");
        }
        module.setExternalResources(externalResources(head.part()));
        tables.placeBlobs(file, head.offset(), name);
        return module;
    }

    /** A value takes a byte or more. */
    private int checkedValues(int count) throws BytecodeException {
        if (count > input.remaining()) {
            throw input.error("it announces %d values in %d bytes".formatted(count, input.remaining()));
        }
        return count;
    }

    private List<ExternalResource> externalResources(ByteInput external) throws BytecodeException {
        int count = external.count();
        var resources = new ArrayList<ExternalResource>(count);
        for (int i = 0; i < count; i++) {
            resources.add(new ExternalResource(tables.string(external), tables.string(external), tables.attribute(external)));
        }
        return resources;
    }

    private Op operation(int depth) throws BytecodeException {
        int start = input.offset();
        var def = definition(tables.string(input));
        var state = new OpState(tables.location(input));
        int parts = input.octet();
        int first = defined;
        if ((parts & BytecodeFormat.HAS_RESULTS) != 0) {
            results(state);
        }
        if ((parts & BytecodeFormat.HAS_OPERANDS) != 0) {
            operands(state, first);
        }
        if ((parts & BytecodeFormat.HAS_PROPERTIES) != 0) {
            state.properties(tables.dictionary(input));
        }
        if ((parts & BytecodeFormat.HAS_ATTRIBUTES) != 0) {
            state.attributes(tables.dictionary(input));
        }
        if ((parts & BytecodeFormat.HAS_SUCCESSORS) != 0) {
            successors(state);
        }
        if ((parts & BytecodeFormat.HAS_REGIONS) != 0) {
            regions(state, depth);
        }
        return create(def, state, first, start);
    }

    private OpDef<?> definition(String name) throws BytecodeException {
        var known = definitions.get(name);
        if (known != null) {
            return known;
        }
        try {
            var def = registry.readable(name, options.allowUnregistered());
            definitions.put(name, def);
            return def;
        } catch (IllegalArgumentException e) {
            throw new BytecodeException(input.offset(), e.getMessage(), e);
        }
    }

    private Op create(OpDef<?> def, OpState state, int first, int start) throws BytecodeException {
        try {
            var op = def.create(state);
            for (int i = 0; i < op.resultCount(); i++) {
                define(first + i, op.result(i));
            }
            return op;
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new BytecodeException(start, "'%s' op %s".formatted(def.name(), e.getMessage()), e);
        }
    }

    private void define(int number, Value value) {
        values[number] = value;
        var placeholder = placeholders.isEmpty() ? null : placeholders.remove(number);
        if (placeholder != null) {
            builder.replaceAllUses(placeholder, value);
        }
    }

    private void reserve(int count) throws BytecodeException {
        if (count > values.length - defined) {
            throw input.error("it has more values than it announces");
        }
        defined += count;
    }

    private void results(OpState state) throws BytecodeException {
        int count = input.count();
        reserve(count);
        for (int i = 0; i < count; i++) {
            state.result(tables.type(input));
        }
    }

    private void operands(OpState state, int before) throws BytecodeException {
        int count = input.count();
        for (int i = 0; i < count; i++) {
            long number = before - input.signed();
            if (number < 0 || number >= values.length) {
                throw input.error("there is no value %d, only %d".formatted(number, values.length));
            }
            state.operand(value((int) number));
        }
    }

    private Value value(int number) {
        return values[number] != null
                ? values[number]
                : placeholders.computeIfAbsent(number,
                        _ -> PLACEHOLDER.create(new OpState(Location.UNKNOWN).results(NoneType.NONE)).result());
    }

    private void successors(OpState state) throws BytecodeException {
        int count = input.count();
        var successors = new ArrayList<Block>(count);
        for (int i = 0; i < count; i++) {
            successors.add(blocks.get(input.index(blocks.size(), "block")));
        }
        state.successors(successors);
    }

    private void regions(OpState state, int depth) throws BytecodeException {
        int count = input.count();
        var around = blocks;
        for (int i = 0; i < count; i++) {
            state.region(DeepRecursion.run(depth, () -> region(depth)));
        }
        blocks = around;
    }

    private Region region(int depth) throws BytecodeException {
        var region = new Region();
        int count = input.count();
        for (int i = 0; i < count; i++) {
            region.addBlock();
        }
        blocks = List.copyOf(region.blocks());
        var own = blocks;
        for (var block : own) {
            blocks = own;
            block(block, depth);
        }
        return region;
    }

    private void block(Block block, int depth) throws BytecodeException {
        int arguments = input.count();
        int first = defined;
        reserve(arguments);
        for (int i = 0; i < arguments; i++) {
            define(first + i, block.addArgument(tables.type(input), tables.location(input)));
        }
        int operations = input.count();
        for (int i = 0; i < operations; i++) {
            var op = operation(depth + 1);
            builder.setInsertionPointToEnd(block);
            builder.insert(op);
        }
    }
}
