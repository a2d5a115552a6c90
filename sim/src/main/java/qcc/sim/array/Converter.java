package qcc.sim.array;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.chip.Adc;
import qcc.chip.AdderTree;
import qcc.chip.InputDrive;
import qcc.chip.Xbar;
import qcc.sim.SimulatorException;
import qcc.sim.array.ProductStep.Reading;

/** From a column's sum to a code and back. Sums beyond a converter's range give its first or last code. */
final class Converter {
    private final ArrayGroup group;
    private final Xbar xbar;
    private final WeightCode weights;
    private final InputCode inputs;

    /** @throws SimulatorException if cells and inputs have no meaning together */
    Converter(ArrayGroup group, Xbar xbar, WeightCode weights, InputCode inputs) {
        this.group = group;
        this.xbar = xbar;
        this.weights = weights;
        this.inputs = inputs;
        if (weights.encoding() == WeightEncoding.XNOR && inputs.signed() != InputDrive.Signed.BIPOLAR) {
            throw new SimulatorException("xnor weights need inputs of -1 and 1: set xbar.input.signed to bipolar");
        }
    }

    /** Fraction bits of steps and values. */
    int fractionBits() {
        return group.converter().map(c -> c.steps().fractionBits()).orElse(0);
    }

    /** The step, in units of 2^-fractionBits of what is converted, with which the converter of a column counts; 1 where nothing is converted. */
    int size(ProductStep step, int column) {
        return group.converter().map(c -> c.steps().at(step.rowGroup(), plane(step), step.matrixColumn() + column)).orElse(1);
    }

    private static int plane(ProductStep step) {
        return switch (step.reading()) {
            case SINGLE, DIFFERENCE -> step.slice();
            case POSITIVE -> 2 * step.slice();
            case NEGATIVE -> 2 * step.slice() + 1;
        };
    }

    /** The code of a sum. */
    int code(ProductStep step, InputCode.Phase phase, int sum, int size) {
        return switch (xbar.readout()) {
            case AdderTree _ -> sum;
            case Adc adc -> {
                var whole = unlimited(adc, counted(step, phase, sum), size);
                var codes = 1L << adc.bits();
                yield (int) Math.clamp(whole, isSigned(step) ? -codes / 2 : 0, (isSigned(step) ? codes / 2 : codes) - 1);
            }
        };
    }

    /** Whether a sum's code is the first or the last because the sum is beyond the range. */
    boolean isClipped(ProductStep step, InputCode.Phase phase, int sum, int size) {
        return xbar.readout() instanceof Adc adc
                && code(step, phase, sum, size) != unlimited(adc, counted(step, phase, sum), size);
    }

    private long unlimited(Adc adc, long counted, int size) {
        var units = counted << fractionBits();
        return switch (adc.round()) {
            case NEAREST -> Math.floorDiv(units + size / 2, (long) size);
            case FLOOR -> Math.floorDiv(units, (long) size);
        };
    }

    /** Converters of xnor cells count the levels in which weight and input agree. */
    private long counted(ProductStep step, InputCode.Phase phase, int sum) {
        return weights.encoding() == WeightEncoding.XNOR ? ((long) sum + levels(step, phase)) / 2 : sum;
    }

    private static long levels(ProductStep step, InputCode.Phase phase) {
        return (long) step.rows() * ((1 << phase.bits()) - 1);
    }

    /** The sum that a code stands for, in units of 2^-fractionBits. */
    long value(ProductStep step, InputCode.Phase phase, int code, int size) {
        return switch (xbar.readout()) {
            case Adc _ when weights.encoding() == WeightEncoding.XNOR -> 2L * code * size - (levels(step, phase) << fractionBits());
            case Adc _ -> (long) code * size;
            case AdderTree _ -> code;
        };
    }

    private boolean isSigned(ProductStep step) {
        return weights.encoding() != WeightEncoding.XNOR
                && (step.reading() == Reading.DIFFERENCE || inputs.hasNegativeLevels() || weights.isSignedSlice(step.slice()));
    }
}
