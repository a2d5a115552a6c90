package qcc.backend.cim.isa;

/**
 * One instruction of a compute-in-memory core. Every instruction is a record; operands that name a scalar register hold its number,
 * 0 to 31, and constructors refuse operands that no encoding could hold with an {@link IllegalArgumentException}.
 */
public sealed interface Instruction
        permits ControlInstruction, SynchronizationInstruction, MoveInstruction, AccumulatorInstruction, VectorInstruction {
    /** The kind, which knows the mnemonic and describes the operands. */
    InstructionKind kind();

    /** The operands' values in the order of {@link InstructionKind#operands()}; flags are 0 or 1. */
    long[] operands();
}
