package qcc.backend.cim.codegen;

import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * The rows in which a value in global memory is counted while cores make it: those of a map [1, H, W, C]; any other value is one row.
 *
 * @param rows how many, at least 1
 * @param bytes bytes of each
 */
record RowUnit(int rows, int bytes) {
    static RowUnit of(Value value) {
        var type = (TensorType) value.type();
        int rows = isMap(type) ? WindowedMap.dimension(type, 1) : 1;
        return new RowUnit(rows, Math.toIntExact(GlobalMemory.bytes(value) / rows));
    }

    private static boolean isMap(TensorType type) {
        return type.rank() == 4 && type.dimension(0) == 1 && type.dimension(1) >= 1 && type.dimension(1) <= CoreCode.MAX_FIELD;
    }
}
