package qcc.passes.loss;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import qcc.tensor.Parallel;

/** The column sums of all matrices of a product for windows of samples, and what conversions make of them. */
final class ProductSums {
    /** Stretches of windows whose errors are compared. */
    private static final int BLOCKS = 64;

    private final ProductConversions product;
    private final WindowSample sample;
    private final List<ColumnSums> sums;
    private final double[] scales;

    ProductSums(ProductConversions product, WindowSample sample) {
        this.product = product;
        this.sample = sample;
        this.scales = product.scales();
        this.sums = product.parts().stream().map(p -> new ColumnSums(p.cells(), sample, p.share().firstChannel(), p.share().channels()))
                .toList();
    }

    ProductConversions product() {
        return product;
    }

    /** The sums of one matrix. */
    ColumnSums of(ProductConversions.Part part) {
        return sums.get(product.parts().indexOf(part));
    }

    /** What a unit of the sum of a matrix's column is worth in steps of the output. */
    double scale(ProductConversions.Part part, int column) {
        return scales[part.share().firstColumn() + column];
    }

    /** What one column contributes. */
    private record ColumnLoss(double signal, NoisePower noise, double[] blocks) {}

    /** The loss with the steps that the converters have. */
    LossEstimate estimate(Parallel parallel) {
        var columns = new ColumnLoss[product.columns()];
        parallel.forEach(columns.length, column -> columns[column] = loss(column));
        double signal = 0;
        var noise = NoisePower.NONE;
        var blocks = new double[BLOCKS];
        for (int c = 0; c < columns.length; c++) {
            double square = scales[c] * scales[c];
            signal += square * columns[c].signal;
            noise = noise.plus(columns[c].noise.times(square));
            for (int block = 0; block < BLOCKS; block++) {
                blocks[block] += square * columns[c].blocks[block];
            }
        }
        return new LossEstimate(signal, noise, deviation(blocks));
    }

    private ColumnLoss loss(int column) {
        var exact = new long[sample.count()];
        var rounding = new double[sample.count()];
        var clipping = new double[sample.count()];
        for (int i = 0; i < sums.size(); i++) {
            var part = product.parts().get(i);
            if (part.covers(column)) {
                int own = column - part.share().firstColumn();
                addProducts(part, own, exact);
                var errors = new PartErrors(part.cells(), own);
                sums.get(i).forEach(own, (plane, rowGroup, least, largest) -> !errors.of(rowGroup, plane).areNone(least, largest),
                        (rowGroup, plane, phase, values) -> errors.of(rowGroup, plane).add(values, part.cells().worth(plane, phase),
                                rounding, clipping));
            }
        }
        double divisor = product.parts().getFirst().cells().divisor();
        return new ColumnLoss(meanSquare(exact), NoisePower.of(rounding, clipping).times(1 / (divisor * divisor)),
                blocks(rounding, clipping));
    }

    /** The errors of the converters of one column, those with equal steps made once. */
    private record PartErrors(ConvertedCells cells, int column, Map<Long, ConversionErrors> byStep) {
        PartErrors(ConvertedCells cells, int column) {
            this(cells, column, new HashMap<>());
        }

        ConversionErrors of(int rowGroup, int plane) {
            var steps = cells.converter().steps();
            int step = steps.at(rowGroup, plane, column);
            boolean signed = cells.isSigned(plane);
            return byStep.computeIfAbsent(2L * step + (signed ? 1 : 0), _ -> new ConversionErrors(
                    ConversionStep.of(cells.converter(), signed, step, steps.fractionBits()), signed));
        }
    }

    /** Squared errors of stretches of windows that follow each other. */
    private static double[] blocks(double[] rounding, double[] clipping) {
        var blocks = new double[BLOCKS];
        for (int i = 0; i < rounding.length; i++) {
            double error = rounding[i] + clipping[i];
            blocks[(int) ((long) i * BLOCKS / rounding.length)] += error * error;
        }
        return blocks;
    }

    /** The standard deviation of the mean of blocks, which differ as samples do, as a part of it. */
    private static double deviation(double[] blocks) {
        double mean = Arrays.stream(blocks).average().orElse(0);
        double squares = Arrays.stream(blocks).map(block -> (block - mean) * (block - mean)).sum();
        return mean == 0 ? 1 : Math.sqrt(squares / (BLOCKS * (BLOCKS - 1.0))) / mean;
    }

    private void addProducts(ProductConversions.Part part, int column, long[] exact) {
        var elements = sample.rowsOf(part.share().firstChannel(), part.share().channels());
        int zero = product.op().padValue();
        for (int row = 0; row < elements.length; row++) {
            int weight = part.matrix()[row * part.cells().columns() + column];
            for (int w = 0; weight != 0 && w < exact.length; w++) {
                exact[w] += weight * (sample.element(w, elements[row]) - zero);
            }
        }
    }

    private static double meanSquare(long[] values) {
        double sum = 0;
        for (long value : values) {
            sum += (double) value * value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }
}
