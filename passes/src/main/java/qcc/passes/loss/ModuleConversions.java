package qcc.passes.loss;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import qcc.chip.Adc;
import qcc.chip.Adc.FullScale.Per;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.func.FuncOp;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.SymbolTable;
import qcc.ir.pass.PassContext;
import qcc.passes.quantize.CalibrationData;
import qcc.tensor.Parallel;

/** All products of a module whose column sums are converted. */
final class ModuleConversions {
    /** The function of a network. */
    static final String MAIN = "main";
    private static final int KEPT_FOR_EACH = 64;
    /** A standard deviation of the noise of a tenth of a decibel. */
    private static final double MOST_DEVIATION = 0.025;

    private final ModuleOp module;
    private final SymbolTable symbols;
    private final OpBuilder builder = new OpBuilder();
    private final List<ProductConversions> products = new ArrayList<>();
    /** For each product all windows that were kept, and those that are looked at first. */
    private List<WindowSample> kept = List.of();
    private List<WindowSample> windows = List.of();

    private ModuleConversions(ModuleOp module) {
        this.module = module;
        this.symbols = new SymbolTable(module);
    }

    static ModuleConversions of(ModuleOp module) {
        var all = new ModuleConversions(module);
        module.walk(ProductOp.class, op -> ProductConversions.of(op, all.symbols).ifPresent(all.products::add));
        return all;
    }

    boolean isEmpty() {
        return products.isEmpty();
    }

    /** Whether it is proved that no product loses anything. */
    boolean isExact() {
        return products.stream().allMatch(ProductConversions::isExact);
    }

    /** The function that samples are given to. */
    FuncOp main() {
        return symbols.lookup(MAIN, FuncOp.class)
                .orElseThrow(() -> new IllegalArgumentException("there is no function @" + MAIN + " to execute"));
    }

    /**
     * Takes windows of all products' inputs.
     *
     * @param mostWindows windows of each to look at first; many more are kept
     */
    void sample(CalibrationData data, long samples, int mostWindows) {
        kept = new ConversionSampler(module, products, Math.multiplyExact(mostWindows, KEPT_FOR_EACH)).run(main(), data, samples);
        windows = kept.stream().map(sample -> sample.thinned(mostWindows)).toList();
    }

    /** Gives converters the steps that fit the samples best. What is exact at steps of 1 keeps them, unless it shares a step with what is not. */
    void chooseSteps(Adc.FullScale fullScale) {
        boolean shared = fullScale.per() == Per.CHIP || fullScale.per() == Per.CROSSBAR;
        var selection = new StepSelection(fullScale, Parallel.shared());
        var chosen = new ArrayList<Integer>();
        var segments = new HashMap<Op, Integer>();
        for (int i = 0; i < products.size() && !windows.isEmpty(); i++) {
            var product = products.get(i);
            int segment = segments.computeIfAbsent(product.op().parentOfKind(FuncOp.class), _ -> segments.size());
            if (shared || !product.isExact()) {
                selection.collect(new ProductSums(product, windows.get(i)), i, segment);
                chosen.add(i);
            }
        }
        for (int i : chosen) {
            for (var part : products.get(i).parts()) {
                var table = selection.table(part);
                part.groups().forEach(group -> group.setSteps(builder, table));
            }
            products.set(i, ProductConversions.of(products.get(i).op(), symbols).orElseThrow());
        }
    }

    /** Says what conversions lose, on every product and as remarks. */
    void report(PassContext context) {
        for (int i = 0; i < products.size(); i++) {
            var product = products.get(i);
            boolean lossy = !product.isExact() && !windows.isEmpty();
            var loss = lossy
                    ? Optional.of(estimate(i))
                    : Optional.<LossEstimate>empty();
            var report = product.report(loss);
            builder.setAttribute(product.op(), ConversionReport.ATTRIBUTE, report.attribute());
            if (!report.exact()) {
                context.remark(product.op(), "%s", report.text());
            }
        }
    }

    /** The loss of a product, from all windows kept if few of those looked at first are responsible for it. */
    private LossEstimate estimate(int product) {
        var first = new ProductSums(products.get(product), windows.get(product)).estimate(Parallel.shared());
        return first.deviation() <= MOST_DEVIATION
                ? first
                : new ProductSums(products.get(product), kept.get(product)).estimate(Parallel.shared());
    }
}
