/**
 * The chip as data: the chip file's records, its reader with positions, presets, derived figures and the table of legal operations. Instances come from
 * {@link qcc.chip.ChipLoader}, which has checked every range and every relation between fields; the records themselves only hold values.
 */
package qcc.chip;
