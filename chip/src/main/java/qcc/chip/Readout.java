package qcc.chip;

/** How the sum of a column becomes a number: {@link Adc} of an analog macro, {@link AdderTree} of a digital one. */
public sealed interface Readout permits Adc, AdderTree {}
