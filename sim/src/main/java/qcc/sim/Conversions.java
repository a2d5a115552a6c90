package qcc.sim;

import java.util.Arrays;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;

/** The conversions of a group: one for each of the steps of its converter. */
final class Conversions {
    private final Conversion[] conversions;
    private final int groupStride;
    private final int planeStride;
    private final int columnStride;

    Conversions(ArrayGroup group, Converter converter) {
        var shape = converter.steps().shape();
        this.conversions = Arrays.stream(converter.steps().steps()).mapToObj(step -> Conversion.of(group, converter, step))
                .toArray(Conversion[]::new);
        this.groupStride = shape[0] == 1 ? 0 : shape[1] * shape[2];
        this.planeStride = shape[1] == 1 ? 0 : shape[2];
        this.columnStride = shape[2] == 1 ? 0 : 1;
    }

    Conversion of(int rowGroup, int plane, int column) {
        return conversions[rowGroup * groupStride + plane * planeStride + column * columnStride];
    }

    /** Whether columns are converted alike. */
    boolean areEqualInColumns() {
        return columnStride == 0;
    }
}
