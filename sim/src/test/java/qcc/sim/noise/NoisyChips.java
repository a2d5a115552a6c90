package qcc.sim.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;
import qcc.chip.DieLoader;
import qcc.sim.array.WeightCode;

/** Chips of 128 x 128 cells of 2 bits with non-idealities, and groups placed on them. */
public final class NoisyChips {
    private static final int ROWS = 128;

    private NoisyChips() {}

    /** An analog chip with a noise section of these keys. */
    public static Chip chip(WeightEncoding encoding, String noise) {
        var text = ChipLoader.preset("isaac-isca16").toYaml().replace("encoding: offset", "encoding: " + encoding.text())
                .replace("slice_bits: [2, 2, 2, 2, 2, 2, 2, 2]", "slice_bits: [2, 2, 2, 2]").replace("bits: 16", "bits: 8");
        if (encoding == WeightEncoding.TWOS_COMPLEMENT) {
            text = text.replace("slice_bits: [2, 2, 2, 2]", "signed_top_slice: true\n    slice_bits: [2, 2, 2, 2]");
        }
        if (encoding == WeightEncoding.XNOR) {
            text = text.replace("cell: {tech: reram, bits: 2}", "cell: {tech: reram, values: [-1, 1]}")
                    .replace("slice_bits: [2, 2, 2, 2]", "slice_bits: [1, 1, 1, 1, 1, 1, 1, 1]")
                    .replaceFirst("signed: [a-z_]+", "signed: bipolar")
                    .replaceFirst("pad: [a-z_]+", "pad: gate_rows");
        }
        var section = text.indexOf("\nnoise:");
        return ChipLoader.parse(text.substring(0, section) + "\nnoise: {ideal: false" + (noise.isEmpty() ? "" : ", " + noise) + "}\n",
                "noisy");
    }

    /** The non-idealities of such a chip. */
    public static NonIdealities nonIdealities(String noise) {
        return new NonIdealities(chip(WeightEncoding.OFFSET, noise).noise(), Optional.empty());
    }

    /** A specimen of a chip that is ideal but for what its die file says. */
    public static NonIdealities die(Chip chip, String yaml) {
        return new NonIdealities(ideal(), Optional.of(DieLoader.parse(yaml, "die.yaml", chip)));
    }

    private static qcc.chip.Noise ideal() {
        return ChipLoader.preset("isaac-isca16").noise();
    }

    /** The cells of core 0 with some groups. */
    public static CoreCells cells(WeightEncoding encoding, NonIdealities nonIdealities, ArrayGroup... groups) {
        return nonIdealities.cells(0, chip(encoding, "").typeOf(0), List.of(groups));
    }

    /** The conductance of a cell, in units of a level. */
    public static double conductance(CoreCells cells, int crossbar, int cell) {
        return cells.conductances(crossbar)[cell];
    }

    /** A group of at most 128 rows in every crossbar from 0 on, slices side by side. */
    public static ArrayGroup placed(ArrayGroup group) {
        var code = new WeightCode(group.encoding(), group.sliceBits());
        var slices = new ArrayList<CrossbarSlice>();
        for (var row = 0; row < group.rows(); row += ROWS) {
            for (var slice = 0; slice < group.sliceBits().size(); slice++) {
                slices.add(new CrossbarSlice(row / ROWS, 0, slice * group.columns() * code.cells(), row, 0,
                        Math.min(ROWS, group.rows() - row), group.columns(), slice, 0));
            }
        }
        return new ArrayGroup(group.id(), group.rows(), group.columns(), group.matrix(), group.encoding(), group.sliceBits(), slices,
                group.converter());
    }

    /** The slices of a weight of 8 bits. */
    public static List<Integer> sliceBits(WeightEncoding encoding) {
        return encoding == WeightEncoding.XNOR ? List.of(1, 1, 1, 1, 1, 1, 1, 1) : List.of(2, 2, 2, 2);
    }

    /** A group of equal weights without converters. */
    public static ArrayGroup filled(WeightEncoding encoding, int rows, int columns, int weight) {
        return filled(encoding, rows, columns, weight, Optional.empty());
    }

    /** A group of equal weights. */
    public static ArrayGroup filled(WeightEncoding encoding, int rows, int columns, int weight, Optional<Converter> converter) {
        var matrix = new byte[rows * columns];
        Arrays.fill(matrix, (byte) weight);
        return placed(new ArrayGroup(0, rows, columns, matrix, encoding, sliceBits(encoding), List.of(), converter));
    }
}
