package qcc.passes.loss;

import java.util.List;
import qcc.tensor.Parallel;

/** The column sums of all matrices of a product for windows of samples, and what conversions make of them. */
final class ProductSums {
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
    private record ColumnLoss(double signal, NoisePower noise) {}

    /** The loss with the steps that the converters have. */
    LossEstimate estimate(Parallel parallel) {
        var columns = new ColumnLoss[product.columns()];
        parallel.forEach(columns.length, column -> columns[column] = loss(column));
        double signal = 0;
        var noise = NoisePower.NONE;
        for (int c = 0; c < columns.length; c++) {
            double square = scales[c] * scales[c];
            signal += square * columns[c].signal;
            noise = noise.plus(columns[c].noise.times(square));
        }
        return new LossEstimate(signal, noise);
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
                sums.get(i).forEach(own, (rowGroup, plane, phase, values) -> {
                    var cells = part.cells();
                    var conversion = ConversionStep.of(cells.converter(), cells.isSigned(plane),
                            cells.converter().steps().at(rowGroup, plane, own), cells.converter().steps().fractionBits());
                    conversion.addErrors(values, cells.worth(plane, phase), rounding, clipping);
                });
            }
        }
        double divisor = product.parts().getFirst().cells().divisor();
        return new ColumnLoss(meanSquare(exact), NoisePower.of(rounding, clipping).times(1 / (divisor * divisor)));
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
