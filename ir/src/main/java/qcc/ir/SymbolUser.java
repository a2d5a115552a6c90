package qcc.ir;

/** Refers to symbols by their names. */
public interface SymbolUser {
    /**
     * Checks that the symbols exist and fit.
     *
     * @param symbols those of the nearest holder around the operation
     */
    void verifySymbols(SymbolTable symbols, Verifier check);
}
