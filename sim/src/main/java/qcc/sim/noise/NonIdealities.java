package qcc.sim.noise;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.chip.Adc;
import qcc.chip.AdderTree;
import qcc.chip.CoreType;
import qcc.chip.CrossbarFaults;
import qcc.chip.Die;
import qcc.chip.Noise;
import qcc.chip.Readout;
import qcc.sim.SimulatorException;

/**
 * How the chip that is simulated differs from an ideal one: what the chip file says of all its specimens, drawn for one seed, and what a die file
 * says of one.
 *
 * @param noise of the chip file; its {@code seed} chooses the specimen
 * @param die what was found at a specimen
 */
public record NonIdealities(Noise noise, Optional<Die> die) {
    /** Non-idealities in force, none of which does anything. */
    static final Noise NO_NOISE = new Noise(false, 1, Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Double.POSITIVE_INFINITY);

    /** Whether there are none at all. */
    public boolean isIdeal() {
        return noise.ideal() && die.isEmpty();
    }

    /** The same kind of chip, another specimen: the die file stays. */
    public NonIdealities withSeed(int seed) {
        return new NonIdealities(noise.withSeed(seed), die);
    }

    /** What is wrong, each effect with a chip that has no other. */
    public SortedMap<Effect, NonIdealities> effects() {
        var effects = new TreeMap<Effect, NonIdealities>();
        for (var effect : Effect.values()) {
            var alone = effect.of(this);
            if (!noise.ideal() && !alone.noise.equals(NO_NOISE.withSeed(noise.seed())) || effect == Effect.DIE && die.isPresent()) {
                effects.put(effect, alone);
            }
        }
        return effects;
    }

    /** What is wrong with cells: without wires, drivers, converters and read noise. */
    public NonIdealities cellsOnly() {
        var cells = new Noise(noise.ideal(), noise.seed(), noise.programming(), 0, noise.drift(), Optional.empty(), Optional.empty(),
                Optional.empty(), noise.stuck(), noise.onOffRatio());
        return new NonIdealities(cells, die.map(each -> new Die(each.crossbars().stream().map(NonIdealities::cellFaults).toList(),
                each.notes())));
    }

    private static CrossbarFaults cellFaults(CrossbarFaults faults) {
        return new CrossbarFaults(faults.core(), faults.xbar(), faults.badColumns(), faults.stuck(), Map.of());
    }

    /** The cells of a core with its groups programmed into them. */
    public CoreCells cells(int core, CoreType type, List<ArrayGroup> groups) {
        return new CoreCells(this, core, type, groups);
    }

    CounterRandom random() {
        return new CounterRandom(noise.seed());
    }

    Optional<CrossbarFaults> faults(int core, int crossbar) {
        return die.flatMap(each -> each.faults(core, crossbar));
    }

    /** @throws SimulatorException if something is programmed into a bad column */
    void checkColumn(int group, int core, int crossbar, int column) {
        if (faults(core, crossbar).filter(faults -> faults.badColumns().contains(column)).isPresent()) {
            throw new SimulatorException("array group %d of core %d lies in column %d of crossbar %d, which the die file calls bad: "
                    + "'qcc repair' moves it", group, core, column, crossbar);
        }
    }

    /** Whether drivers have errors. */
    boolean hasDriverErrors() {
        return !noise.ideal() && noise.driver().isPresent();
    }

    /** The driver of a row. */
    LineError driver(int core, int crossbar, int row) {
        if (!hasDriverErrors()) {
            return LineError.NONE;
        }
        var driver = noise.driver().get();
        return new LineError(1 + driver.gainSigma() * random().normal(Purpose.DRIVER_GAIN, core, crossbar, row, 0),
                driver.offsetLsb() * random().normal(Purpose.DRIVER_OFFSET, core, crossbar, row, 0),
                driver.nonlinearityLsb() * (2 * random().uniform(Purpose.DRIVER_NONLINEARITY, core, crossbar, row, 0) - 1));
    }

    /** Whether converters of a crossbar may have errors. */
    boolean hasConverterErrors(int core, int crossbar) {
        var areDrawn = !noise.ideal() && noise.converter()
                .filter(each -> each.gainSigma() != 0 || each.offsetLsb() != 0 || each.nonlinearityLsb() != 0).isPresent();
        return areDrawn || faults(core, crossbar).filter(faults -> !faults.converters().isEmpty()).isPresent();
    }

    /** The converter that reads a column; what the die file says of it replaces what is drawn. */
    LineError converter(int core, int crossbar, int column, Readout readout) {
        var found = faults(core, crossbar).map(faults -> faults.converters().get(column));
        if (found.isPresent()) {
            return new LineError(found.get().gain(), found.get().offsetLsb(), 0);
        }
        return switch (readout) {
            case AdderTree _ -> LineError.NONE;
            case Adc adc -> noise.ideal() || noise.converter().isEmpty()
                    ? LineError.NONE
                    : drawn(noise.converter().get(), core, crossbar, column / adc.columnsPerAdc());
        };
    }

    private LineError drawn(Noise.Converter converter, int core, int crossbar, int number) {
        return new LineError(1 + converter.gainSigma() * random().normal(Purpose.CONVERTER_GAIN, core, crossbar, 0, number),
                converter.offsetLsb() * random().normal(Purpose.CONVERTER_OFFSET, core, crossbar, 0, number),
                converter.nonlinearityLsb() * (2 * random().uniform(Purpose.CONVERTER_NONLINEARITY, core, crossbar, 0, number) - 1));
    }

    /** Standard deviation of read noise, relative to the largest conductance. */
    double readSigma() {
        return noise.ideal() ? 0 : noise.readSigma();
    }
}
