package qcc.ir.bytecode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.Blob;
import qcc.ir.DamagedBlobException;
import qcc.ir.DenseArrayAttr;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.DialectRegistry;
import qcc.ir.DictionaryAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.NamedAttribute;
import qcc.ir.Resource;
import qcc.ir.StringAttr;
import qcc.ir.Type;
import qcc.ir.TypeAttr;
import qcc.ir.bytecode.BytecodeFormat.AttributeKind;
import qcc.ir.bytecode.BytecodeFormat.LocationKind;
import qcc.ir.text.Parser;

/** The tables of a file. An entry refers to earlier ones only. */
final class TableReader {
    /** A resource and how its bytes lie in the file: behind everything else, in the order of the table. */
    private record Placed(Resource resource, int alignment, int size, long checksum) {
        /** The bytes, which are looked at by whoever needs them. */
        Blob blob(ByteBuffer bytes, String file) {
            return Blob.checked(bytes, alignment, view -> {
                if (!isWhole(view)) {
                    throw new DamagedBlobException(file + ": the bytes of resource '" + resource.key() + "' are damaged");
                }
            });
        }

        private boolean isWhole(ByteBuffer view) {
            try {
                return BytecodeFormat.checksum(view) == checksum;
            } catch (InternalError _) { // how Java tells that a mapped file has been cut off
                return false;
            }
        }
    }

    private final DialectRegistry registry;
    private final List<String> strings = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<Location> locations = new ArrayList<>();

    TableReader(DialectRegistry registry) {
        this.registry = registry;
    }

    /** Reads one entry of a table. */
    private interface Entry {
        void read(ByteInput input) throws BytecodeException;
    }

    void read(ByteInput input) throws BytecodeException {
        table(input, entries -> strings.add(entries.text()));
        table(input, entries -> types.add(Parser.parseType(string(entries), registry)));
        table(input, this::readResource);
        table(input, entries -> attributes.add(readAttribute(entries.part())));
        table(input, entries -> locations.add(readLocation(entries.part())));
    }

    private static void table(ByteInput input, Entry entry) throws BytecodeException {
        int count = input.integer();
        var entries = input.part();
        for (int i = 0; i < count; i++) {
            int start = entries.offset();
            try {
                entry.read(entries);
            } catch (IllegalArgumentException e) {
                throw new BytecodeException(start, e.getMessage(), e);
            }
        }
        if (!entries.isAtEnd()) {
            throw entries.error("a table has more bytes than its entries");
        }
    }

    String string(ByteInput input) throws BytecodeException {
        return strings.get(input.index(strings.size(), "text"));
    }

    Type type(ByteInput input) throws BytecodeException {
        return types.get(input.index(types.size(), "type"));
    }

    Attribute attribute(ByteInput input) throws BytecodeException {
        return attributes.get(input.index(attributes.size(), "attribute"));
    }

    DictionaryAttr dictionary(ByteInput input) throws BytecodeException {
        if (attribute(input) instanceof DictionaryAttr dictionary) {
            return dictionary;
        }
        throw input.error("an operation's attributes are not a dictionary");
    }

    Location location(ByteInput input) throws BytecodeException {
        return locations.get(input.index(locations.size(), "location"));
    }

    private void readResource(ByteInput input) throws BytecodeException {
        var resource = Resource.undefined(string(input));
        resources.add(resource);
        if (input.octet() != 0) {
            placed.add(new Placed(resource, input.integer(), input.integer(), input.number()));
        }
    }

    /**
     * Gives the resources their bytes, which stay where they are.
     *
     * @param start where the tables and operations end
     * @param name what messages call the file
     */
    void placeBlobs(ByteBuffer file, int start, String name) throws BytecodeException {
        long position = start;
        for (var entry : placed) {
            if (Integer.bitCount(entry.alignment) != 1) {
                throw new BytecodeException(start, "the alignment %d of resource '%s' is not a power of two".formatted(entry.alignment,
                        entry.resource.key()));
            }
            position += -position & entry.alignment - 1;
            if (position + entry.size > file.limit()) {
                throw new BytecodeException(file.limit(), "the bytes of resource '%s' end too early".formatted(entry.resource.key()));
            }
            entry.resource.define(entry.blob(file.slice((int) position, entry.size), name));
            position += entry.size;
        }
        if (position != file.limit()) {
            throw new BytecodeException((int) position, "there are more bytes than the file announces");
        }
    }

    private Attribute readAttribute(ByteInput input) throws BytecodeException {
        return switch (AttributeKind.of(input.index(AttributeKind.values().length, "kind of attribute"))) {
            case TEXT -> Parser.parseAttribute(string(input), registry);
            case INTEGER -> integer(input);
            case STRING -> new StringAttr(string(input));
            case ARRAY -> array(input);
            case DICTIONARY -> dictionaryEntry(input);
            case DENSE -> dense(input);
            case RESOURCE -> new DenseResourceAttr(resources.get(input.index(resources.size(), "resource")), type(input));
            case TYPE -> new TypeAttr(type(input));
            case INTEGERS -> integers(input);
            case REALS -> reals(input);
        };
    }

    private IntegerAttr integer(ByteInput input) throws BytecodeException {
        var type = type(input);
        return new IntegerAttr(input.signed(), type);
    }

    private ArrayAttr array(ByteInput input) throws BytecodeException {
        int count = input.count();
        var elements = new ArrayList<Attribute>(count);
        for (int i = 0; i < count; i++) {
            elements.add(attribute(input));
        }
        return new ArrayAttr(elements);
    }

    private DictionaryAttr dictionaryEntry(ByteInput input) throws BytecodeException {
        int count = input.count();
        var entries = new ArrayList<NamedAttribute>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new NamedAttribute(string(input), attribute(input)));
        }
        return DictionaryAttr.of(entries);
    }

    private DenseElementsAttr dense(ByteInput input) throws BytecodeException {
        var type = type(input);
        var view = input.sized();
        var bytes = new byte[view.remaining()];
        view.get(bytes);
        return DenseElementsAttr.ofBytes(type, bytes);
    }

    private DenseArrayAttr integers(ByteInput input) throws BytecodeException {
        if (!(type(input) instanceof IntegerType element)) {
            throw input.error("an array of integers has another type");
        }
        var values = new long[input.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = input.signed();
        }
        return DenseArrayAttr.of(element, values);
    }

    private DenseArrayAttr reals(ByteInput input) throws BytecodeException {
        if (!(type(input) instanceof FloatType element)) {
            throw input.error("an array of reals has another type");
        }
        var values = new double[input.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble(input.bits64());
        }
        return DenseArrayAttr.of(element, values);
    }

    private Location readLocation(ByteInput input) throws BytecodeException {
        return switch (LocationKind.of(input.index(LocationKind.values().length, "kind of location"))) {
            case UNKNOWN -> Location.UNKNOWN;
            case FILE -> new Location.File(string(input), input.integer(), input.integer());
            case RANGE -> new Location.FileRange(string(input), input.integer(), input.integer(), input.integer(), input.integer());
            case NAME -> new Location.Name(string(input), location(input));
            case CALL_SITE -> new Location.CallSite(location(input), location(input));
            case FUSED -> fused(input);
        };
    }

    private Location fused(ByteInput input) throws BytecodeException {
        int metadata = input.index(attributes.size() + 1, "attribute");
        int count = input.count();
        var parts = new ArrayList<Location>(count);
        for (int i = 0; i < count; i++) {
            parts.add(location(input));
        }
        return new Location.Fused(metadata == 0 ? Optional.empty() : Optional.of(attributes.get(metadata - 1)), parts);
    }
}
