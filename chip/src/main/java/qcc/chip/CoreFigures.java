package qcc.chip;

import java.util.Arrays;
import java.util.List;

/**
 * Derived figures of one type of core.
 *
 * @param type name in {@code core_types}; {@code core} on a chip of equal cores
 * @param cores how many there are
 * @param xbars crossbars of each
 * @param kind analog or digital
 * @param rows rows of a crossbar
 * @param cols columns of a crossbar
 * @param activeRows rows active at once
 * @param adcBits resolution of the converters, 0 on a digital macro
 * @param adcBitsNeeded resolution that loses nothing with all active rows and any weights, 0 on a digital macro
 * @param safeRows rows that may be active without loss, for any weights
 * @param precisions figures at each width of weights that fits, widest first
 */
public record CoreFigures(String type, int cores, int xbars, Xbar.Kind kind, int rows, int cols, int activeRows, int adcBits,
        int adcBitsNeeded, int safeRows,
        List<PrecisionFigures> precisions) {
    private static final int[] WEIGHT_BITS = {16, 8, 4, 2, 1};

    static CoreFigures of(Chip chip, String name, CoreType type, int cores) {
        var xbar = type.xbar();
        int adcBits = switch (xbar.readout()) {
            case Adc adc -> adc.bits();
            case AdderTree _ -> 0;
        };
        int needed = adcBits == 0 ? 0 : AdcResolution.bitsFor(xbar, xbar.activeRows());
        return new CoreFigures(name, cores, type.core().xbars(), xbar.kind(), xbar.rows(), xbar.cols(), xbar.activeRows(), adcBits, needed,
                AdcResolution.safeRows(xbar),
                precisions(chip, type, cores));
    }

    private static List<PrecisionFigures> precisions(Chip chip, CoreType type, int cores) {
        return Arrays.stream(WEIGHT_BITS).filter(bits -> type.xbar().weightColumns(bits) > 0)
                .mapToObj(bits -> PrecisionFigures.of(chip, type, cores, bits)).toList();
    }
}
