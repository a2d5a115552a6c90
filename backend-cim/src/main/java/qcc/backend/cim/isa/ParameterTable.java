package qcc.backend.cim.isa;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A table of parameters that an instruction reads from local memory: little-endian i32 words. */
public sealed interface ParameterTable permits RequantizeParameters, RescaleParameters, AddParameters, MulParameters {
    /** The words in order. */
    int[] words();

    /** The table as it lies in memory. */
    default byte[] toBytes() {
        var words = words();
        var bytes = ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, words.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(words);
        return bytes.array();
    }

    /** Refuses an empty clamp range or one beyond i8. */
    static void checkClamp(int minimum, int maximum) {
        if (minimum < Byte.MIN_VALUE || maximum > Byte.MAX_VALUE || minimum > maximum) {
            throw new IllegalArgumentException("the clamp [%d, %d] is not a range within [-128, 127]".formatted(minimum, maximum));
        }
    }

    /** Refuses a zero point beyond i8. */
    static void checkZeroPoint(String name, int value) {
        if (value < Byte.MIN_VALUE || value > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("%s must be in -128..127 but is %d".formatted(name, value));
        }
    }
}
