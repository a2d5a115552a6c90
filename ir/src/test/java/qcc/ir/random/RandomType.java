package qcc.ir.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import qcc.dialect.quant.Storage;
import qcc.dialect.quant.UniformPerAxisType;
import qcc.dialect.quant.UniformType;
import qcc.ir.ComplexType;
import qcc.ir.FloatType;
import qcc.ir.FunctionType;
import qcc.ir.IndexType;
import qcc.ir.IntegerType;
import qcc.ir.MemRefType;
import qcc.ir.NoneType;
import qcc.ir.OpaqueType;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.TupleType;
import qcc.ir.Type;
import qcc.ir.UnrankedMemRefType;
import qcc.ir.UnrankedTensorType;
import qcc.ir.VectorType;

/** Makes types at random, all of which mlir-opt accepts. */
final class RandomType {
    private static final List<String> BODIES = List.of("token", "token<\"k\">", "pair<i32, [4, 4]>", "deep<{a = (b) -> c}>");

    private final Random random;

    RandomType(Random random) {
        this.random = random;
    }

    /** @param depth how deep types may nest */
    Type type(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 14)) {
            case 0 -> integer();
            case 1 -> real();
            case 2 -> IndexType.INDEX;
            case 3 -> NoneType.NONE;
            case 4 -> new OpaqueType("made", BODIES.get(random.nextInt(BODIES.size())));
            case 5 -> new ComplexType(random.nextBoolean() ? real() : integer());
            case 6 -> new TupleType(types(depth - 1));
            case 7 -> new FunctionType(types(depth - 1), types(depth - 1));
            case 8 -> vector(shape(3, false, 1));
            case 9 -> new UnrankedTensorType(number());
            case 10 -> new MemRefType(shape(3, true, 0), number(), Optional.empty(),
                    random.nextBoolean() ? Optional.empty() : Optional.of(new StringAttr("near")));
            case 11 -> new UnrankedMemRefType(number(), Optional.empty());
            case 12 -> new TensorType(shape(3, true, 0), quantized(), Optional.empty());
            default -> new TensorType(shape(4, true, 0), element(), Optional.empty());
        };
    }

    private Type vector(Shape shape) {
        return new VectorType(shape, Collections.nCopies(shape.rank(), random.nextInt(4) == 0), number());
    }

    private List<Type> types(int depth) {
        var types = new ArrayList<Type>();
        for (int i = random.nextInt(3); i > 0; i--) {
            types.add(type(depth));
        }
        return types;
    }

    IntegerType integer() {
        var signedness = IntegerType.Signedness.values()[random.nextInt(3)];
        return new IntegerType(1 + random.nextInt(random.nextBoolean() ? 64 : 8), signedness);
    }

    FloatType real() {
        return List.of(FloatType.F32, FloatType.F64, FloatType.F16, FloatType.BF16).get(random.nextInt(4));
    }

    private Type number() {
        return random.nextBoolean() ? real() : IntegerType.of(1 + random.nextInt(64));
    }

    private Type element() {
        return random.nextInt(3) == 0 ? new ComplexType(real()) : random.nextBoolean() ? integer() : number();
    }

    /** A scale that the type prints so that mlir-opt reads it back. */
    private Type quantized() {
        var storage = random.nextBoolean() ? Storage.I8 : random.nextBoolean() ? Storage.I8_NARROW : Storage.U8;
        int zero = random.nextInt(100);
        if (random.nextBoolean()) {
            return new UniformType(storage, FloatType.F32, scale(), zero);
        }
        return new UniformPerAxisType(storage, FloatType.F32, 0, new double[]{scale(), scale()}, new long[]{zero, 0});
    }

    private double scale() {
        return (1 + random.nextInt(999)) / 1000.0;
    }

    /** A shape of at least some dimensions. */
    Shape shape(int rank, boolean dynamic, int least) {
        var dimensions = new long[least + random.nextInt(rank - least + 1)];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = dynamic && random.nextInt(4) == 0 ? Shape.DYNAMIC : 1 + random.nextInt(5);
        }
        return Shape.of(dimensions);
    }
}
