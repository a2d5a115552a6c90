package qcc.sim;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.chip.Adc;
import qcc.chip.AdderTree;
import qcc.chip.CoreType;
import qcc.chip.Weights;
import qcc.chip.Xbar;

/** Checks that what a segment programs into a core's crossbars fits them, each cell once, and that it is converted as the chip can. */
final class CrossbarSpace {
    private CrossbarSpace() {}

    /** @throws Fault naming the first group that does not fit */
    static void check(CoreType type, List<ArrayGroup> groups) {
        var taken = new HashMap<Integer, int[]>();
        for (var group : groups) {
            checkEncoding(type, group);
            checkConverter(type, group);
            for (var slice : group.slices()) {
                place(type, group, slice, taken);
            }
        }
    }

    private static void checkEncoding(CoreType type, ArrayGroup group) {
        var chip = type.xbar().weights();
        if (!group.slices().isEmpty() && !chip.encoding().equals(Weights.Encoding.valueOf(group.encoding().name()))) {
            throw new Fault("array group %d is encoded as %s, the chip's crossbars hold %s", group.id(), group.encoding(), chip.encoding());
        }
    }

    private static void checkConverter(CoreType type, ArrayGroup group) {
        switch (type.xbar().readout()) {
            case AdderTree _ -> {
                if (group.converter().isPresent()) {
                    throw new Fault("array group %d has converters, the chip's crossbars add digitally", group.id());
                }
            }
            case Adc adc -> checkConverter(type.xbar(), adc, group);
        }
    }

    private static void checkConverter(Xbar xbar, Adc adc, ArrayGroup group) {
        var converter = group.converter().orElseThrow(
                () -> new Fault("array group %d does not say how the sums of its analog crossbars are converted", group.id()));
        if (converter.bits() != adc.bits() || converter.dacBits() != Math.min(xbar.input().dacBits(), converter.inputBits())
                || !converter.rounding().name().equals(adc.round().name())) {
            throw new Fault("array group %d is for converters of %d bits (rounding %s) and phases of %d bits, the chip has %d (%s) and %d",
                    group.id(), converter.bits(), converter.rounding(), converter.dacBits(), adc.bits(), adc.round(),
                    xbar.input().dacBits());
        }
        if (!converter.signing().name().equals(xbar.input().signed().name())) {
            throw new Fault("array group %d drives inputs as %s, the chip's crossbars as %s", group.id(), converter.signing(),
                    xbar.input().signed());
        }
        if (Collections.max(converter.rowGroups()) > xbar.activeRows()) {
            throw new Fault("array group %d activates %d rows at once, the chip's crossbars %d", group.id(),
                    Collections.max(converter.rowGroups()), xbar.activeRows());
        }
    }

    /** Marks the cells of a slice: bit r of {@code taken} of a crossbar stands for a cell, row by row. */
    private static void place(CoreType type, ArrayGroup group, CrossbarSlice slice, HashMap<Integer, int[]> taken) {
        var xbar = type.xbar();
        var columns = (long) slice.columns() * xbar.weights().encoding().columnsPerSlice();
        if (slice.crossbar() >= type.core().xbars()) {
            throw new Fault("array group %d lies in crossbar %d, the core has %d", group.id(), slice.crossbar(), type.core().xbars());
        }
        if ((long) slice.crossbarRow() + slice.rows() > xbar.rows() || slice.crossbarColumn() + columns > xbar.cols()) {
            throw new Fault("array group %d needs rows %d..%d and columns %d..%d of crossbar %d, which has %d x %d cells", group.id(),
                    slice.crossbarRow(), slice.crossbarRow() + slice.rows() - 1, slice.crossbarColumn(),
                    slice.crossbarColumn() + columns - 1, slice.crossbar(), xbar.rows(), xbar.cols());
        }
        var cells = taken.computeIfAbsent(slice.crossbar(), _ -> new int[Math.ceilDiv(xbar.rows() * xbar.cols(), Integer.SIZE)]);
        for (var row = slice.crossbarRow(); row < slice.crossbarRow() + slice.rows(); row++) {
            for (var column = slice.crossbarColumn(); column < slice.crossbarColumn() + columns; column++) {
                var cell = row * xbar.cols() + column;
                if ((cells[cell / Integer.SIZE] & 1 << cell % Integer.SIZE) != 0) {
                    throw new Fault("array group %d overlaps another block at row %d, column %d of crossbar %d", group.id(), row, column,
                            slice.crossbar());
                }
                cells[cell / Integer.SIZE] |= 1 << cell % Integer.SIZE;
            }
        }
    }
}
