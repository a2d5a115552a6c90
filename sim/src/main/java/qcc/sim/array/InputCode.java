package qcc.sim.array;

import java.util.ArrayList;
import java.util.List;
import qcc.chip.Adc;
import qcc.chip.AdderTree;
import qcc.chip.InputDrive;
import qcc.chip.Xbar;

/**
 * How an i8 input drives a row, phase by phase: {@code x = (sum over phases of factor * level + constant) / divisor}.
 *
 * @param phases in the order in which they are driven
 * @param bits bits of an input that are driven
 * @param signed how signs are driven
 * @param constant added to the sum of the phases
 * @param divisor 2 where every level is below or above 0, else 1
 */
public record InputCode(List<Phase> phases, int bits, InputDrive.Signed signed, int constant, int divisor) {
    private static final int INPUT_BITS = 8;

    /**
     * One phase.
     *
     * @param shift the first bit driven
     * @param bits how many bits are driven
     * @param factor what the sums of this phase are multiplied with
     * @param sign which inputs are driven: 1 the positive ones, -1 the negative ones, 0 all
     */
    public record Phase(int shift, int bits, int factor, int sign) {}

    /** The code of a crossbar's inputs. */
    public static InputCode of(Xbar xbar) {
        var bits = Math.min(INPUT_BITS, xbar.input().bits());
        var step = switch (xbar.readout()) {
            case AdderTree tree -> tree.inputBitsPerCycle();
            case Adc _ -> xbar.input().dacBits();
        };
        var signed = xbar.input().signed();
        return new InputCode(phases(bits, step, signed, xbar.kind() == Xbar.Kind.ANALOG), bits, signed, constant(signed, bits),
                signed == InputDrive.Signed.BIPOLAR ? 2 : 1);
    }

    private static int constant(InputDrive.Signed signed, int bits) {
        return switch (signed) {
            case MSB_SUBTRACT, POS_NEG -> 0;
            case NONE, OFFSET -> -(1 << bits - 1);
            case BIPOLAR -> -1;
        };
    }

    /** An analog macro has no levels for a signed number, so that the sign bit has a phase of its own there. */
    private static List<Phase> phases(int bits, int step, InputDrive.Signed signed, boolean isAnalog) {
        var phases = new ArrayList<Phase>();
        var isComplement = signed == InputDrive.Signed.MSB_SUBTRACT;
        var end = isComplement && isAnalog ? bits - 1 : bits;
        for (var sign : signed == InputDrive.Signed.POS_NEG ? new int[]{1, -1} : new int[]{0}) {
            for (var shift = 0; shift < end; shift += step) {
                var width = Math.min(step, end - shift);
                var isSignBit = isComplement && shift + width == bits && width == 1;
                phases.add(new Phase(shift, width, (sign < 0 || isSignBit ? -1 : 1) << shift, sign));
            }
        }
        if (end < bits) {
            phases.add(new Phase(end, 1, -1 << end, 0));
        }
        return List.copyOf(phases);
    }

    /** The smallest input. */
    public int minimum() {
        return -(1 << bits - 1);
    }

    /** The largest input. */
    public int maximum() {
        return (1 << bits - 1) - 1;
    }

    /** Whether sums can be negative because levels can. */
    boolean hasNegativeLevels() {
        return signed == InputDrive.Signed.BIPOLAR;
    }

    /** The level that an input drives in a phase. */
    public int level(int input, Phase phase) {
        var mask = (1 << phase.bits) - 1;
        return switch (signed) {
            case NONE, OFFSET -> input - constant >> phase.shift & mask;
            case MSB_SUBTRACT -> phase.shift + phase.bits == bits && phase.bits > 1 ? input >> phase.shift : input >> phase.shift & mask;
            case POS_NEG -> Math.max(0, phase.sign * input) >> phase.shift & mask;
            case BIPOLAR -> 2 * (input + (1 << bits - 1) >> phase.shift & mask) - mask;
        };
    }
}
