package qcc.sim;

import java.util.Optional;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import qcc.backend.cim.isa.Converter;
import qcc.tensor.LookupProduct;

/**
 * Codes of 16-bit sums, {@code clamp(floor(sum / step), least, largest)}, joined over phases:
 * {@code sum over phases of code << (phase * dacBits)}, the phase of the sign bit subtracted where there is one.
 *
 * @param least the least code
 * @param largest the largest code
 * @param phases phases whose codes are joined to one 16-bit number
 * @param isSigned whether joined codes are signed
 * @param signPhase the phase to subtract, -1 for none
 */
record CodeJoin(int least, int largest, int dacBits, int phases, boolean isSigned, int signPhase) {
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED.length() > 32
            ? ShortVector.SPECIES_512
            : ShortVector.SPECIES_PREFERRED;

    /**
     * Joining the codes of a group's sums; empty where sums leave 16 bits.
     *
     * @param conversion any of the group's
     */
    static Optional<CodeJoin> of(Converter converter, Conversion conversion, CellMatrix matrix) {
        var leastSum = matrix.sums().minimum();
        var largestSum = matrix.sums().maximum() + bias(converter, converter.steps().largest(), matrix.fractionBits());
        var largestStep = (long) converter.steps().largest() << matrix.fractionBits();
        if (leastSum < Short.MIN_VALUE || largestSum > Short.MAX_VALUE || largestStep > Short.MAX_VALUE) {
            return Optional.empty();
        }
        var leastStep = (long) converter.steps().least() << matrix.fractionBits();
        var least = (int) Math.max(conversion.least(), Math.floorDiv(leastSum, leastStep));
        var largest = (int) Math.min(conversion.largest(), largestSum / leastStep);
        var signPhase = converter.signing() == Converter.Signing.MSB_SUBTRACT ? converter.inputBits() - 1 : -1;
        var isSigned = least < 0 || signPhase >= 0;
        var phases = Math.ceilDiv(converter.inputBits(), converter.dacBits());
        while (phases > 1 && !fits(phases, converter.dacBits(), Math.max(-least, largest), isSigned)) {
            phases--;
        }
        return Optional.of(new CodeJoin(least, largest, converter.dacBits(), phases, isSigned, signPhase));
    }

    /** What is added to a sum before it is divided by the step. */
    static long bias(Converter converter, int step, int fractionBits) {
        return switch (converter.rounding()) {
            case NEAREST -> (long) step << fractionBits >> 1;
            case FLOOR -> 0;
        };
    }

    private static boolean fits(int phases, int dacBits, long magnitude, boolean isSigned) {
        var weights = 0L;
        for (var phase = 0; phase < phases; phase++) {
            weights += 1L << phase * dacBits;
        }
        return magnitude * (weights + (isSigned ? 1 : 0)) <= (isSigned ? Short.MAX_VALUE : 0xFFFF);
    }

    /** Joins the codes of some phases, of sums to be divided by 2^shift. */
    void apply(short[] sums, int shift, int firstPhase, int count, LookupProduct product, short[] joined) {
        for (var s = 0; s < product.phaseStride(); s += SHORTS.length()) {
            var result = ShortVector.zero(SHORTS);
            for (var phase = firstPhase + count - 1; phase >= firstPhase; phase--) {
                var code = ShortVector.fromArray(SHORTS, sums, phase * product.phaseStride() + s).lanewise(VectorOperators.ASHR, shift)
                        .max((short) least).min((short) largest);
                var higher = result.lanewise(VectorOperators.LSHL, dacBits);
                result = phase == signPhase ? higher.sub(code) : higher.add(code);
            }
            result.intoArray(joined, s);
        }
    }

    /**
     * Divides sums by a step that is no power of two, rounding down; quotients below the least code become that. With n = sum - least * step in 0
     * to 2^16, (n + 1/2) / step is at least 1/(2 step) away from every integer, which is more than the error of f32.
     */
    void divide(short[] sums, int step, int count) {
        var inverse = 1f / step;
        for (var i = 0; i < count; i += Lanes.COUNT) {
            var wide = (IntVector) ShortVector.fromArray(Lanes.SHORTS, sums, i).convertShape(VectorOperators.S2I, Lanes.INTS, 0);
            var raised = (FloatVector) wide.sub(least * step).max(0).convertShape(VectorOperators.I2F, Lanes.FLOATS, 0);
            var quotient = (IntVector) raised.add(0.5f).mul(inverse).convertShape(VectorOperators.F2I, Lanes.INTS, 0);
            ((ShortVector) quotient.add(least).convertShape(VectorOperators.I2S, Lanes.SHORTS, 0)).intoArray(sums, i);
        }
    }
}
