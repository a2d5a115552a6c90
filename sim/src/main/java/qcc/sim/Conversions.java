package qcc.sim;

import java.util.Arrays;
import java.util.List;

import qcc.backend.cim.isa.Converter;

/** The conversions of a group: one for each of the steps of its converter, and each sign of codes. */
final class Conversions {
    private final Conversion[] conversions;
    private final Conversion[] signedConversions;
    private final boolean[] isSigned;
    private final int groupStride;
    private final int planeStride;
    private final int columnStride;
    private final int fractionBits;

    /** @param isXnor whether sums are numbers of levels that agree, which have no sign */
    Conversions(Converter converter, List<CellPlane> planes, boolean isXnor, boolean isBipolar) {
        var shape = converter.steps().shape();
        this.conversions = conversions(converter, false);
        this.signedConversions = conversions(converter, true);
        this.isSigned = new boolean[planes.size()];
        for (var p = 0; p < isSigned.length; p++) {
            isSigned[p] = !isXnor && (isBipolar || planes.get(p).isSigned());
        }
        this.groupStride = shape[0] == 1 ? 0 : shape[1] * shape[2];
        this.planeStride = shape[1] == 1 ? 0 : shape[2];
        this.columnStride = shape[2] == 1 ? 0 : 1;
        this.fractionBits = converter.steps().fractionBits();
    }

    private static Conversion[] conversions(Converter converter, boolean isSigned) {
        return Arrays.stream(converter.steps().steps()).mapToObj(step -> Conversion.of(converter, step, isSigned))
                .toArray(Conversion[]::new);
    }

    Conversion of(int rowGroup, int plane, int column) {
        return (isSigned[plane] ? signedConversions : conversions)[rowGroup * groupStride + plane * planeStride + column * columnStride];
    }

    /** The nearest integer, halves up, to a number of units of the steps. */
    long integer(long units) {
        return fractionBits == 0 ? units : units + (1L << fractionBits - 1) >> fractionBits;
    }

    /** How many units an integer is. */
    long units(long integer) {
        return integer << fractionBits;
    }

    /** Whether columns are converted alike. */
    boolean areEqualInColumns() {
        return columnStride == 0;
    }
}
