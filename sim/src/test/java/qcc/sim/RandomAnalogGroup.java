package qcc.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.Converter.Rounding;
import qcc.backend.cim.isa.Converter.Signing;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.chip.ChipLoader;
import qcc.chip.CoreType;

/** Random groups on analog crossbars, and crossbars that fit them. */
final class RandomAnalogGroup {
    private RandomAnalogGroup() {}

    /** A group in one crossbar, whose slices lie side by side. */
    static ArrayGroup of(Random random, WeightEncoding encoding) {
        var sliceBits = slices(random, encoding);
        var rows = 1 + random.nextInt(40);
        var columns = 1 + random.nextInt(6);
        var matrix = new byte[rows * columns];
        for (var i = 0; i < matrix.length; i++) {
            var weight = random.nextInt(-127, 128);
            matrix[i] = (byte) (random.nextInt(3) == 0 ? weight : weight / 16);
        }
        if (encoding != WeightEncoding.DIFFERENTIAL_ANALOG && encoding != WeightEncoding.DIFFERENTIAL_DIGITAL
                || sliceBits.stream().mapToInt(Integer::intValue).sum() > 7) {
            matrix[random.nextInt(matrix.length)] = -128;
        }
        return new ArrayGroup(1, rows, columns, matrix, encoding, sliceBits, placed(encoding, sliceBits.size(), rows, columns),
                Optional.of(converter(random, encoding, sliceBits.size(), rows, columns)));
    }

    private static Converter converter(Random random, WeightEncoding encoding, int slices, int rows, int columns) {
        var rowGroups = new ArrayList<Integer>();
        for (var left = rows; left > 0; left -= rowGroups.getLast()) {
            rowGroups.add(1 + random.nextInt(left));
        }
        var signing = encoding == WeightEncoding.XNOR ? Signing.BIPOLAR : Signing.values()[random.nextInt(Signing.values().length)];
        var dacBits = List.of(1, 1, 2, 3, 4, 8).get(random.nextInt(6));
        var planes = slices * (encoding == WeightEncoding.DIFFERENTIAL_DIGITAL ? 2 : 1);
        var rounding = random.nextBoolean() ? Rounding.NEAREST : Rounding.FLOOR;
        return new Converter(random.nextInt(3, 18), steps(random, rowGroups.size(), planes, columns), rounding, 8, dacBits, signing,
                rowGroups);
    }

    private static List<CrossbarSlice> placed(WeightEncoding encoding, int count, int rows, int columns) {
        var cells = encoding == WeightEncoding.DIFFERENTIAL_DIGITAL || encoding == WeightEncoding.DIFFERENTIAL_ANALOG ? 2 : 1;
        var slices = new ArrayList<CrossbarSlice>();
        for (var slice = 0; slice < count; slice++) {
            slices.add(new CrossbarSlice(0, 2, slice * columns * cells, 0, 0, rows, columns, slice));
        }
        return slices;
    }

    /** Steps of 1, powers of two or any, with or without fraction bits, and axes that share them or not. */
    private static StepTable steps(Random random, int rowGroups, int planes, int columns) {
        var sizes = new int[]{random.nextBoolean() ? 1 : rowGroups, random.nextBoolean() ? 1 : planes, random.nextBoolean() ? 1 : columns};
        var kind = random.nextInt(6);
        var steps = new int[sizes[0] * sizes[1] * sizes[2]];
        Arrays.setAll(steps, _ -> kind < 2 ? 1 : kind == 2 ? 1 << random.nextInt(6) : 1 + random.nextInt(40));
        if (kind < 4) {
            return StepTable.of(sizes[0], sizes[1], sizes[2], steps);
        }
        var bits = List.of(1, 3, 8, 8, 13, 16).get(random.nextInt(6));
        Arrays.setAll(steps,
                _ -> random.nextInt(8) == 0 ? 1 << random.nextInt(bits + 3) : 1 + random.nextInt(kind == 4 ? 3 << bits : 40 << bits));
        return StepTable.of(sizes[0], sizes[1], sizes[2], steps).withFractionBits(bits);
    }

    private static List<Integer> slices(Random random, WeightEncoding encoding) {
        var choices = switch (encoding) {
            case TWOS_COMPLEMENT ->
                List.of(List.of(1, 1, 1, 1, 1, 1, 1, 1), List.of(4, 3, 1), List.of(7, 1), List.of(2, 2, 2, 2, 1), List.of(4, 4),
                        List.of(8), List.of(3, 6), List.of(8, 1));
            case OFFSET -> List.of(List.of(2, 2, 2, 2), List.of(4, 4), List.of(1, 7), List.of(3, 3, 3), List.of(8));
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL ->
                List.of(List.of(7), List.of(2, 2, 2, 2), List.of(4, 3), List.of(1, 6), List.of(8), List.of(8, 2));
            case XNOR -> List.of(List.of(1, 1, 1, 1, 1, 1, 1, 1), List.of(1, 1, 1, 1, 1, 1, 1, 1, 1));
        };
        return choices.get(random.nextInt(choices.size()));
    }

    /** Crossbars as a group's converter says. */
    static CoreType type(ArrayGroup group) {
        var converter = group.converter().orElseThrow();
        var text = Machines.chip().replace("kind: digital", "kind: analog\n  array_ns: 100")
                .replace("tech: sram, bits: 1", "tech: reram, bits: " + (group.encoding() == WeightEncoding.XNOR ? 1 : 8))
                .replace("encoding: twos_complement", "encoding: " + group.encoding().text() + "\n    signed_top_slice: true")
                .replace("[1, 1, 1, 1, 1, 1, 1, 1]", group.sliceBits().toString())
                .replace("signed: msb_subtract", "signed: " + word(converter.signing()))
                .replace("dac_bits: 1", "dac_bits: " + converter.dacBits()).replace("pad: drive_zero_point", "pad: gate_rows")
                .replaceAll("cols: \\d+", "cols: 1024")
                .replaceFirst("(?s)(accumulators:.*?bits: )\\d+", "$1" + 62)
                .replaceAll("(?s)  digital:.*?  write:", "  adc: {bits: " + converter.bits()
                        + ", conversion_ns: 1, columns_per_adc: 16, round: " + word(converter.rounding()) + "}\n  write:");
        return ChipLoader.parse(text, "analog").typeOf(0);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
