package qcc.passes.mapping;

import java.util.Arrays;
import java.util.Optional;
import qcc.chip.Chip;
import qcc.chip.Problem;
import qcc.chip.RequantizeMode;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.pass.PassContext;

/** The chip that a network is mapped to, and what the mapping needs of it beyond a valid chip file. */
public final class MappedChip {
    private static final int INPUT_BITS = 8;

    private MappedChip() {}

    /** The chip of a context; where there is none, or none that networks can be mapped to, an error is reported once. */
    public static Optional<Chip> find(Op root, PassContext context) {
        var chip = context.find(Chip.class);
        if (chip.isEmpty()) {
            context.error(root, "cannot be mapped without a chip description");
            return Optional.empty();
        }
        var problem = problem(chip.get());
        problem.ifPresent(p -> context.report(diagnostic(p)));
        return problem.isPresent() ? Optional.empty() : chip;
    }

    private static Diagnostic diagnostic(Problem problem) {
        var place = new Location.File(problem.source(), problem.line(), problem.column());
        return Diagnostic.error(place, problem.message()).note(place, problem.hint());
    }

    /**
     * What stands against mapping any network to a chip, at its place in the chip file. Of a heterogeneous chip one type that can hold weights is
     * enough; the others do vector operations.
     */
    static Optional<Problem> problem(Chip chip) {
        if (!chip.coreTypes().isEmpty()) {
            var problems = chip.census().keySet().stream().map(type -> problem(CoreKind.only(chip, type))).toList();
            return problems.stream().allMatch(Optional::isPresent) ? problems.getFirst() : Optional.empty();
        }
        var legal = chip.legalOperations();
        if (Arrays.stream(RequantizeMode.values()).noneMatch(legal::allows)) {
            return Optional.of(chip.problemAt("core.requantize.multiplier_bits", legal.refusal(RequantizeMode.DOUBLE).orElseThrow(),
                    "raise multiplier_bits, or offer the mode float or shift in core.requantize.modes"));
        }
        var xbar = chip.xbar();
        if (xbar.weightColumns(CimLegality.weightBits()) == 0) {
            return Optional.of(chip.problemAt("xbar.weights.slice_bits",
                    "weights have %d bits, but slices hold signed weights of at most %d bits".formatted(CimLegality.weightBits(),
                            xbar.weights().maxBits()),
                    "add slices"));
        }
        return xbar.input().bits() >= INPUT_BITS
                ? ConverterProblems.first(chip)
                : Optional.of(chip.problemAt("xbar.input.bits",
                        "inputs have %d bits, but crossbars take at most %d".formatted(INPUT_BITS, xbar.input().bits()),
                        "use a chip with wider inputs"));
    }
}
