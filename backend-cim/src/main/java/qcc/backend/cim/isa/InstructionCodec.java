package qcc.backend.cim.isa;

import java.util.List;

/** A binary form of instructions in words of one size. A chip with its own encoding brings its own codec. */
public interface InstructionCodec {
    /** Bytes of one instruction word. */
    int wordBytes();

    /** The words of the instructions, one after the other. Any instruction can be encoded; loops and the final {@code end} are not checked. */
    byte[] encode(List<? extends Instruction> instructions);

    /**
     * The instructions of the words; the inverse of {@link #encode}.
     *
     * @throws InvalidCodeException naming the first word that is not an instruction
     */
    List<Instruction> decode(byte[] code);

    /**
     * The program of the words.
     *
     * @throws InvalidCodeException naming the first word that is not an instruction or breaks the structure of a {@link Program}
     */
    default Program decodeProgram(byte[] code, SourceMap sourceMap) {
        return new Program(decode(code), sourceMap);
    }
}
