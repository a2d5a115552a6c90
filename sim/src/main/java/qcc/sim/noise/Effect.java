package qcc.sim.noise;

import qcc.chip.Noise;

/** What can be wrong with a chip, effect by effect. */
public enum Effect {
    /** Errors of programmed conductances. */
    PROGRAMMING,
    /** Cells that conduct at their lowest level. */
    ON_OFF_RATIO,
    /** Cells stuck by chance. */
    STUCK,
    /** Change of conductances with time. */
    DRIFT,
    /** Drop along wires. */
    WIRES,
    /** Input drivers. */
    DRIVERS,
    /** Converters. */
    CONVERTERS,
    /** Read noise. */
    READ,
    /** What the die file says. */
    DIE;

    /** A chip on which nothing but this is wrong; other effects find the cells' lowest level not conducting. */
    NonIdealities of(NonIdealities all) {
        var noise = all.noise();
        var alone = new Noise(false, noise.seed(), noise.programming().filter(_ -> this == PROGRAMMING),
                this == READ ? noise.readSigma() : 0, noise.drift().filter(_ -> this == DRIFT), noise.wireOhm().filter(_ -> this == WIRES),
                noise.driver().filter(_ -> this == DRIVERS), noise.converter().filter(_ -> this == CONVERTERS),
                noise.stuck().filter(_ -> this == STUCK), this == ON_OFF_RATIO ? noise.onOffRatio() : Double.POSITIVE_INFINITY);
        return new NonIdealities(alone, all.die().filter(_ -> this == DIE));
    }
}
