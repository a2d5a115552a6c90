package qcc.ir.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.Blob;
import qcc.ir.DenseArrayAttr;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.DictionaryAttr;
import qcc.ir.FloatAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.LocationAttr;
import qcc.ir.NamedAttribute;
import qcc.ir.OpaqueAttr;
import qcc.ir.Resource;
import qcc.ir.StridedLayoutAttr;
import qcc.ir.StringAttr;
import qcc.ir.SymbolRefAttr;
import qcc.ir.TensorType;
import qcc.ir.TypeAttr;
import qcc.ir.UnitAttr;

/** Makes attributes and locations at random, all of which mlir-opt accepts. */
final class RandomAttribute {
    private static final List<String> WORDS = List.of("a", "flag", "x.y", "key-with-dash", "$odd", "Zed", "_low", "über", "tab\there",
            "quote\"d", "back\\slash", "new\nline");
    private static final List<String> BODIES = List.of("tile<[4, 4]>", "mode", "text<\"k\">");

    private final Random random;
    private final RandomType types;
    private final List<Resource> resources = new ArrayList<>();

    RandomAttribute(Random random) {
        this.random = random;
        this.types = new RandomType(random);
    }

    RandomType types() {
        return types;
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    /** @param depth how deep arrays and dictionaries may nest */
    List<NamedAttribute> dictionary(int depth) {
        var entries = new TreeMap<String, Attribute>();
        for (int i = random.nextInt(4); i > 0; i--) {
            entries.put(word(), attribute(depth));
        }
        return entries.entrySet().stream().map(e -> new NamedAttribute(e.getKey(), e.getValue())).toList();
    }

    /**
     * Properties of an operation that nobody registered. They hold no locations: mlir-opt defines the alias of such a location behind its use,
     * and then cannot read it.
     */
    List<NamedAttribute> properties() {
        return dictionary(0).stream().filter(entry -> !(entry.value() instanceof LocationAttr)).toList();
    }

    Attribute attribute(int depth) {
        return switch (random.nextInt(depth == 0 ? 11 : 13)) {
            case 0 -> integer();
            case 1 -> real();
            case 2 -> new StringAttr(word());
            case 3 -> UnitAttr.UNIT;
            case 4 -> new TypeAttr(types.type(1));
            case 5 -> new SymbolRefAttr(word(), random.nextBoolean() ? List.of() : List.of("inner", word()));
            case 6 -> array();
            case 7 -> elements();
            case 8 -> resource();
            case 9 -> random.nextBoolean()
                    ? new OpaqueAttr("made", BODIES.get(random.nextInt(BODIES.size())), Optional.empty())
                    : new StridedLayoutAttr(List.of((long) random.nextInt(9), 1L), random.nextInt(5));
            case 10 -> new LocationAttr(location(2));
            case 11 -> new ArrayAttr(list(depth - 1));
            default -> DictionaryAttr.of(dictionary(depth - 1));
        };
    }

    private List<Attribute> list(int depth) {
        var elements = new ArrayList<Attribute>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(attribute(depth));
        }
        return elements;
    }

    private long bits(IntegerType type) {
        long value = random.nextLong() >>> random.nextInt(64);
        return type.width() == 64 ? value : value & (1L << type.width()) - 1;
    }

    private Attribute integer() {
        var type = types.integer();
        return new IntegerAttr(bits(type), type);
    }

    private double number() {
        return switch (random.nextInt(6)) {
            case 0 -> Double.POSITIVE_INFINITY;
            case 1 -> -0.0;
            case 2 -> random.nextInt(2_000_000) - 1_000_000;
            case 3 -> Float.intBitsToFloat(random.nextInt(0x7F800000));
            default -> random.nextGaussian();
        };
    }

    private Attribute real() {
        var type = random.nextBoolean() ? FloatType.F32 : FloatType.F64;
        return new FloatAttr(type == FloatType.F32 ? (float) number() : number(), type);
    }

    private Attribute array() {
        if (random.nextBoolean()) {
            return random.nextBoolean()
                    ? DenseArrayAttr.ofLongs(random.longs(random.nextInt(4)).toArray())
                    : DenseArrayAttr.of(IntegerType.I8, random.longs(random.nextInt(4), -128, 128).toArray());
        }
        var values = new double[random.nextInt(4)];
        for (int i = 0; i < values.length; i++) {
            values[i] = number();
        }
        return random.nextBoolean() ? DenseArrayAttr.ofDoubles(values) : DenseArrayAttr.of(FloatType.F32, values);
    }

    private Attribute elements() {
        var shape = types.shape(3, false, 0);
        int count = random.nextInt(3) == 0 ? 1 : Math.toIntExact(shape.elements());
        if (random.nextBoolean()) {
            var values = new double[count];
            for (int i = 0; i < count; i++) {
                values[i] = number();
            }
            return DenseElementsAttr.ofDoubles(new TensorType(shape, FloatType.F32, Optional.empty()), values);
        }
        var type = List.of(IntegerType.I8, IntegerType.I32, IntegerType.I64, IntegerType.I1).get(random.nextInt(4));
        var values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = bits(type);
        }
        return DenseElementsAttr.ofLongs(new TensorType(shape, type, Optional.empty()), values);
    }

    private Attribute resource() {
        if (resources.isEmpty() || random.nextBoolean()) {
            var bytes = new byte[1 + random.nextInt(20)]; // mlir-opt forgets the alignment of an empty one
            random.nextBytes(bytes);
            resources.add(new Resource("blob" + resources.size(), Blob.of(bytes, 1 << random.nextInt(5))));
        }
        var resource = resources.get(random.nextInt(resources.size()));
        return new DenseResourceAttr(resource, TensorType.of(IntegerType.I8, resource.blob().orElseThrow().size()));
    }

    /** @param depth how deep locations may nest */
    Location location(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 6)) {
            case 0 -> Location.UNKNOWN;
            case 1 -> new Location.File(word(), random.nextInt(9), random.nextInt(99));
            case 2 -> new Location.FileRange(word(), 1 + random.nextInt(3), 1 + random.nextInt(9), 4 + random.nextInt(3),
                    1 + random.nextInt(9));
            case 3 -> new Location.Name(word(), location(depth - 1));
            case 4 -> new Location.CallSite(location(depth - 1), location(depth - 1));
            default -> Location.fused(random.nextBoolean() ? Optional.empty() : Optional.of(new StringAttr(word())),
                    List.of(location(depth - 1), location(depth - 1)));
        };
    }
}
