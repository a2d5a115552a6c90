package qcc.passes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import qcc.dialect.nn.ConstantOp;
import qcc.ir.Attribute;
import qcc.ir.Blob;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.FloatFormat;
import qcc.ir.FloatType;
import qcc.ir.IsolatedFromAbove;
import qcc.ir.Op;
import qcc.ir.Resource;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/** The elements of {@code nn.constant} operations as flat arrays, and back. */
public final class ConstantData {
    /** Up to this many elements are written in place, more go to the resource section; MLIR lists as many. */
    private static final int LISTED = 100;

    private ConstantData() {}

    /** The constant behind a value, if it is one whose bytes are known. */
    public static Optional<ConstantOp> of(Value value) {
        return value.definingOp() instanceof ConstantOp c && isKnown(c) ? Optional.of(c) : Optional.empty();
    }

    /** The f32 constant behind a value, if it is one whose bytes are known. */
    public static Optional<ConstantOp> ofReals(Value value) {
        return of(value).filter(c -> c.type().element() == FloatType.F32);
    }

    /** Whether the bytes are there: a printed module may leave large ones out. */
    public static boolean isKnown(ConstantOp constant) {
        return switch (constant.value()) {
            case DenseElementsAttr _ -> true;
            case DenseResourceAttr r -> r.resource().blob().isPresent();
            default -> false;
        };
    }

    /** Whether all elements are equal and held once. */
    public static boolean isSplat(ConstantOp constant) {
        return constant.value() instanceof DenseElementsAttr d && d.isSplat();
    }

    /** The value of every element of a splat of reals. */
    public static double splatValue(ConstantOp splat) {
        return ((DenseElementsAttr) splat.value()).doubleAt(0);
    }

    /** The elements of an f32 constant, a splat expanded. */
    public static float[] floats(ConstantOp constant) {
        var values = new float[Math.toIntExact(constant.type().shape().elements())];
        var floats = bytes(constant).asFloatBuffer();
        if (floats.remaining() == values.length) {
            floats.get(values);
        } else {
            Arrays.fill(values, floats.get(0));
        }
        return values;
    }

    /** The elements of an i8 constant, a splat expanded. */
    public static byte[] octets(ConstantOp constant) {
        var values = new byte[Math.toIntExact(constant.type().shape().elements())];
        var held = bytes(constant);
        if (held.remaining() == values.length) {
            held.get(values);
        } else {
            Arrays.fill(values, held.get(0));
        }
        return values;
    }

    /** The elements of an i32 constant, a splat expanded. */
    public static int[] ints(ConstantOp constant) {
        var values = new int[Math.toIntExact(constant.type().shape().elements())];
        var held = bytes(constant).asIntBuffer();
        if (held.remaining() == values.length) {
            held.get(values);
        } else {
            Arrays.fill(values, held.get(0));
        }
        return values;
    }

    /** The elements of a small integer constant. */
    public static long[] longs(ConstantOp constant) {
        return switch (constant.value()) {
            case DenseElementsAttr d -> d.toLongs();
            default -> DenseElementsAttr.ofBytes(constant.type(), ConstantData.array(bytes(constant))).toLongs();
        };
    }

    private static byte[] array(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    private static ByteBuffer bytes(ConstantOp constant) {
        return switch (constant.value()) {
            case DenseElementsAttr d -> d.rawBytes();
            case DenseResourceAttr r -> r.resource().blob().orElseThrow().bytes();
            default -> throw new IllegalStateException(constant + " holds no constant data");
        };
    }

    /**
     * Constant data of f32 elements.
     *
     * @param near an operation of the function that will hold the constant
     * @param name what the data are, for the key of the resource
     */
    public static Attribute ofFloats(Op near, String name, TensorType type, float[] values) {
        var buffer = ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return ofBytes(near, name, type, buffer.array());
    }

    /** Constant data of little-endian elements; equal elements become a splat. */
    public static Attribute ofBytes(Op near, String name, TensorType type, byte[] bytes) {
        int size = DenseElementsAttr.elementBytes(type.element());
        if (bytes.length <= LISTED * size || isPeriodic(bytes, size)) {
            return DenseElementsAttr.ofBytes(type, bytes);
        }
        return new DenseResourceAttr(new Resource(freshKey(near, name), Blob.of(bytes, Math.max(size, 4))), type);
    }

    private static boolean isPeriodic(byte[] bytes, int size) {
        for (int i = size; i < bytes.length; i++) {
            if (bytes[i] != bytes[i - size]) {
                return false;
            }
        }
        return true;
    }

    /** Constant data of a tensor that the interpreter has computed, of shape [1, d...]. */
    public static Attribute ofTensor(Op near, String name, TensorType type, Tensor tensor) {
        if (tensor instanceof FloatTensor floats && type.element() == FloatType.F32) {
            return ofFloats(near, name, type, floats.data());
        }
        int size = DenseElementsAttr.elementBytes(type.element());
        var bytes = new byte[Math.multiplyExact(size, tensor.elements())];
        for (int i = 0; i < tensor.elements(); i++) {
            long bits = bits(tensor, i, type);
            for (int b = 0; b < size; b++) {
                bytes[i * size + b] = (byte) (bits >>> (8 * b));
            }
        }
        return ofBytes(near, name, type, bytes);
    }

    private static long bits(Tensor tensor, int index, TensorType type) {
        if (type.element() instanceof FloatType format) {
            return FloatFormat.of(format).toBits(tensor.doubleAt(index));
        }
        return ((IntegerTensor) tensor).longAt(index);
    }

    /** The key of the resource behind a constant without the number that a pass has put behind it, or a name for a constant without one. */
    public static String nameOf(ConstantOp constant) {
        return constant.value() instanceof DenseResourceAttr r ? r.resource().key().replaceFirst("\\.v[0-9]+$", "") : "constant";
    }

    /** A key that no constant of the function around an operation has. */
    private static String freshKey(Op near, String name) {
        var keys = keys(near);
        if (!keys.contains(name)) {
            return name;
        }
        int version = 2;
        while (keys.contains(name + ".v" + version)) {
            version++;
        }
        return name + ".v" + version;
    }

    private static Set<String> keys(Op near) {
        Op function = near instanceof IsolatedFromAbove ? near : (Op) near.parentOfKind(IsolatedFromAbove.class);
        var keys = new HashSet<String>();
        if (function != null) {
            function.walk(ConstantOp.class, c -> {
                if (c.value() instanceof DenseResourceAttr r) {
                    keys.add(r.resource().key());
                }
            });
        }
        return keys;
    }
}
