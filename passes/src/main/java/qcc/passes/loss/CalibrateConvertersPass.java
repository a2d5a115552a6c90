package qcc.passes.loss;

import java.util.Optional;
import qcc.chip.Adc;
import qcc.chip.Chip;
import qcc.dialect.builtin.ModuleOp;
import qcc.interpreter.InterpreterException;
import qcc.ir.Op;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Option;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.passes.quantize.CalibrationData;
import qcc.tensor.TensorFileException;

/**
 * Executes the exact network on calibration samples, looks at what column sums analog crossbars would convert, and predicts for each product that
 * is not proved exact what its conversions lose. Where the chip's {@code full_scale} has the mode {@code calibrated}, the steps of the converters
 * are chosen first.
 *
 * <pre>
 * cim.group {adc_bits = 7, adc_steps = dense&lt;1>, ...}      becomes      cim.group {adc_bits = 7, adc_steps = dense&lt;2>, ...}
 * cim.product %x {groups = [@group_0], ...}                becomes      cim.product %x {groups = [@group_0], ..., qcc.conversion = {...}}
 * </pre>
 *
 * The samples are random ones or those handed in with the context. The mode {@code calibrated} needs them; other modes have no prediction without.
 */
@PassInfo(name = "calibrate-converters", summary = "chooses steps of converters from samples and predicts what conversions lose", effect = NumericEffect.EXACT, anchor = "builtin.module")
public record CalibrateConvertersPass(@Option("samples used at most, evenly spread; 0 for all") long samples,
        @Option("windows of each product looked at; all that are kept where errors are rare among these") int windows,
        @Option("standard normal samples instead of those handed in") int random,
        @Option("seed of the standard normal samples") long seed) implements Pass {

    public CalibrateConvertersPass {
        if (samples < 0 || random < 0 || windows < 1) {
            throw new IllegalArgumentException("samples and random must not be negative, and windows must be positive");
        }
    }

    public CalibrateConvertersPass() {
        this(256, 4096, 0, 0);
    }

    /** Steps that are chosen change results. */
    @Override
    public NumericEffect effect(PassContext context) {
        return context.find(Chip.class).filter(CalibrateConvertersPass::choosesSteps).isPresent()
                ? NumericEffect.LOSSY
                : NumericEffect.EXACT;
    }

    private static boolean choosesSteps(Chip chip) {
        return chip.xbar().adc().filter(adc -> adc.fullScale().mode() == Adc.FullScale.Mode.CALIBRATED).isPresent();
    }

    @Override
    public Result run(Op root, PassContext context) {
        var module = (ModuleOp) root;
        var conversions = ModuleConversions.of(module);
        if (conversions.isEmpty()) {
            return Result.UNCHANGED;
        }
        var fullScale = context.find(Chip.class).filter(CalibrateConvertersPass::choosesSteps)
                .map(c -> c.xbar().adc().orElseThrow().fullScale());
        try {
            if (!conversions.isExact()) {
                var data = random > 0
                        ? Optional.of(CalibrationData.random(conversions.main(), random, seed))
                        : context.find(CalibrationData.class).filter(d -> !d.inputs().isEmpty());
                if (data.isPresent()) {
                    conversions.sample(data.get(), samples, windows);
                } else if (fullScale.isPresent()) {
                    return context.error(root,
                            "has no calibration samples, from which the chip's converters have their full scale (xbar.adc.full_scale.mode: "
                                    + "calibrated): give samples with --calib");
                }
            }
            fullScale.ifPresent(conversions::chooseSteps);
            conversions.report(context);
        } catch (InterpreterException e) {
            return context.error(e.op(), "%s", e.detail());
        } catch (TensorFileException | IllegalArgumentException e) {
            return context.error(root, "cannot be calibrated: %s", e.getMessage());
        }
        return Result.CHANGED;
    }
}
