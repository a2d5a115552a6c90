package qcc.passes.loss;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.func.FuncOp;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.Op;
import qcc.ir.SymbolTable;
import qcc.tensor.IntTensor;
import qcc.tensor.Tensor;

/**
 * What the conversions of every product really lose, one product at a time: samples run through the exact network, and for the inputs that each
 * product then has the interpreter makes all its conversions. Nothing here is shared with the prediction but the definition of the ratio.
 */
public final class LossMeasurement {
    /** Power of signal and error of one product, in squared steps of its output. */
    private static final class Sums {
        private final ProductOp converted;
        private final double[] scales;
        private final long[] shifts;
        private double signal;
        private double noise;

        Sums(ProductConversions product) {
            this.converted = product.op();
            this.scales = product.scales();
            this.shifts = product.zeroPointSums();
        }

        void add(IntTensor expected, IntTensor actual) {
            for (int i = 0; i < expected.elements(); i++) {
                int column = i % scales.length;
                double value = scales[column] * (expected.data()[i] - shifts[column]);
                double error = scales[column] * ((long) actual.data()[i] - expected.data()[i]);
                signal += value * value;
                noise += error * error;
            }
        }

        double decibels() {
            return noise == 0 ? Double.POSITIVE_INFINITY : 10 * StrictMath.log10(signal / noise);
        }
    }

    /**
     * The loss of one product.
     *
     * @param op the product
     * @param report what was known when it was compiled
     * @param decibels the signal-to-noise ratio measured, infinite if nothing was lost; empty where it is proved that nothing is, or nothing
     *            was measured
     */
    public record ProductLoss(ProductOp op, ConversionReport report, Optional<Double> decibels) {}

    private final ModuleOp module;
    private final FuncOp main;
    private final Interpreter exact;
    private final Interpreter converting;
    /** By the product's counterpart in the exact network. */
    private final Map<Op, Sums> lossy = new LinkedHashMap<>();
    private boolean measured;

    /** @param module mapped to crossbars, with the reports of {@link CalibrateConvertersPass} */
    public LossMeasurement(ModuleOp module) {
        this.module = module;
        var copy = IdealConverters.copy(module);
        this.main = new SymbolTable(copy).lookup(ModuleConversions.MAIN, FuncOp.class).orElseThrow();
        this.exact = new Interpreter(copy, InterpreterOptions.defaults().withObserver(this::observe));
        this.converting = new Interpreter(module, InterpreterOptions.defaults());
        var symbols = new SymbolTable(module);
        IdealConverters.counterparts(module, copy).forEach((op, counterpart) -> ConversionReport.of(op).filter(report -> !report.exact())
                .ifPresent(_ -> lossy.put(counterpart, new Sums(ProductConversions.of(op, symbols).orElseThrow()))));
    }

    /** Whether there is a product that may lose something. */
    public boolean isLossy() {
        return !lossy.isEmpty();
    }

    /** Takes in a block of samples as the arguments of the network's function. */
    public void add(List<Tensor> inputs) {
        measured = true;
        exact.run(main, inputs);
    }

    private void observe(Op op, List<Tensor> operands, List<Tensor> results) {
        var sums = lossy.get(op);
        if (sums != null) {
            sums.add((IntTensor) results.getFirst(), (IntTensor) converting.evaluate(sums.converted, operands).getFirst());
        }
    }

    /** All products whose sums are converted, in order. */
    public List<ProductLoss> products() {
        var measurements = new HashMap<Op, Double>();
        lossy.values().stream().filter(_ -> measured).forEach(sums -> measurements.put(sums.converted, sums.decibels()));
        var losses = new ArrayList<ProductLoss>();
        module.walk(ProductOp.class, op -> ConversionReport.of(op)
                .ifPresent(report -> losses.add(new ProductLoss(op, report, Optional.ofNullable(measurements.get(op))))));
        return losses;
    }
}
