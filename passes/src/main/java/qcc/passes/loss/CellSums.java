package qcc.passes.loss;

/** What the programmed cells allow of column sums, which proves what conversions cannot lose. */
final class CellSums {
    private CellSums() {}

    /** Least and largest sum of a conversion. */
    private record Range(long least, long largest) {
        boolean isZero() {
            return least == 0 && largest == 0;
        }

        /** Bits of the codes that hold all sums at a step of 1. */
        int bits(boolean signed) {
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
        long level = cells.phases().stream().mapToInt(ConvertedCells.Phase::largest).max().orElseThrow();
        boolean hasBothSigns = cells.phases().getFirst().least() < 0;
        for (int p = 0; p < cells.planes().size(); p++) {
            var levels = cells.planes().get(p).levels();
            for (int c = 0; c < cells.columns(); c++) {
                int row = 0;
                for (int g = 0; g < cells.converter().rowGroups().size(); g++) {
                    long negative = 0;
                    long positive = 0;
                    for (int end = row + cells.converter().rowGroups().get(g); row < end; row++) {
                        int value = levels[row * cells.columns() + c];
                        negative += Math.min(0, value);
                        positive += Math.max(0, value);
                    }
                    visitor.visit(g, p, c, range(cells, g, level * (negative - (hasBothSigns ? positive : 0)),
                            level * (positive - (hasBothSigns ? negative : 0)), level));
                }
            }
        }
    }

    /** Agreements take any number up to all levels. */
    private static Range range(ConvertedCells cells, int rowGroup, long least, long largest, long level) {
        return cells.countsAgreements() ? new Range(0, level * cells.converter().rowGroups().get(rowGroup)) : new Range(least, largest);
    }
}
