package qcc.ir.pass;

/** An element of a pipeline. */
public sealed interface Step permits PassStep, Pipeline {}
