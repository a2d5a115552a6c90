package qcc.backend.cim.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Residual;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.VectorInstruction.Mul;

class DisassemblerTest {
    private final Disassembler disassembler = new Disassembler();

    static Program convolution() {
        var builder = new ProgramBuilder().source("nn.conv at \"layer1.0/Conv\"");
        builder.emit(new LoadImmediate(1, 4096)).emit(new Window(3, 3, 16, 512, 16));
        builder.loop(32, () -> {
            builder.emit(new Mvm(0, 0, 1, 32, 16, 16, false));
            builder.emit(new Requantize(2, 0, 3, 32, 16, 16, 16, RequantizeMode.DOUBLE, Optional.empty()));
            builder.emit(new AddImmediate(1, 1, 512));
        });
        return builder.build();
    }

    @Test
    void operandsAreNamedAndFlagsStandForThemselves() {
        assertText(new End(), "end");
        assertText(new Fill(3, -128, 1, 2, -4), "fill dst=r3, value=-128, rows=1, run=2, stride=-4");
        assertText(new Mvm(1, 2, 3, 4, 5, 6, true), "mvm group=1, acc=r2, src=r3, count=4, src_stride=5, acc_stride=6, accumulate");
        assertText(new Requantize(1, 2, 3, 4, 5, 6, 7, RequantizeMode.SINGLE, Optional.of(new Residual(0, 0))),
                "requantize dst=r1, acc=r2, params=r3, residual_src=r0, count=4, channels=5, acc_stride=6, dst_stride=7, "
                        + "residual_stride=0, mode=single, residual");
        assertText(new Mul(1, 2, 3, 4, 0xFFFF_FFFFL, RequantizeMode.SHIFT),
                "mul dst=r1, a=r2, b=r3, params=r4, count=4294967295, mode=shift");
    }

    @Test
    void loopsThatEndTogetherAreClosedTogether() {
        var barrier = new Barrier(0);
        var map = new SourceMap(List.of(new SourceMap.Entry(2, "two\nlines"), new SourceMap.Entry(3, "say \"a\\b\"")));
        var program = new Program(List.of(new Loop(2, 2), new Loop(3, 1), barrier, barrier, new End()), map);
        assertThat(disassembler.disassemble(program)).isEqualTo("""
                loop 2 {
                  loop 3 {
                    .source "two\\nlines"
                    barrier id=0
                  }
                }
                .source "say \\"a\\\\b\\""
                barrier id=0
                end
                """);
    }

    @Test
    void indicesAreComments() {
        var program = new Program(List.of(new Loop(2, 1), new Barrier(0), new End()), SourceMap.EMPTY);
        assertThat(Disassembler.withIndices().disassemble(program).lines().map(line -> line.replaceAll(" {2,}//", " //"))).containsExactly(
                "loop 2 { // 0", "  barrier id=0 // 1", "}", "end // 2");
    }

    @Test
    void aSourceMapBeyondTheProgramIsNotDropped() {
        var program = new Program(List.of(new End()), new SourceMap(List.of(new SourceMap.Entry(1, "late"))));
        assertThatThrownBy(() -> disassembler.disassemble(program)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the source map goes beyond the 1 instructions");
    }

    @Property
    void differentInstructionsHaveDifferentText(@ForAll("instructions") Instruction a, @ForAll("instructions") Instruction b) {
        assertThat(disassembler.disassemble(a).equals(disassembler.disassemble(b))).isEqualTo(a.equals(b));
    }

    private void assertText(Instruction instruction, String text) {
        assertThat(disassembler.disassemble(instruction)).isEqualTo(text);
    }

    @Provide
    Arbitrary<Instruction> instructions() {
        return InstructionArbitraries.instructions();
    }
}
