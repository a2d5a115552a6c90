package qcc.passes.mapping;

/** What a mapping is to make small. */
public enum Objective {
    /** The time of one inference. */
    LATENCY,
    /** The time from one inference to the next. */
    THROUGHPUT
}
