package qcc.dialect.quant;

import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.UnrankedTensorType;
import qcc.ir.Verifier;

/** What the casts of the dialect have in common. */
final class Casts {
    private Casts() {}

    private static boolean isScalarOrTensor(Type type) {
        return type == type.elementType() || type instanceof TensorType || type instanceof UnrankedTensorType;
    }

    static boolean holdsReals(Type type) {
        return isScalarOrTensor(type) && type.elementType() instanceof FloatType;
    }

    static boolean holdsQuantized(Type type) {
        return isScalarOrTensor(type) && type.elementType() instanceof QuantizedType;
    }

    static boolean holdsIntegers(Type type) {
        return isScalarOrTensor(type) && type.elementType() instanceof IntegerType i
                && i.signedness() == IntegerType.Signedness.SIGNLESS;
    }

    /** Both are scalars, or tensors of one shape. */
    static void checkShapes(Type input, Type result, Verifier check) {
        boolean match = input instanceof TensorType a && result instanceof TensorType b
                ? a.shape().equals(b.shape())
                : input.getClass() == result.getClass() || input == input.elementType() && result == result.elementType();
        if (!match) {
            check.error("failed to verify that input and result are both scalars or both tensors with matching shape");
        }
    }

    static void checkExpressed(Type quantized, Type reals, Verifier check) {
        var expressed = ((QuantizedType) quantized.elementType()).expressed();
        if (expressed != reals.elementType()) {
            check.error("expressed type in quantized type expected to match float type: '%s' and '%s'", expressed, reals.elementType());
        }
    }
}
