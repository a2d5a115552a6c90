package qcc.ir;

/** The custom text of an operation, beside the generic form that every operation has. The name is written and read by the caller. */
public interface OpForm {
    /** Writes what follows the name. */
    void print(Op op, OpPrinter printer);

    /**
     * Reads what follows the name into a state.
     *
     * @param def the definition of the operation being read
     * @throws ParseException at the first thing that does not fit
     */
    void parse(OpDef<?> def, OpParser parser, OpState state) throws ParseException;
}
