package qcc.backend.cim.isa;

/** How a signed weight is held in cells that have no sign. */
public enum WeightEncoding {
    /** A positive and a negative cell, subtracted before conversion. */
    DIFFERENTIAL_ANALOG("differential_analog"),
    /** A positive and a negative cell, subtracted after conversion. */
    DIFFERENTIAL_DIGITAL("differential_digital"),
    /** The weight plus 2^(bits - 1). */
    OFFSET("offset"),
    /** Two's complement; the top slice counts negative. */
    TWOS_COMPLEMENT("twos_complement"),
    /** Cells of -1 and 1. */
    XNOR("xnor");

    private final String text;

    WeightEncoding(String text) {
        this.text = text;
    }

    /** The spelling in chip files. */
    public String text() {
        return text;
    }
}
