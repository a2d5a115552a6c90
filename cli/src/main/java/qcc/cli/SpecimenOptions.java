package qcc.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.repair.Repair;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;
import qcc.chip.DieLoader;
import qcc.chip.Noise;
import qcc.sim.Simulator;
import qcc.sim.noise.NonIdealities;

/** Which specimen of a chip is simulated. */
final class SpecimenOptions {
    private static final String ON = "on";
    private static final String OFF = "off";

    @Option(names = "--noise", paramLabel = "NOISE", description = "Non-idealities: on or off as the chip file describes them, or keys of its noise section, such as '{read_sigma: 0.01}' (default: as noise.ideal of the chip file says).")
    private Optional<String> noise = Optional.empty();

    @Option(names = "--noise-seed", paramLabel = "N", description = "Seed of the specimen that is drawn (default: the chip file's).")
    private Optional<Integer> seed = Optional.empty();

    @Option(names = "--die", paramLabel = "DIE.yaml", description = "What was found at one specimen: stuck cells and errors of converters are simulated.")
    private Optional<Path> die = Optional.empty();

    /** How the chip of a bundle differs from an ideal one. */
    NonIdealities of(Bundle bundle, Invocation invocation) {
        var chip = Simulator.chip(bundle);
        var drawn = noise(chip);
        if (seed.isPresent() && (seed.get() < 0 || drawn.ideal())) {
            throw new InputException(seed.get() < 0
                    ? "--noise-seed must not be negative"
                    : "--noise-seed has nothing to draw: the chip is ideal; give --noise on, or --noise '{...}'");
        }
        return new NonIdealities(seed.map(drawn::withSeed).orElse(drawn),
                die.map(file -> DieLoader.load(invocation.resolve(file), chip)));
    }

    /** A bundle made for any specimen, fitted to the one of the die file if there is one. */
    Bundle repaired(Bundle bundle, Invocation invocation) {
        if (die.isEmpty()) {
            return bundle;
        }
        var chip = Simulator.chip(bundle);
        return Repair.repair(bundle, chip, DieLoader.load(invocation.resolve(die.get()), chip)).bundle();
    }

    private Noise noise(Chip chip) {
        if (noise.isEmpty()) {
            return chip.noise();
        }
        return switch (noise.get()) {
            case ON -> chip.noise().withIdeal(false);
            case OFF -> chip.noise().withIdeal(true);
            case String keys -> ChipLoader.parseNoise(keys, "--noise");
        };
    }
}
