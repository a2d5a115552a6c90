package qcc.backend.cim.isa;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The default encoding: words of 16 bytes, byte 0 the opcode, byte 1 the flags, then little-endian fields at the offsets of
 * {@link WordLayout}. Bits and bytes without a meaning must be zero.
 */
public final class FixedWordCodec implements InstructionCodec {
    /** Bytes of one instruction word. */
    public static final int WORD_BYTES = 16;

    private static final int FLAGS = 1;

    @Override
    public int wordBytes() {
        return WORD_BYTES;
    }

    @Override
    public byte[] encode(List<? extends Instruction> instructions) {
        var words = ByteBuffer.allocate(Math.multiplyExact(instructions.size(), WORD_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < instructions.size(); i++) {
            encode(instructions.get(i), words, i * WORD_BYTES);
        }
        return words.array();
    }

    @Override
    public List<Instruction> decode(byte[] code) {
        if (code.length % WORD_BYTES != 0) {
            throw new InvalidCodeException(code.length / WORD_BYTES,
                    "the code ends within this word: %d bytes is not a multiple of %d".formatted(code.length, WORD_BYTES));
        }
        var words = ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN);
        var instructions = new ArrayList<Instruction>(code.length / WORD_BYTES);
        for (var i = 0; i < code.length / WORD_BYTES; i++) {
            instructions.add(decode(words, i));
        }
        return List.copyOf(instructions);
    }

    private static void encode(Instruction instruction, ByteBuffer words, int start) {
        var layout = WordLayout.of(instruction.kind());
        var values = instruction.operands();
        words.put(start, (byte) layout.opcode());
        for (var field : layout.fields()) {
            var value = values[field.operandIndex()];
            switch (field.kind().bytes()) {
                case 0 -> words.put(start + FLAGS, (byte) (words.get(start + FLAGS) | value << field.position()));
                case 1 -> words.put(start + field.position(), (byte) value);
                case 2 -> words.putShort(start + field.position(), (short) value);
                default -> words.putInt(start + field.position(), (int) value);
            }
        }
    }

    private static Instruction decode(ByteBuffer words, int index) {
        var start = index * WORD_BYTES;
        var opcode = Byte.toUnsignedInt(words.get(start));
        var layout = WordLayout.of(opcode).orElseThrow(() -> new InvalidCodeException(index, "unknown opcode 0x%02x".formatted(opcode)));
        requireUnusedZero(layout, words, index);
        var values = new long[layout.fields().size()];
        for (var field : layout.fields()) {
            values[field.operandIndex()] = read(field, words, start);
        }
        try {
            return layout.kind().instruction(values);
        } catch (IllegalArgumentException e) {
            throw new InvalidCodeException(index, e.getMessage());
        }
    }

    private static long read(WordLayout.Field field, ByteBuffer words, int start) {
        var at = start + field.position();
        return switch (field.kind()) {
            case REGISTER, TARGET, COUNT8 -> Byte.toUnsignedLong(words.get(at));
            case SIGNED8 -> words.get(at);
            case COUNT16, UNSIGNED16 -> Short.toUnsignedLong(words.getShort(at));
            case COUNT32, ADDRESS -> Integer.toUnsignedLong(words.getInt(at));
            case SIGNED32 -> words.getInt(at);
            case FLAG, MODE -> words.get(start + FLAGS) >> field.position() & (1 << field.flagBits()) - 1;
        };
    }

    private static void requireUnusedZero(WordLayout layout, ByteBuffer words, int index) {
        var start = index * WORD_BYTES;
        for (var i = 0; i < WORD_BYTES; i++) {
            var unused = words.get(start + i) & layout.unusedBits(i);
            if (unused != 0) {
                throw new InvalidCodeException(index, "%s does not use bits 0x%02x of byte %d, which must be zero"
                        .formatted(layout.kind().mnemonic(), unused, i));
            }
        }
    }
}
