package qcc.cli.compile;

import java.util.Optional;
import qcc.backend.cim.codegen.CodegenException.Shortage;
import qcc.chip.Chip;
import qcc.chip.ControlLevel;
import qcc.passes.mapping.LowerToCimPass;
import qcc.passes.partition.PartitionPass;
import qcc.passes.quantize.CalibratePass;
import qcc.passes.quantize.QuantizePass;
import qcc.passes.quantize.UnifyScalesPass;

/**
 * What a compilation can be told, as the passes that it concerns.
 *
 * @param chip the chip to compile for
 */
public record CompilerOptions(Chip chip, CalibratePass calibration, UnifyScalesPass scales, QuantizePass quantization,
        PartitionPass partition, LowerToCimPass mapping) {
    CompilerOptions withControl(ControlLevel level) {
        return new CompilerOptions(chip.withControl(level), calibration, scales, quantization, partition, mapping);
    }

    /** So much of what would fit in proportion is tried next. */
    private static final double SLACK = 0.9;
    private static final double LESS_MEMORY = 0.75;
    /** Less of global memory than this is not worth cutting a network for. */
    private static final int LEAST_PERCENT = 10;

    /**
     * Options that cut a network into smaller segments, because a memory was too small for one; empty if segments are as small as they can be.
     */
    Optional<CompilerOptions> tightened(Shortage shortage) {
        double fitting = SLACK * shortage.capacity() / shortage.needed();
        return switch (shortage.memory()) {
            case INSTRUCTIONS -> fewerOperations((int) (shortage.operations() * fitting));
            case GLOBAL -> {
                int present = partition.memoryPercent();
                int percent = (int) (present * (present == 100 ? fitting : Math.min(fitting, LESS_MEMORY)));
                yield percent < LEAST_PERCENT
                        ? Optional.empty()
                        : Optional.of(with(new PartitionPass(partition.explain(), partition.batch(), partition.mostOperations(), percent),
                                mapping));
            }
        };
    }

    /** Where one operation is too much, it is not copied. */
    private Optional<CompilerOptions> fewerOperations(int wanted) {
        int present = partition.mostOperations() == 0 ? Integer.MAX_VALUE : partition.mostOperations();
        int most = Math.max(1, present == Integer.MAX_VALUE ? wanted : Math.min(wanted, present / 2));
        if (present > 1) {
            return Optional.of(with(new PartitionPass(partition.explain(), partition.batch(), most, partition.memoryPercent()), mapping));
        }
        return mapping.replicate()
                ? Optional.of(with(partition, new LowerToCimPass(mapping.exact(), mapping.optimize(), false)))
                : Optional.empty();
    }

    private CompilerOptions with(PartitionPass cut, LowerToCimPass mapped) {
        return new CompilerOptions(chip, calibration, scales, quantization, cut, mapped);
    }
}
