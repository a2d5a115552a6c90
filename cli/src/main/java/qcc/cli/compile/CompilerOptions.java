package qcc.cli.compile;

import qcc.chip.Chip;
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
        PartitionPass partition, LowerToCimPass mapping) {}
