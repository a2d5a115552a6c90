package qcc.cli.conformance;

/** How far a model is taken before it is compared; each level includes those before it. */
public enum CheckLevel {
    /** Imported, verified and interpreted. */
    FLOAT("float"),
    /** Interpreted again behind shape resolution, constant folding, simplification, canonicalization and CSE. */
    CANONICAL("canonical"),
    /** Interpreted again as integers, calibrated on the inputs of the vectors themselves. */
    INT8("int8");

    private final String text;

    CheckLevel(String text) {
        this.text = text;
    }

    /** The level as the command line names it. */
    @Override
    public String toString() {
        return text;
    }
}
