package qcc.interpreter;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import qcc.dialect.quant.QuantizedType;
import qcc.ir.Attribute;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.FloatFormat;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.Resource;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.tensor.ByteTensor;
import qcc.tensor.DoubleTensor;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.LongTensor;
import qcc.tensor.Tensor;
import qcc.tensor.UnsignedByteTensor;

/** Constant data as dense arrays, made once for each resource and for each attribute. */
final class Constants {
    /** Resources have identity: two keys are equal only for the same resource read as the same type. */
    private record ResourceKey(Resource resource, Type type) {}

    private final Map<ResourceKey, Tensor> resources = new ConcurrentHashMap<>();
    private final Map<Attribute, Tensor> attributes = Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * Constant data of shape [1, d...].
     *
     * @param op holds the data
     * @param type how the data are read; its elements may be quantized
     */
    Tensor of(Op op, Attribute value, TensorType type) {
        return switch (value) {
            case DenseElementsAttr dense -> attributes.computeIfAbsent(dense, _ -> read(dense.rawBytes(), type, dense.isSplat()));
            case DenseResourceAttr resource -> resource(op, resource.resource(), type);
            default -> throw new InterpreterException(op, "holds " + value + ", which is not constant data");
        };
    }

    private Tensor resource(Op op, Resource resource, TensorType type) {
        var blob = resource.blob().orElseThrow(() -> new InterpreterException(op, "names the resource '" + resource.key()
                + "', whose bytes were left out of the text; print the module with all its resources"));
        return resources.computeIfAbsent(new ResourceKey(resource, type), _ -> read(blob.bytes(), type, false));
    }

    /**
     * Little-endian elements, one of them for a splat, as an array.
     *
     * @throws IllegalArgumentException if there are too few bytes or too many
     */
    private static Tensor read(ByteBuffer bytes, TensorType type, boolean splat) {
        var stored = type.element() instanceof QuantizedType q ? q.storageType() : type.element();
        var tensor = Tensor.zeros(Elements.kind(type.element()), Elements.blockShape(type, 1));
        int size = DenseElementsAttr.elementBytes(stored);
        int given = splat ? 1 : tensor.elements();
        if (bytes.remaining() != (long) given * size) {
            throw new IllegalArgumentException("needs " + (long) given * size + " bytes of data but has " + bytes.remaining());
        }
        switch (tensor) {
            case FloatTensor t when stored == FloatType.F32 -> bytes.asFloatBuffer().get(t.data(), 0, given);
            case DoubleTensor t -> bytes.asDoubleBuffer().get(t.data(), 0, given);
            case IntTensor t when isWidth(stored, 32) -> bytes.asIntBuffer().get(t.data(), 0, given);
            case LongTensor t when size == 8 -> bytes.asLongBuffer().get(t.data(), 0, given);
            case ByteTensor t when isWidth(stored, 8) -> bytes.get(t.data(), 0, given);
            case UnsignedByteTensor t when isWidth(stored, 8) -> bytes.get(t.data(), 0, given);
            default -> readElements(bytes, type.element(), stored, tensor, given);
        }
        if (splat) {
            repeatFirst(tensor);
        }
        return tensor;
    }

    private static boolean isWidth(Type stored, int width) {
        return stored instanceof IntegerType i && i.width() == width;
    }

    private static void readElements(ByteBuffer bytes, Type element, Type stored, Tensor tensor, int count) {
        int size = DenseElementsAttr.elementBytes(stored);
        for (int i = 0; i < count; i++) {
            long bits = 0;
            for (int b = 0; b < size; b++) {
                bits |= (bytes.get(bytes.position() + i * size + b) & 0xFFL) << (8 * b);
            }
            if (stored instanceof FloatType f) {
                tensor.setDouble(i, FloatFormat.of(f).fromBits(bits));
            } else {
                tensor.setLong(i, extended(bits, (IntegerType) stored, isUnsigned(element)));
            }
        }
    }

    private static boolean isUnsigned(Type element) {
        return switch (element) {
            case QuantizedType q -> !q.isSigned();
            case IntegerType i -> i.isUnsigned() || i.width() == 1;
            default -> false;
        };
    }

    /** The value of the low bits: narrow integers may be stored with or without the bits of their sign. */
    private static long extended(long bits, IntegerType type, boolean unsigned) {
        int unused = 64 - type.width();
        return unsigned ? bits << unused >>> unused : bits << unused >> unused;
    }

    private static void repeatFirst(Tensor tensor) {
        int filled = 1;
        while (filled < tensor.elements()) {
            int count = Math.min(filled, tensor.elements() - filled);
            System.arraycopy(tensor.array(), 0, tensor.array(), filled, count);
            filled += count;
        }
    }
}
