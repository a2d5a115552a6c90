package qcc.chip;

import java.util.List;
import java.util.Optional;

/**
 * One crossbar (macro): an array of cells with its drivers and read-out.
 *
 * @param kind analog or digital
 * @param rows physical rows (word lines)
 * @param cols physical columns (bit lines)
 * @param activeRows rows that may be active at once
 * @param cell a cell
 * @param weights how weights lie over cells
 * @param input how inputs drive rows
 * @param adc converters, of an analog macro only
 * @param digital adders, of a digital macro only
 * @param driverNs time of the row drivers per phase in ns
 * @param arrayNs time of the array per phase in ns
 * @param sampleNs time of sample and hold per phase in ns
 * @param shiftAddNs time of shift and add per phase in ns
 * @param write programming of weights
 * @param timing measured time of one product, which overrides the computed one
 */
public record Xbar(Kind kind, int rows, int cols, int activeRows, Cell cell, Weights weights, InputDrive input, Optional<Adc> adc,
        Optional<AdderTree> digital, double driverNs,
        double arrayNs, double sampleNs, double shiftAddNs, WritePort write, Optional<Timing> timing) {
    private static final Bounds SIDE = Bounds.between(1, 65536);

    /** Kinds of macros. */
    public enum Kind {
        ANALOG, DIGITAL
    }

    /** The converters or the adders, whichever the kind has. */
    public Readout readout() {
        return switch (kind) {
            case ANALOG -> adc.orElseThrow();
            case DIGITAL -> digital.orElseThrow();
        };
    }

    /** Weights of the full width side by side. */
    public int weightColumns() {
        return cols / weights.columns();
    }

    /** Weights of some width side by side; 0 if such weights do not fit. */
    public int weightColumns(int bits) {
        var columns = weights.columns(bits);
        return columns.isEmpty() ? 0 : cols / columns.getAsInt();
    }

    static Xbar read(Section section) {
        var kind = section.choice("kind", Kind.class);
        int rows = section.integer("rows", SIDE);
        var adc = section.optionalSection("adc", Adc::read);
        var digital = section.optionalSection("digital", AdderTree::read);
        var xbar = new Xbar(kind, rows, section.integer("cols", SIDE), section.integer("active_rows", SIDE, rows),
                section.section("cell", Cell::read),
                section.section("weights", Weights::read), section.section("input", InputDrive::read), adc, digital,
                section.number("driver_ns", Bounds.NOT_NEGATIVE, 0),
                section.number("array_ns", Bounds.NOT_NEGATIVE, 0), section.number("sample_ns", Bounds.NOT_NEGATIVE, 0),
                section.number("shift_add_ns", Bounds.NOT_NEGATIVE, 0), section.section("write", WritePort::read),
                section.optionalSection("timing", Timing::read));
        if (section.sound()) {
            xbar.check(section);
        }
        return xbar;
    }

    private void check(Section section) {
        if (activeRows > rows) {
            section.problem("active_rows", section.path("active_rows") + " is " + activeRows + ", but the array has " + rows + " rows",
                    "lower active_rows to rows or less");
        }
        if (weights.columns() > cols) {
            section.problem("cols", section.path("cols") + " is " + cols + ", but one weight takes " + weights.columns() + " columns",
                    "raise cols, or use fewer slices in weights.slice_bits");
        }
        if (adc.isPresent() && adc.get().columnsPerAdc() > cols) {
            section.problem("adc.columns_per_adc",
                    section.path("adc.columns_per_adc") + " is " + adc.get().columnsPerAdc() + ", but the array has " + cols + " columns",
                    "lower columns_per_adc to cols or less");
        }
        checkCell(section);
        checkPadding(section);
        checkPairs(section);
        checkKind(section);
    }

    private void checkCell(Section section) {
        int widest = weights.sliceBits().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (widest > cell.bits()) {
            section.problem("weights.slice_bits",
                    section.path("weights.slice_bits") + " has a slice of " + widest + " bits, but a cell holds " + cell.bits(),
                    "use slices of at most " + cell.bits() + " bits, or correct cell.bits");
        }
        boolean signs = cell.values().equals(List.of(-1, 1)) || cell.values().equals(List.of(0, 1));
        if (weights.encoding() == Weights.Encoding.XNOR && !signs) {
            section.problem("cell", section.path("cell") + " holds " + cell.values() + ", but xnor weights are one bit",
                    "set cell.bits to 1, or cell.values to [-1, 1]");
        }
    }

    /** Rows that a weight matrix leaves unused are driven as well, unless they are gated, and must then add nothing. */
    private void checkPadding(Section section) {
        boolean xnor = weights.encoding() == Weights.Encoding.XNOR;
        if (input.pad() == InputDrive.Pad.DRIVE_ZERO_POINT && (xnor || !cell.hasZero())) {
            section.problem("input.pad",
                    section.path("input.pad") + " is drive_zero_point, but a cell holds " + (xnor ? "-1 or 1" : cell.values())
                            + " and never 0: unused rows would add to every sum",
                    "set pad: gate_rows" + (xnor ? "" : ", or add 0 to cell.values"));
        }
    }

    private void checkPairs(Section section) {
        if (weights.encoding() == Weights.Encoding.DIFFERENTIAL_ANALOG && adc.isPresent() && adc.get().columnsPerAdc() % 2 != 0) {
            section.problem("adc.columns_per_adc",
                    section.path("adc.columns_per_adc") + " is " + adc.get().columnsPerAdc()
                            + ", but differential_analog subtracts pairs of columns before a converter",
                    "count both columns of a pair: an even number, or set weights.encoding: differential_digital");
        }
    }

    private void checkKind(Section section) {
        var wanted = kind == Kind.ANALOG ? "adc" : "digital";
        var other = kind == Kind.ANALOG ? "digital" : "adc";
        if (!section.has(wanted)) {
            section.problem("kind", section.path(wanted) + " is missing on " + (kind == Kind.ANALOG ? "an analog" : "a digital") + " macro",
                    section.has(other)
                            ? "its read-out is given under " + other + ": correct kind or move it"
                            : "describe its read-out there");
        } else if (section.has(other)) {
            section.problem(other, section.path(other) + " is given on " + (kind == Kind.ANALOG ? "an analog" : "a digital") + " macro",
                    "remove it, or correct kind");
        }
        if (kind == Kind.ANALOG && arrayNs == 0 && timing.isEmpty()) {
            section.problem("array_ns", section.path("array_ns") + " is missing on an analog macro",
                    "give the time of one phase, or timing if only whole products are known");
        }
    }
}
