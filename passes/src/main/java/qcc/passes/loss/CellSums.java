package qcc.passes.loss;

/** What the programmed cells allow of column sums, which proves what conversions cannot lose. */
final class CellSums {
    private CellSums() {}

    /** Least and largest sum of a conversion. */
    record Range(long least, long largest) {
        private boolean isZero() {
            return least == 0 && largest == 0;
        }

        /** Bits of the codes that hold all sums at a step of 1. */
        private int bits(boolean signed) {
            if (isZero()) {
                return 0;
            }
            return signed ? 1 + length(Math.max(largest, -1 - least)) : length(largest);
        }

        private static int length(long value) {
            return Long.SIZE - Long.numberOfLeadingZeros(value);
        }
    }

    private interface Visitor {
        void visit(int rowGroup, int plane, int column, Range range);
    }

    /** Converter bits that lose nothing of any sum of a matrix at a step of 1; 0 if all cells are 0. */
    static int neededBits(ConvertedCells cells) {
        var bits = new int[1];
        forEach(cells, (_, plane, _, range) -> bits[0] = Math.max(bits[0], range.bits(cells.isSigned(plane))));
        return bits[0];
    }

    /** Whether no sum of a matrix can lose anything with the steps that its converters have. */
    static boolean isExact(ConvertedCells cells) {
        var exact = new boolean[]{true};
        var converter = cells.converter();
        forEach(cells, (rowGroup, plane, column, range) -> exact[0] &= range.isZero()
                || converter.steps().at(rowGroup, plane, column) == 1 << converter.steps().fractionBits()
                        && range.bits(cells.isSigned(plane)) <= converter.bits());
        return exact[0];
    }

    private static void forEach(ConvertedCells cells, Visitor visitor) {
        for (int p = 0; p < cells.planes().size(); p++) {
            for (int c = 0; c < cells.columns(); c++) {
                int row = 0;
                for (int g = 0; g < cells.converter().rowGroups().size(); g++) {
                    int size = cells.converter().rowGroups().get(g);
                    visitor.visit(g, p, c, range(cells, p, c, row, size));
                    row += size;
                }
            }
        }
    }

    /** What the converter of a column sees at most in any phase where some rows are active; agreements take any number up to all levels. */
    static Range range(ConvertedCells cells, int plane, int column, int firstRow, int rows) {
        long level = cells.largestLevel();
        if (cells.countsAgreements()) {
            return new Range(0, level * rows);
        }
        var levels = cells.planes().get(plane).levels();
        long negative = 0;
        long positive = 0;
        for (int row = firstRow; row < firstRow + rows; row++) {
            int value = levels[row * cells.columns() + column];
            negative += Math.min(0, value);
            positive += Math.max(0, value);
        }
        boolean hasBothSigns = cells.phases().getFirst().least() < 0;
        return new Range(level * (negative - (hasBothSigns ? positive : 0)), level * (positive - (hasBothSigns ? negative : 0)));
    }
}
