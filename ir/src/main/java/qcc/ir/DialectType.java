package qcc.ir;

/** A type that a dialect adds; its text is {@code !dialect.body}. */
public non-sealed interface DialectType extends Type {}
