package qcc.chip;

/**
 * Energies of a crossbar's events, and leakage.
 *
 * @param driverPjPerRow one active row in one phase, in pJ
 * @param cellPj one cell in one phase at full activity, in pJ
 * @param adcPj one conversion, in pJ
 * @param shiftAddPj shift and add of one code, in pJ
 * @param leakMw leakage in mW
 */
public record Energy(double driverPjPerRow, double cellPj, double adcPj, double shiftAddPj, Parts leakMw) {
    static Energy read(Section section) {
        return new Energy(section.energy("driver_pj_per_row"), section.energy("cell_pj"),
                section.energy("adc_pj"), section.energy("shift_add_pj"),
                section.sectionOrDefaults("leak_mw", Parts::read));
    }
}
