package qcc.backend.cim.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.syntax.AssemblyException;
import qcc.backend.cim.isa.syntax.Source;

class AssemblerTest {
    private static final int MAX_PIECES = 6;

    private final Disassembler disassembler = new Disassembler();

    @Property
    void programsComeBackFromTheirText(@ForAll("straightCode") List<Instruction> code, @ForAll("operations") List<String> operations,
            @ForAll long seed) {
        var program = program(code, operations, new Random(seed));
        var text = disassembler.disassemble(program);
        assertThat(assemble(text)).isEqualTo(program);
        assertThat(assemble(Disassembler.withIndices().disassemble(program))).isEqualTo(program);
        assertThat(disassembler.disassemble(assemble(text.replace("\n", "\r\n")))).isEqualTo(text);
    }

    @Test
    void layoutAndOrderOfOperandsAreNormalized() {
        var program = assemble("""
                // a comment

                .source "a" // another
                loop   0x10{
                addi imm = -4,src=r0,   dst=r31
                barrier id=0
                }
                  end""");
        assertThat(program.instructions()).containsExactly(new Loop(16, 2), new AddImmediate(31, 0, -4), new Barrier(0), new End());
        assertThat(disassembler.disassemble(program)).isEqualTo("""
                .source "a"
                loop 16 {
                  addi dst=r31, src=r0, imm=-4
                  barrier id=0
                }
                end
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            barier id=1                              | t:1:1  | there is no instruction 'barier'; did you mean 'barrier'?
            frobnicate                               | t:1:1  | there is no instruction 'frobnicate'
            barrier                                  | t:1:1  | barrier: expected id=, a number in 0..65535
            barrier id=65536                         | t:1:12 | id: expected a number in 0..65535 but found 65536
            barrier id=99999999999999999999          | t:1:12 | the number 99999999999999999999 does not fit 64 bits
            li dst=r0, imm=0                         | t:1:8  | dst: expected a register in r1..r31 but found 'r0'
            li dst=r32, imm=0                        | t:1:8  | dst: expected a register in r1..r31 but found 'r32'
            li dst=4, imm=0                          | t:1:8  | dst: expected a register in r1..r31 but found 4
            li dst=r1, imm=-1                        | t:1:16 | imm: expected a number in 0..2147483647 but found -1
            li dst=r1, imm=1, imm=2                  | t:1:19 | 'imm' is given twice
            li dst=r1, imm=1, src=r2                 | t:1:19 | unexpected 'src': li takes dst, imm
            li dst=r1, imm=1, accumulate             | t:1:19 | unexpected 'accumulate': li takes dst, imm
            li dst=r1 imm=1                          | t:1:11 | but found 'imm'
            li dst=r1, imm=                          | t:1:16 | expected
            li dst=r1, imm=1 {                       | t:2:1 | expected '}' for the '{' of line 1
            fill dst=r1, value=128, rows=1, run=1, stride=0 | t:1:20 | value: expected a number in -128..127 but found 128
            mul dst=r1, a=r1, b=r1, params=r1, count=1, mode=up | t:1:50 | mode: expected one of double, single, float, shift but found 'up'
            .source ["a"                             | t:1:13 | but found the end of the line
            loop count=2, length=2                   | t:1:1  | loop: expected how often the loop runs
            loop 2                                   | t:1:1  | 'loop' needs a body: expected '{' at the end of the line
            .source nn.conv                          | t:1:11 | expected
            .source 7                                | t:1:9  | expected a string but found 7
            .source "a                               | t:1:9  | the string does not end in its line: expected '"'
            .source "a\\q"                           | t:1:11 | unknown escape: expected
            .segment 0                               | t:1:1  | there is no instruction '.segment'
            barrier id=1 ; one                       | t:1:14 | unexpected ';'
            """)
    void errorsSayWhereAndWhatWasExpected(String line, String place, String message) {
        assertThatThrownBy(() -> assemble(line.replace("\\\\", "\\"))).isInstanceOf(AssemblyException.class)
                .hasMessageStartingWith(place + ": error: ").hasMessageContaining(message);
    }

    @Test
    void structureIsCheckedWhereItStands() {
        assertFault("barrier id=0\n", "t:2:1: error: expected 'end', the last instruction of a program");
        assertFault("end\nend\n", "t:2:1: error: 'end' after 'end', which must be the last instruction");
        assertFault("loop 2 {\n  end\n}\n", "t:2:3: error: 'end' inside a loop: expected '}' first");
        assertFault("loop 0 {\n}\nend\n", "t:1:6: error: how often the loop runs must be in 1..4294967295 but is 0");
        assertFault("loop 2 {\n}\nend\n", "t:1:1: error: a loop repeats 1 to 65535 instructions, not 0");
        assertFault("loop 2 {\nbarrier id=0\nend\n", "t:4:1: error: expected '}' for the '{' of line 1");
        assertFault("| a text\n", "t:1:1: error: expected an instruction but found a text line");
        assertFault("loop 2 { end\n}\nend\n", "t:1:10: error: expected the end of the line but found 'end'");
        assertFault("}\nend\n", "t:1:1: error: expected");
        assertFault(".source \"a\"\n.source \"b\"\nend\n", "t:1:1: error: no instruction follows this .source");
        assertFault("loop 1 {\n".repeat(9) + "barrier id=0\n" + "}\n".repeat(9) + "end\n", "t:9:1: error: loops nest deeper than 8");
        assertFault("loop 1 {\n" + "barrier id=0\n".repeat(65536) + "}\nend\n",
                "t:1:1: error: a loop repeats 1 to 65535 instructions, not 65536");
        assertFault("{\n".repeat(100_000), "t:65:1: error: braces and brackets nest deeper than 64");
    }

    @Test
    void operandsOfAFlagNeedTheFlag() {
        var text = "requantize dst=r1, acc=r2, params=r3, %scount=4, channels=5, acc_stride=6, dst_stride=7, mode=single%s\nend\n";
        assertThat(assemble(text.formatted("residual_src=r4, residual_stride=8, ", ", residual")).instructions()).hasSize(2);
        assertFault(text.formatted("residual_src=r4, ", ""),
                "t:1:52: error: requantize: residual_src is there only with the flag 'residual'");
        assertFault(text.formatted("", ", residual"), "t:1:1: error: requantize: expected residual_src=, a register in r0..r31");
    }

    private static void assertFault(String text, String message) {
        assertThatThrownBy(() -> assemble(text)).isInstanceOf(AssemblyException.class).hasMessageStartingWith(message);
    }

    private static Program assemble(String text) {
        return Assembler.assemble(new Source("t", text));
    }

    /** Puts the code into random loops, in order, and names a source before some of the pieces. */
    private static Program program(List<Instruction> code, List<String> operations, Random random) {
        var builder = new ProgramBuilder();
        append(builder, code, operations, random, 0);
        return builder.build();
    }

    private static void append(ProgramBuilder builder, List<Instruction> code, List<String> operations, Random random, int depth) {
        var from = 0;
        for (var piece = 0; piece < MAX_PIECES && from < code.size(); piece++) {
            var part = code.subList(from, from + 1 + random.nextInt(code.size() - from));
            from += part.size();
            if (!operations.isEmpty() && random.nextBoolean()) {
                builder.source(operations.get(random.nextInt(operations.size())));
            }
            if (depth < Machine.LOOP_DEPTH && random.nextBoolean()) {
                builder.loop(1 + random.nextLong(0xFFFF_FFFFL), () -> append(builder, part, operations, random, depth + 1));
            } else {
                part.forEach(builder::emit);
            }
        }
    }

    @Provide
    Arbitrary<List<Instruction>> straightCode() {
        return InstructionArbitraries.instructions().filter(i -> !(i instanceof Loop) && !(i instanceof End)).list().ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<String>> operations() {
        return Arbitraries.strings().all().ofMaxLength(8).list().ofMaxSize(5);
    }
}
