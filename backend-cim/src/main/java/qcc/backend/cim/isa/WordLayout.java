package qcc.backend.cim.isa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where the operands of one kind of instruction lie in the 16-byte word of {@link FixedWordCodec}. */
final class WordLayout {
    private static final WordLayout[] BY_KIND = new WordLayout[InstructionKind.values().length];
    private static final WordLayout[] BY_OPCODE = new WordLayout[256];

    static {
        for (var kind : InstructionKind.values()) {
            var layout = layout(kind);
            BY_KIND[kind.ordinal()] = layout;
            BY_OPCODE[layout.opcode] = layout;
        }
    }

    private final InstructionKind kind;
    private final int opcode;
    private final List<Field> fields;
    private final byte[] unusedBits;

    /**
     * One operand's place.
     *
     * @param operandIndex which operand
     * @param position the byte offset in the word, or the lowest bit in the flags
     */
    record Field(Operand operand, int operandIndex, int position) {
        OperandKind kind() {
            return operand.kind();
        }

        int flagBits() {
            return kind() == OperandKind.MODE ? 2 : 1;
        }
    }

    private WordLayout(InstructionKind kind, int opcode, int... positions) {
        this.kind = kind;
        this.opcode = opcode;
        this.fields = fields(kind, positions);
        this.unusedBits = unusedBits(fields);
    }

    static WordLayout of(InstructionKind kind) {
        return BY_KIND[kind.ordinal()];
    }

    static Optional<WordLayout> of(int opcode) {
        return Optional.ofNullable(BY_OPCODE[opcode]);
    }

    InstructionKind kind() {
        return kind;
    }

    int opcode() {
        return opcode;
    }

    List<Field> fields() {
        return fields;
    }

    /** The bits of one byte of the word that must be zero. */
    int unusedBits(int offset) {
        return Byte.toUnsignedInt(unusedBits[offset]);
    }

    /**
     * Positions in the order of the kind's operands. Registers come first (from byte 2), 32-bit fields are aligned to 4 bytes. Opcode 0 is
     * left free, so that erased memory is not a program.
     */
    private static WordLayout layout(InstructionKind kind) {
        return switch (kind) {
            case END -> new WordLayout(kind, 0x01);
            case LOAD_IMMEDIATE -> new WordLayout(kind, 0x02, 2, 8);
            case ADD_IMMEDIATE -> new WordLayout(kind, 0x03, 2, 3, 8);
            case LOOP -> new WordLayout(kind, 0x04, 8, 4);
            case WINDOW -> new WordLayout(kind, 0x05, 2, 3, 4, 8, 12);
            case BARRIER -> new WordLayout(kind, 0x06, 4);
            case SIGNAL -> new WordLayout(kind, 0x07, 4, 6);
            case WAIT -> new WordLayout(kind, 0x08, 4, 2, 8, 12);
            case MOVE_IN -> new WordLayout(kind, 0x10, 2, 3, 4, 6, 8, 12);
            case MOVE_OUT -> new WordLayout(kind, 0x11, 2, 3, 4, 6, 8, 12);
            case COPY -> new WordLayout(kind, 0x12, 2, 3, 4, 6, 8, 12);
            case FILL -> new WordLayout(kind, 0x13, 2, 3, 4, 6, 8);
            case SEND -> new WordLayout(kind, 0x14, 12, 2, 4, 6, 8);
            case RECEIVE -> new WordLayout(kind, 0x15, 12, 2, 4, 6, 8);
            case MVM -> new WordLayout(kind, 0x20, 4, 2, 3, 6, 8, 12, 0);
            case SUM -> new WordLayout(kind, 0x21, 2, 3, 4, 6, 8, 0);
            case ACCUMULATOR_STORE -> new WordLayout(kind, 0x22, 2, 3, 4, 6, 12, 8);
            case ACCUMULATOR_LOAD -> new WordLayout(kind, 0x23, 2, 3, 4, 6, 12, 8, 0);
            case REQUANTIZE -> new WordLayout(kind, 0x24, 2, 3, 4, 5, 6, 8, 10, 12, 14, 0, 2);
            case RESCALE -> new WordLayout(kind, 0x30, 2, 3, 4, 8, 0);
            case ADD -> new WordLayout(kind, 0x31, 2, 3, 4, 5, 8, 0);
            case SUB -> new WordLayout(kind, 0x32, 2, 3, 4, 5, 8, 0);
            case MUL -> new WordLayout(kind, 0x33, 2, 3, 4, 5, 8, 0);
            case MAX_POOL -> new WordLayout(kind, 0x34, 2, 3, 4, 6, 8, 12);
            case AVG_POOL -> new WordLayout(kind, 0x35, 2, 3, 4, 6, 8, 12);
            case TABLE -> new WordLayout(kind, 0x36, 2, 3, 4, 8);
        };
    }

    private static List<Field> fields(InstructionKind kind, int[] positions) {
        var operands = kind.operands();
        if (operands.size() != positions.length) {
            throw new IllegalStateException("%s needs %d positions".formatted(kind, operands.size()));
        }
        var fields = new ArrayList<Field>();
        for (var i = 0; i < positions.length; i++) {
            fields.add(new Field(operands.get(i), i, positions[i]));
        }
        return List.copyOf(fields);
    }

    private static byte[] unusedBits(List<Field> fields) {
        var unused = new byte[FixedWordCodec.WORD_BYTES];
        Arrays.fill(unused, (byte) 0xFF);
        unused[0] = 0;
        for (var field : fields) {
            if (field.kind().bytes() == 0) {
                unused[1] &= (byte) ~((1 << field.flagBits()) - 1 << field.position());
            }
            for (var i = 0; i < field.kind().bytes(); i++) {
                unused[field.position() + i] = 0;
            }
        }
        return unused;
    }
}
