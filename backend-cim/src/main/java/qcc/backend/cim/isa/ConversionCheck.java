package qcc.backend.cim.isa;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Checks that a group's matrix, cells and converter go together. */
record ConversionCheck(int id, WeightEncoding encoding, List<Integer> sliceBits, Converter converter) {
    private static final long MAX_SUM = 1 << 30;

    /** @throws IllegalArgumentException naming the group and what does not go together */
    void check(int rows, int columns, byte[] matrix) {
        require(converter.rows() == rows, "row groups of %d rows do not cover %d rows", converter.rows(), rows);
        var planes = sliceBits.size() * (encoding == WeightEncoding.DIFFERENTIAL_DIGITAL ? 2 : 1);
        require(converter.steps().covers(converter.rowGroups().size(), planes, columns),
                "steps %s do not go with %d row groups, %d planes and %d columns", Arrays.toString(converter.steps().shape()),
                converter.rowGroups().size(), planes, columns);
        require(!sliceBits.isEmpty(), "weights whose sums are converted have at least one slice");
        var isXnor = encoding == WeightEncoding.XNOR;
        require(!isXnor || converter.signing() == Converter.Signing.BIPOLAR && Collections.max(sliceBits) == 1,
                "xnor cells have slices of 1 bit and bipolar inputs, not slices of %s bits and inputs driven as %s", sliceBits,
                converter.signing());
        var widest = (1L << converter.dacBits()) - 1 << Collections.max(sliceBits);
        require(Collections.max(converter.rowGroups()) * widest <= MAX_SUM, "column sums of %d rows can exceed %d",
                Collections.max(converter.rowGroups()), MAX_SUM);
        checkWeights(matrix);
    }

    private void checkWeights(byte[] matrix) {
        var codes = 1L << sliceBits.stream().mapToInt(Integer::intValue).sum();
        var isDifferential = encoding == WeightEncoding.DIFFERENTIAL_ANALOG || encoding == WeightEncoding.DIFFERENTIAL_DIGITAL;
        var least = isDifferential ? 1 - codes : -codes / 2;
        var largest = isDifferential ? codes - 1 : codes / 2 - 1;
        for (var weight : matrix) {
            require(least <= weight && weight <= largest, "slices of %s bits cannot hold the weight %d", sliceBits, weight);
        }
    }

    private void require(boolean condition, String rule, Object... values) {
        if (!condition) {
            throw new IllegalArgumentException("group %d: ".formatted(id) + rule.formatted(values));
        }
    }
}
