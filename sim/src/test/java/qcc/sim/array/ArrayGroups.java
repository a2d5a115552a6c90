package qcc.sim.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.WeightEncoding;

/** Groups placed for tests: row blocks in crossbars one after the other, from crossbar 3 on; slices side by side, from column 1 on. */
final class ArrayGroups {
    private ArrayGroups() {}

    static ArrayGroup placed(WeightEncoding encoding, List<Integer> sliceBits, int rows, int columns, byte[] matrix, int rowsPerCrossbar,
            int firstRow) {
        var cells = new WeightCode(encoding, sliceBits).cells();
        var slices = new ArrayList<CrossbarSlice>();
        var crossbar = 3;
        for (var row = 0; row < rows; row += rowsPerCrossbar - firstRow, crossbar++) {
            var height = Math.min(rowsPerCrossbar - firstRow, rows - row);
            for (var slice = 0; slice < sliceBits.size(); slice++) {
                slices.add(new CrossbarSlice(crossbar, firstRow, 1 + slice * columns * cells, row, 0, height, columns, slice));
            }
        }
        return new ArrayGroup(5, rows, columns, matrix, encoding, sliceBits, slices);
    }

    /** Weights drawn from those that the code can hold. */
    static byte[] matrix(WeightEncoding encoding, List<Integer> sliceBits, int elements, Random random) {
        var code = new WeightCode(encoding, sliceBits);
        var matrix = new byte[elements];
        for (var i = 0; i < elements; i++) {
            do {
                matrix[i] = (byte) random.nextInt();
            } while (!code.accepts(matrix[i]));
        }
        return matrix;
    }
}
