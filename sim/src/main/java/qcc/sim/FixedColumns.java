package qcc.sim;

import java.util.List;

import qcc.backend.cim.isa.Converter;
import qcc.tensor.LookupProduct;
import qcc.tensor.LookupTables;

/** Columns of cells in fixed point, whose sums come from tables. Immutable. */
final class FixedColumns {
    private final Converter converter;
    private final CellMatrix matrix;
    private final int width;
    private final List<LookupTables> rowGroups;

    FixedColumns(Converter converter, CellMatrix matrix) {
        this.converter = converter;
        this.matrix = matrix;
        this.width = matrix.width(converter);
        this.rowGroups = matrix.tables(converter, false);
    }

    /** Buffers of one thread. */
    ColumnSums sums(int samples, int flip) {
        return new Sums(samples, flip);
    }

    private final class Sums implements ColumnSums {
        private final int flip;
        private final LookupProduct product;
        private short[] selected = new short[0];

        Sums(int samples, int flip) {
            this.flip = flip;
            this.product = new LookupProduct(samples, converter.inputBits(), converter.dacBits(),
                    converter.rowGroups().stream().mapToInt(Integer::intValue).max().orElseThrow());
        }

        @Override
        public void load(byte[] memory, int[] addresses, int rowGroup, int first, int size) {
            product.load(memory, addresses, first, size, flip);
        }

        @Override
        public void select(int rowGroup, int column) {
            selected = product.sums(rowGroups.get(rowGroup), column, matrix.offsets()[rowGroup * width + column]);
        }

        @Override
        public void sums(int phase, double[] result) {
            var unit = Math.scalb(1.0, -matrix.fractionBits());
            var from = phase * product.phaseStride();
            for (var s = 0; s < result.length; s++) {
                result[s] = selected[from + s] * unit;
            }
        }
    }
}
