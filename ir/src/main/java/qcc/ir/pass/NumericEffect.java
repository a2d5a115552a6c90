package qcc.ir.pass;

/** What a pass may do to the numbers a program computes; the validating instrumentation holds it to that. */
public enum NumericEffect {
    /** Every result keeps every bit, for every input. */
    EXACT,

    /** Results are equal in real arithmetic; floating-point rounding may differ, as other operations are done or in another order. */
    REASSOCIATES,

    /** Results may move by more than rounding: numbers are quantized or functions are approximated. */
    LOSSY
}
