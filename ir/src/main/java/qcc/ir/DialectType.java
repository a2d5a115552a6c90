package qcc.ir;

/** A type that a dialect adds; its text is {@code !dialect.body}. */
public non-sealed interface DialectType extends Type {
    /**
     * Checks conditions that need the verifier because the text may say anything.
     *
     * @param holder the type of the value: this type, or a shaped type with elements of this type
     * @param check receives what is wrong, as an error of the operation that has the value
     */
    default void verify(Type holder, Verifier check) {}
}
