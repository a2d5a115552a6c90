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
 * Codes of 16-bit sums, between the least and the largest, joined over phases:
 * {@code sum over phases of code << (phase * dacBits)}, the phase of the sign bit subtracted where there is one.
 *
 * @param least the least code
 * @param largest the largest code
 * @param phases phases whose codes are joined to one 16-bit number
 * @param isSigned whether joined codes are signed
 * @param signPhase the phase to subtract, -1 for none
 */
record CodeJoin(int least, int largest, int dacBits, int phases, boolean isSigned, int signPhase) {
    private static final long MOST_RAISED = 1 << 30;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED.length() > 32
            ? ShortVector.SPECIES_512
            : ShortVector.SPECIES_PREFERRED;

    /**
     * Joining the codes of a group's sums; empty where sums leave 16 bits, or numbers on the way to a code 30.
     *
     * @param conversion any of the group's
     */
    static Optional<CodeJoin> of(Converter converter, Conversion conversion, CellMatrix matrix) {
        if (!matrix.fits(converter)) {
            return Optional.empty();
        }
        var leastStep = (long) converter.steps().least() << matrix.fractionBits();
        var leastUnits = matrix.sums().minimum() << converter.steps().fractionBits();
        var largestUnits = (matrix.sums().maximum() << converter.steps().fractionBits()) + leastStep / 2;
        var least = Math.max(conversion.least(), Math.floorDiv(leastUnits, leastStep));
        var largest = Math.min(conversion.largest(), largestUnits / leastStep);
        var raised = largestUnits + ((long) converter.steps().largest() << matrix.fractionBits()) * (1 - least);
        if (least < Short.MIN_VALUE || largest > Short.MAX_VALUE || raised > MOST_RAISED) {
            return Optional.empty();
        }
        var signPhase = converter.signing() == Converter.Signing.MSB_SUBTRACT ? converter.inputBits() - 1 : -1;
        var isSigned = least < 0 || signPhase >= 0;
        var phases = Math.ceilDiv(converter.inputBits(), converter.dacBits());
        while (phases > 1 && !fits(phases, converter.dacBits(), Math.max(-least, largest), isSigned)) {
            phases--;
        }
        return Optional.of(new CodeJoin((int) least, (int) largest, converter.dacBits(), phases, isSigned, signPhase));
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
     * Replaces sums by their codes, {@code floor((sum * 2^shift + bias) / step)} within the codes that there are. The quotient of f32 numbers is
     * corrected by its remainder: numbers below 2^30 have quotients below 2^16 that are off by 1 at most, larger ones are limited anyway.
     */
    void divide(short[] sums, int shift, int bias, int step, int count) {
        var inverse = 1f / step;
        for (var i = 0; i < count; i += Lanes.COUNT) {
            var wide = (IntVector) ShortVector.fromArray(Lanes.SHORTS, sums, i).convertShape(VectorOperators.S2I, Lanes.INTS, 0);
            var raised = wide.lanewise(VectorOperators.LSHL, shift).add(bias - least * step).max(0);
            var estimate = ((FloatVector) raised.convertShape(VectorOperators.I2F, Lanes.FLOATS, 0)).mul(inverse);
            var quotient = ((IntVector) estimate.convertShape(VectorOperators.F2I, Lanes.INTS, 0)).min(largest - least + 1);
            var rest = raised.sub(quotient.mul(step));
            var corrected = quotient.sub(1, rest.compare(VectorOperators.LT, 0)).add(1, rest.compare(VectorOperators.GE, step));
            ((ShortVector) corrected.add(least).min(largest).convertShape(VectorOperators.I2S, Lanes.SHORTS, 0)).intoArray(sums, i);
        }
    }
}
