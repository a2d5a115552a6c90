package qcc.sim;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.Converter.Rounding;
import qcc.backend.cim.isa.Converter.Signing;
import qcc.backend.cim.isa.WeightEncoding;

/** Converted products one number at a time, written from the definition alone, with decimal numbers of any length: bits of inputs, bits of weights, sums of rows. */
final class ScalarAnalogProduct {
    private static final int INPUT_BITS = 8;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final ArrayGroup group;
    private final Converter converter;
    private final boolean isXnor;
    private final boolean isBipolar;
    private final int codeBits;

    private ScalarAnalogProduct(ArrayGroup group) {
        this.group = group;
        this.converter = group.converter().orElseThrow();
        this.isXnor = group.encoding() == WeightEncoding.XNOR;
        this.isBipolar = converter.signing() == Signing.BIPOLAR;
        this.codeBits = group.sliceBits().stream().mapToInt(Integer::intValue).sum();
    }

    /** A run of bits, the sign of what it counts, and which sign of numbers it is taken from (0 for all). */
    private record Digit(int low, int bits, int sign, int part) {
        int of(int code) {
            return code >> low & (1 << bits) - 1;
        }

        long worth() {
            return (long) sign << low;
        }
    }

    /** Sums [columns][samples] of inputs [rows][samples]. */
    static int[] products(ArrayGroup group, byte[] inputs, int samples) {
        var product = new ScalarAnalogProduct(group);
        var sums = new int[group.columns() * samples];
        for (var c = 0; c < group.columns(); c++) {
            for (var s = 0; s < samples; s++) {
                sums[c * samples + s] = Math.toIntExact(product.sum(inputs, samples, s, c));
            }
        }
        return sums;
    }

    private long sum(byte[] inputs, int samples, int sample, int column) {
        var total = BigDecimal.ZERO;
        var plane = 0;
        for (var cell : cells()) {
            for (var phase : phases()) {
                var row = 0;
                for (var g = 0; g < converter.rowGroups().size(); g++) {
                    int size = converter.rowGroups().get(g);
                    var sum = 0L;
                    for (var end = row + size; row < end; row++) {
                        sum += (long) level(inputs[row * samples + sample], phase)
                                * value(group.matrix()[row * group.columns() + column], cell);
                    }
                    var step = new BigDecimal(converter.steps().at(g, plane, column))
                            .divide(new BigDecimal(1 << converter.steps().fractionBits()));
                    total = total.add(converted(sum, size, phase, cell, step).multiply(BigDecimal.valueOf(phase.worth() * cell.worth())));
                }
            }
            plane++;
        }
        var integer = total.add(HALF).setScale(0, RoundingMode.FLOOR).longValueExact();
        return Math.floorDiv(integer + missing(inputs, samples, sample, column), (isXnor ? 2 : 1) * (isBipolar ? 2 : 1));
    }

    /** What the products of driven codes and programmed codes lack of those of inputs and weights, row by row. */
    private long missing(byte[] inputs, int samples, int sample, int column) {
        var result = 0L;
        for (var row = 0; row < group.rows(); row++) {
            long x = inputs[row * samples + sample];
            long w = group.matrix()[row * group.columns() + column];
            var driven = switch (converter.signing()) {
                case NONE, OFFSET -> x + 128;
                case MSB_SUBTRACT, POS_NEG -> x;
                case BIPOLAR -> 2 * x + 1;
            };
            var held = switch (group.encoding()) {
                case OFFSET -> w + (1L << codeBits - 1);
                case XNOR -> 2 * w + 1;
                case TWOS_COMPLEMENT, DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> w;
            };
            result += (isBipolar ? 2 : 1) * (isXnor ? 2 : 1) * x * w - driven * held;
        }
        return result;
    }

    private List<Digit> phases() {
        var result = new ArrayList<Digit>();
        var end = converter.signing() == Signing.MSB_SUBTRACT ? INPUT_BITS - 1 : INPUT_BITS;
        for (var part : converter.signing() == Signing.POS_NEG ? new int[]{1, -1} : new int[]{0}) {
            for (var low = 0; low < end; low += converter.dacBits()) {
                result.add(new Digit(low, Math.min(converter.dacBits(), end - low), part < 0 ? -1 : 1, part));
            }
        }
        if (end < INPUT_BITS) {
            result.add(new Digit(end, 1, -1, 0));
        }
        return result;
    }

    private int level(int x, Digit phase) {
        return switch (converter.signing()) {
            case NONE, OFFSET -> phase.of(x + 128);
            case MSB_SUBTRACT -> phase.of(x);
            case POS_NEG -> phase.of(x * phase.part > 0 ? Math.abs(x) : 0);
            case BIPOLAR -> phase.of(x + 128) - ((1 << phase.bits) - 1 - phase.of(x + 128));
        };
    }

    /** In the order of steps. */
    private List<Digit> cells() {
        var result = new ArrayList<Digit>();
        var low = 0;
        for (int bits : group.sliceBits()) {
            var isSignBit = group.encoding() == WeightEncoding.TWOS_COMPLEMENT && low + bits == codeBits && bits == 1;
            if (group.encoding() == WeightEncoding.DIFFERENTIAL_DIGITAL) {
                result.add(new Digit(low, bits, 1, 1));
                result.add(new Digit(low, bits, -1, -1));
            } else {
                result.add(new Digit(low, bits, isSignBit ? -1 : 1, 0));
            }
            low += bits;
        }
        return result;
    }

    private boolean isSigned(Digit cell) {
        return group.encoding() == WeightEncoding.DIFFERENTIAL_ANALOG
                || group.encoding() == WeightEncoding.TWOS_COMPLEMENT && cell.low + cell.bits == codeBits && cell.bits > 1;
    }

    private int value(int w, Digit cell) {
        return switch (group.encoding()) {
            case OFFSET -> cell.of(w + (1 << codeBits - 1));
            case XNOR -> cell.of(w + (1 << codeBits - 1)) == 1 ? 1 : -1;
            case TWOS_COMPLEMENT -> {
                var digit = cell.of(w);
                yield isSigned(cell) && digit >= 1 << cell.bits - 1 ? digit - (1 << cell.bits) : digit;
            }
            case DIFFERENTIAL_DIGITAL -> cell.of(w * cell.part > 0 ? Math.abs(w) : 0);
            case DIFFERENTIAL_ANALOG -> w < 0 ? -cell.of(-w) : cell.of(w);
        };
    }

    private BigDecimal converted(long sum, int rows, Digit phase, Digit cell, BigDecimal step) {
        if (isXnor) {
            var all = (long) rows * ((1 << phase.bits) - 1);
            return value((sum + all) / 2, step, false).multiply(BigDecimal.TWO).subtract(BigDecimal.valueOf(all));
        }
        return value(sum, step, isBipolar || isSigned(cell));
    }

    /** The code floor(S / D + 1/2) or floor(S / D), limited, times D. */
    private BigDecimal value(long sum, BigDecimal step, boolean isSigned) {
        var doubled = BigDecimal.valueOf(2 * sum).add(converter.rounding() == Rounding.NEAREST ? step : BigDecimal.ZERO);
        var code = doubled.divide(step.multiply(BigDecimal.TWO), 0, RoundingMode.FLOOR).longValueExact();
        var least = isSigned ? -(1L << converter.bits() - 1) : 0;
        var largest = (1L << (isSigned ? converter.bits() - 1 : converter.bits())) - 1;
        return step.multiply(BigDecimal.valueOf(Math.min(Math.max(code, least), largest)));
    }
}
