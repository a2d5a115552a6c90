package qcc.backend.cim.isa;

/**
 * One operand of an instruction.
 *
 * @param name the name in assembly text and in messages
 * @param kind its range
 * @param flag the flag operand without which this one is absent and must be zero; empty if it is always there
 */
public record Operand(String name, OperandKind kind, String flag) {
    static Operand of(String name, OperandKind kind) {
        return new Operand(name, kind, "");
    }

    static Operand with(String flag, String name, OperandKind kind) {
        return new Operand(name, kind, flag);
    }
}
