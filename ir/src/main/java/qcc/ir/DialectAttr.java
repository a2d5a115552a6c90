package qcc.ir;

/** An attribute that a dialect adds; its text is {@code #dialect.body}. */
public non-sealed interface DialectAttr extends Attribute {}
