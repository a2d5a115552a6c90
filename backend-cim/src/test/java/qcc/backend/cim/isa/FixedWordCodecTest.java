package qcc.backend.cim.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorStore;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Residual;
import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;
import qcc.backend.cim.isa.VectorInstruction.Add;

class FixedWordCodecTest {
    private final FixedWordCodec codec = new FixedWordCodec();

    @Test
    void fieldsLieWhereTheReferenceSays() {
        assertEncodes(new End(), "01 00 0000 0000 0000 00000000 00000000");
        assertEncodes(new LoadImmediate(31, 0x12345678), "02 00 1f00 0000 0000 78563412 00000000");
        assertEncodes(new Loop(0xFFFFFFFEL, 0x0102), "04 00 0000 0201 0000 feffffff 00000000");
        assertEncodes(new Signal(0x0102, 0x0304), "07 00 0000 0201 0403 00000000 00000000");
        assertEncodes(new Wait(0x0102, 3, -4, 5), "08 00 0300 0201 0000 fcffffff 05000000");
        assertEncodes(new Send(0x0102, 3, 4, 5, -6), "14 00 0300 0400 0500 faffffff 02010000");
        assertEncodes(new Receive(0x0102, 3, 4, 5, -6), "15 00 0300 0400 0500 faffffff 02010000");
        assertEncodes(new MoveIn(1, 2, 3, 0x0405, -2, 0x01020304), "10 00 0102 0300 0504 feffffff 04030201");
        assertEncodes(new Fill(1, -128, 2, 3, -1), "13 00 0180 0200 0300 ffffffff 00000000");
        assertEncodes(new Mvm(0x0102, 3, 4, 5, -6, 0xFFFF, true), "20 01 0304 0201 0500 faffffff ffff0000");
        assertEncodes(new AccumulatorStore(1, 2, 3, 4, 5, -1), "22 00 0102 0300 0400 ffffffff 05000000");
        assertEncodes(new Requantize(1, 2, 3, 5, 6, 7, 8, RequantizeMode.FLOAT, Optional.of(new Residual(4, 9))),
                "24 06 0102 0304 0500 06000700 08000900");
        assertEncodes(new Add(1, 2, 3, 4, 5, RequantizeMode.SHIFT), "31 03 0102 0304 0000 05000000 00000000");
    }

    @Property
    void decodingInvertsEncoding(@ForAll("programs") List<Instruction> instructions) {
        assertThat(codec.decode(codec.encode(instructions))).isEqualTo(instructions);
    }

    @Property
    void randomBytesDecodeOrAreRefusedWithTheirWord(@ForAll byte[] code) {
        try {
            assertThat(codec.encode(codec.decode(code))).isEqualTo(code);
        } catch (InvalidCodeException e) {
            assertThat(e.index()).isBetween(0, code.length / FixedWordCodec.WORD_BYTES);
        }
    }

    @Property
    void anAlteredWordDecodesToItselfOrIsRefused(@ForAll("instructions") Instruction instruction, @ForAll("bits") int bit) {
        var code = codec.encode(List.of(instruction));
        code[bit / 8] ^= (byte) (1 << bit % 8);
        try {
            assertThat(codec.encode(codec.decode(code))).isEqualTo(code);
        } catch (InvalidCodeException e) {
            assertThat(e.index()).isZero();
        }
    }

    @Property
    void everyBitThatNoFieldUsesIsRefused(@ForAll("instructions") Instruction instruction) {
        var layout = WordLayout.of(instruction.kind());
        for (var bit = 0; bit < 8 * FixedWordCodec.WORD_BYTES; bit++) {
            if ((layout.unusedBits(bit / 8) >> bit % 8 & 1) != 0) {
                var code = codec.encode(List.of(new LoadImmediate(1, 0), instruction));
                code[FixedWordCodec.WORD_BYTES + bit / 8] ^= (byte) (1 << bit % 8);
                assertThatThrownBy(() -> codec.decode(code)).isInstanceOf(InvalidCodeException.class)
                        .hasMessageContaining("bad instruction at word 1: " + instruction.kind().mnemonic() + " does not use bits");
            }
        }
    }

    @Test
    void refusesWithTheWordAndTheReason() {
        assertRefused("00 00 0000 0000 0000 00000000 00000000", "bad instruction at word 0: unknown opcode 0x00");
        assertRefused("ff 00 0000 0000 0000 00000000 00000000", "bad instruction at word 0: unknown opcode 0xff");
        assertRefused("02 00 2000 0000 0000 00000000 00000000", "bad instruction at word 0: li: dst must be in 1..31 but is 32");
        assertRefused("02 00 0000 0000 0000 00000000 00000000", "bad instruction at word 0: li: dst must be in 1..31 but is 0");
        assertRefused("04 00 0000 0100 0000 00000000 00000000", "bad instruction at word 0: loop: count must be in 1..4294967295 but is 0");
        assertRefused("24 00 0000 0001 0100 01000000 00000000",
                "bad instruction at word 0: requantize: residual_src must be 0 without the flag residual but is 1");
        assertRefused("01 00 0000 0000 0000 00000000 00000000 01",
                "bad instruction at word 1: the code ends within this word: 17 bytes is not a multiple of 16");
    }

    private void assertEncodes(Instruction instruction, String word) {
        assertThat(HexFormat.of().formatHex(codec.encode(List.of(instruction)))).isEqualTo(word.replace(" ", ""));
    }

    private void assertRefused(String words, String message) {
        var code = HexFormat.of().parseHex(words.replace(" ", ""));
        assertThatThrownBy(() -> codec.decode(code)).isInstanceOf(InvalidCodeException.class).hasMessage(message);
    }

    @Provide
    Arbitrary<List<Instruction>> programs() {
        return instructions().list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<Instruction> instructions() {
        return InstructionArbitraries.instructions();
    }

    @Provide
    Arbitrary<Integer> bits() {
        return Arbitraries.integers().between(0, 8 * FixedWordCodec.WORD_BYTES - 1);
    }
}
