package qcc.sim.array;

import qcc.backend.cim.isa.WeightEncoding;
import qcc.chip.Adc;
import qcc.chip.AdderTree;
import qcc.chip.InputDrive;
import qcc.chip.Xbar;
import qcc.sim.SimulatorException;
import qcc.sim.array.ProductStep.Reading;

/** From a column's sum to a code and back. A converter's step is one count; sums beyond its range give its first or last code. */
final class Converter {
    private final Xbar xbar;
    private final WeightCode weights;
    private final InputCode inputs;

    /** @throws SimulatorException if the step follows from something else than the chip file */
    Converter(Xbar xbar, WeightCode weights, InputCode inputs) {
        this.xbar = xbar;
        this.weights = weights;
        this.inputs = inputs;
        if (weights.encoding() == WeightEncoding.XNOR && inputs.signed() != InputDrive.Signed.BIPOLAR) {
            throw new SimulatorException("xnor weights need inputs of -1 and 1: set xbar.input.signed to bipolar");
        }
        if (xbar.readout() instanceof Adc adc && adc.fullScale().mode() != Adc.FullScale.Mode.UNIT) {
            throw new SimulatorException(
                    "xbar.adc.full_scale.mode: only converters with a step of one count (unit) are modeled code by code");
        }
    }

    int code(ProductStep step, int sum) {
        return switch (xbar.readout()) {
            case AdderTree _ -> sum;
            case Adc adc when weights.encoding() == WeightEncoding.XNOR -> Math.clamp((sum + step.rows()) / 2, 0, (1 << adc.bits()) - 1);
            case Adc adc when isSigned(step) -> Math.clamp(sum, -(1 << adc.bits() - 1), (1 << adc.bits() - 1) - 1);
            case Adc adc -> Math.clamp(sum, 0, (1 << adc.bits()) - 1);
        };
    }

    /** The sum that a code stands for; XNOR codes count agreements of weight and input. */
    int value(ProductStep step, int code) {
        return switch (xbar.readout()) {
            case Adc _ when weights.encoding() == WeightEncoding.XNOR -> 2 * code - step.rows();
            case Adc _,AdderTree _ -> code;
        };
    }

    private boolean isSigned(ProductStep step) {
        return step.reading() == Reading.DIFFERENCE || inputs.hasNegativeLevels() || weights.isSignedSlice(step.slice());
    }
}
