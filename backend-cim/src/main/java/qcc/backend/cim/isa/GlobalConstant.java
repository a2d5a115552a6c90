package qcc.backend.cim.isa;

import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes that loading a segment places in global memory. Equal by content; the bytes are not copied and must not be changed.
 *
 * @param address the first byte's address in global memory
 * @param data the bytes, at least one
 */
public record GlobalConstant(long address, byte[] data) {
    public GlobalConstant {
        if (address < 0) {
            throw new IllegalArgumentException("a constant's address must not be negative: " + address);
        }
        if (data.length == 0) {
            throw new IllegalArgumentException("the constant at address %d is empty".formatted(address));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GlobalConstant that && address == that.address && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, Arrays.hashCode(data));
    }
}
