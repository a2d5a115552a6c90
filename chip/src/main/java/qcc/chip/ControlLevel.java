package qcc.chip;

/** What the hardware lets software drive. Each level includes the ones before it. */
public enum ControlLevel {
    /** Whole operators on cores. */
    CORE,
    /** One matrix-vector product on a group of crossbars. */
    CROSSBAR,
    /** Groups of rows inside a crossbar. */
    WORDLINE
}
