package qcc.passes.mapping;

import java.util.Optional;
import java.util.stream.IntStream;
import qcc.chip.Adc;
import qcc.chip.AdderTree;
import qcc.chip.Chip;
import qcc.chip.InputDrive;
import qcc.chip.Problem;
import qcc.chip.Weights.Encoding;
import qcc.dialect.cim.Converter;

/** What stands against converted products on a chip whatever the network, at its place in the chip file. */
final class ConverterProblems {
    private final Chip chip;

    private ConverterProblems(Chip chip) {
        this.chip = chip;
    }

    /** The first problem; empty where nothing is converted. */
    static Optional<Problem> first(Chip chip) {
        var problems = new ConverterProblems(chip);
        return switch (chip.xbar().readout()) {
            case AdderTree _ -> Optional.empty();
            case Adc _ -> problems.input().or(problems::cells).or(problems::sums);
        };
    }

    private Optional<Problem> input() {
        var weights = chip.xbar().weights();
        return weights.encoding() != Encoding.XNOR || chip.xbar().input().signed() == InputDrive.Signed.BIPOLAR
                ? Optional.empty()
                : Optional.of(chip.problemAt("xbar.input.signed", "cells of xnor weights agree or disagree with levels of -1 and 1 only",
                        "set signed to bipolar, or use another encoding"));
    }

    /** Levels are counted in units of the read-out: a slice of b bits takes all of 0 to 2^b - 1. */
    private Optional<Problem> cells() {
        var xbar = chip.xbar();
        int widest = xbar.weights().sliceBits().stream().mapToInt(Integer::intValue).max().orElseThrow();
        boolean holdsLevels = IntStream.range(0, 1 << widest).allMatch(xbar.cell().values()::contains);
        return xbar.weights().encoding() == Encoding.XNOR || holdsLevels
                ? Optional.empty()
                : Optional.of(chip.problemAt("xbar.cell.values",
                        "slices of %d bits need cells of 0 to %d, but a cell holds %s".formatted(widest, (1 << widest) - 1,
                                xbar.cell().values()),
                        "use cells with these values, or the encoding xnor for cells of -1 and 1"));
    }

    private Optional<Problem> sums() {
        var xbar = chip.xbar();
        int widest = xbar.weights().sliceBits().stream().mapToInt(Integer::intValue).max().orElseThrow();
        long sum = (((1L << Math.min(xbar.input().dacBits(), Converter.INPUT_BITS)) - 1) << widest) * xbar.activeRows();
        return sum <= Converter.MAX_SUM
                ? Optional.empty()
                : Optional.of(chip.problemAt("xbar.active_rows",
                        "%d rows active at once make column sums of up to %d, beyond %d".formatted(xbar.activeRows(), sum,
                                Converter.MAX_SUM),
                        "lower active_rows, input.dac_bits or the bits of the slices"));
    }
}
