package qcc.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import qcc.chip.Chip;

/** At which of its operating points a chip runs. */
final class OperatingPointOption {
    @Option(names = "--operating-point", paramLabel = "VOLTS", description = "Supply, one of the chip file's operating_points: its clock and energies count (default: the chip file's operating_point, else its clock and energies as they stand).")
    private Optional<Double> volts = Optional.empty();

    /** The chip at this point. */
    Chip of(Chip chip) {
        return volts.map(chip::at).orElse(chip);
    }
}
