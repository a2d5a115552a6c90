package qcc.ir;

/** No effects: may be removed when unused, merged when equal, and moved. */
public interface Pure {}
