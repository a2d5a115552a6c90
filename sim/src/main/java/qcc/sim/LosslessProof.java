package qcc.sim;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.chip.Adc;
import qcc.chip.AdcResolution;
import qcc.chip.AdderTree;
import qcc.chip.CoreType;
import qcc.chip.InputDrive;
import qcc.chip.Weights;
import qcc.chip.Xbar;

/**
 * Proof that the converters of an analog macro lose nothing in the products with a group, so that the product of integers is what the device
 * gives. First from the number of rows alone, else from the programmed cells, column by column and slice by slice; row blocks are taken to
 * begin at multiples of the rows active at once.
 */
final class LosslessProof {
    private final Xbar xbar;
    private final ArrayGroup group;
    private final int converterBits;

    private LosslessProof(Xbar xbar, ArrayGroup group, int converterBits) {
        this.xbar = xbar;
        this.group = group;
        this.converterBits = converterBits;
    }

    /** @throws Fault if a column sum may not fit the converter */
    static void require(CoreType type, ArrayGroup group) {
        switch (type.xbar().readout()) {
            case AdderTree _ -> {}
            case Adc adc -> new LosslessProof(type.xbar(), group, adc.bits()).require();
        }
    }

    private void require() {
        var rows = xbar.activeRows();
        if (AdcResolution.safeRows(xbar) >= Math.min(rows, group.rows())) {
            return;
        }
        if (xbar.weights().encoding() == Weights.Encoding.XNOR || xbar.input().signed() == InputDrive.Signed.BIPOLAR) {
            throw lossy("%d rows at a time need %d bits".formatted(rows, AdcResolution.bitsFor(xbar, rows)));
        }
        for (var first = 0; first < group.rows(); first += rows) {
            for (var column = 0; column < group.columns(); column++) {
                requireColumn(first, Math.min(group.rows(), first + rows), column);
            }
        }
    }

    private void requireColumn(int first, int end, int column) {
        var shift = 0;
        for (var slice = 0; slice < xbar.weights().sliceBits().size(); slice++) {
            var width = xbar.weights().sliceBits().get(slice);
            var positive = 0L;
            var negative = 0L;
            for (var row = first; row < end; row++) {
                var weight = group.matrix()[row * group.columns() + column];
                positive += level(code(weight, 1), shift, width);
                negative += level(code(weight, -1), shift, width);
            }
            var sum = xbar.input().maxLevel() * Math.max(positive, negative);
            var needed = Long.SIZE - Long.numberOfLeadingZeros(sum) + (isSubtractedBefore() ? 1 : 0);
            if (needed > converterBits) {
                throw lossy("rows %d..%d of column %d in slice %d need %d bits".formatted(first, end - 1, column, slice, needed));
            }
            shift += width;
        }
    }

    /** The code in the positive or the negative column; there is only the former where the sign has no column of its own. */
    private int code(int weight, int sign) {
        return switch (xbar.weights().encoding()) {
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> Math.max(0, sign * weight);
            case OFFSET -> sign > 0 ? weight + (1 << xbar.weights().codeBits() - 1) : 0;
            case TWOS_COMPLEMENT, XNOR -> sign > 0 ? weight : 0;
        };
    }

    private static int level(int code, int shift, int width) {
        return code >> shift & (1 << width) - 1;
    }

    private boolean isSubtractedBefore() {
        return xbar.weights().encoding() == Weights.Encoding.DIFFERENTIAL_ANALOG;
    }

    private Fault lossy(String need) {
        return new Fault(
                "the converters would lose bits of products with array group %d: %s, they have %d; activate fewer rows (xbar.active_rows) "
                        + "or use wider converters, lossy conversion is not simulated",
                group.id(), need, converterBits);
    }
}
