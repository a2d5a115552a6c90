package qcc.interpreter;

import qcc.tensor.ByteTensor;
import qcc.tensor.Tensor;
import qcc.tensor.UnsignedByteTensor;

/**
 * Storage integers of up to 8 bits as signed bytes: unsigned ones are moved down by 128, and so is their zero point, which changes no
 * difference.
 *
 * @param offset what was subtracted, 0 or 128
 */
record SignedBytes(byte[] data, int offset) {

    static SignedBytes of(Invocation invocation, Tensor tensor) {
        return switch (tensor) {
            case ByteTensor bytes -> new SignedBytes(bytes.data(), 0);
            case UnsignedByteTensor bytes -> new SignedBytes(moved(bytes.data()), 128);
            default -> throw invocation.error("is executed on storage integers of up to 8 bits, not on %s", tensor.elementType());
        };
    }

    private static byte[] moved(byte[] data) {
        var result = new byte[data.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) (data[i] ^ 0x80);
        }
        return result;
    }
}
