package qcc.backend.cim.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.ControlInstruction.Loop;

class ProgramTest {
    private static final Instruction STEP = new Barrier(0);

    @Test
    void builderComputesLoopLengthsAndSources() {
        var builder = new ProgramBuilder();
        builder.source("first").emit(STEP).source("second");
        builder.loop(3, () -> {
            builder.emit(STEP);
            builder.loop(4, () -> builder.emit(STEP).emit(STEP));
        });
        builder.source("third");
        var program = builder.build();
        assertThat(program.instructions()).containsExactly(STEP, new Loop(3, 4), STEP, new Loop(4, 2), STEP, STEP, new End());
        assertThat(program.sourceMap().operationAt(0)).isEqualTo("first");
        assertThat(program.sourceMap().operationAt(1)).isEqualTo("second");
        assertThat(program.sourceMap().operationAt(5)).isEqualTo("second");
        assertThat(program.sourceMap().operationAt(6)).isEqualTo("third");
    }

    @Test
    void sourceReplacesOneWithoutInstructionsAndJoinsEqualOnes() {
        var builder = new ProgramBuilder().source("unused").source("a").emit(STEP).source("a").emit(STEP);
        assertThat(builder.build().sourceMap().entries()).containsExactly(new SourceMap.Entry(0, "a"));
    }

    @Test
    void builderRefusesWhatItAddsItself() {
        var builder = new ProgramBuilder();
        assertThatThrownBy(() -> builder.emit(new End())).hasMessage("'end' is added by the builder");
        assertThatThrownBy(() -> builder.emit(new Loop(1, 1))).hasMessage("'loop' is added by the builder");
        assertThatThrownBy(() -> builder.loop(1, builder::build)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void builderRefusesLoopsThatTheMachineHasNot() {
        var builder = new ProgramBuilder().source("nn.conv");
        assertThatThrownBy(() -> builder.loop(1, () -> {})).hasMessage("a loop repeats 1 to 65535 instructions, not 0 in nn.conv");
        assertThatThrownBy(() -> builder.loop(1, () -> emit(builder, 65536))).hasMessageContaining("not 65536 in nn.conv");
        assertThatThrownBy(() -> nest(new ProgramBuilder(), 9)).hasMessageContaining("loops nest deeper than 8");
        var deepest = new ProgramBuilder();
        nest(deepest, 8);
        assertThat(deepest.build().instructions()).hasSize(10);
    }

    @Test
    void longestLoopBodyIsAccepted() {
        var builder = new ProgramBuilder();
        builder.loop(1, () -> emit(builder, 65535));
        assertThat(builder.build().instructions().getFirst()).isEqualTo(new Loop(1, 65535));
    }

    @Test
    void programRefusesBrokenStructure() {
        assertBroken(0, "must be 'end'");
        assertBroken(0, "must be 'end'", STEP);
        assertBroken(0, "before the last", new End(), new End());
        assertBroken(0, "a loop of 2 instructions does not fit the 1 left in the program before 'end'", new Loop(1, 2), STEP, new End());
        assertBroken(1, "a loop of 2 instructions does not fit the 1 left in the loop around it", new Loop(1, 2), new Loop(1, 2), STEP,
                STEP,
                new End());
        assertBroken(1, "does not fit the 0 left", new Loop(1, 1), new Loop(1, 1), STEP, new End());
        var deep = new ArrayList<Instruction>();
        for (var i = 9; i > 0; i--) {
            deep.add(new Loop(1, i));
        }
        deep.addAll(List.of(STEP, new End()));
        assertBroken(8, "loops nest deeper than 8", deep.toArray(Instruction[]::new));
    }

    @Test
    void innerLoopMayEndWithTheOuter() {
        var program = new Program(List.of(new Loop(2, 2), new Loop(2, 1), STEP, new Loop(2, 1), STEP, new End()), SourceMap.EMPTY);
        assertThat(program.instructions()).hasSize(6);
    }

    @Test
    void sourceMapRefusesDisorder() {
        var entry = new SourceMap.Entry(3, "a");
        assertThatThrownBy(() -> new SourceMap(List.of(entry, entry)))
                .hasMessage("source map entry 1 starts at instruction 3, not behind 3 of the entry before");
        assertThat(new SourceMap(List.of(entry)).operationAt(2)).isEmpty();
        assertThat(new SourceMap(List.of(entry)).operationAt(3)).isEqualTo("a");
    }

    private static void emit(ProgramBuilder builder, int count) {
        for (var i = 0; i < count; i++) {
            builder.emit(STEP);
        }
    }

    private static void nest(ProgramBuilder builder, int depth) {
        if (depth == 0) {
            builder.emit(STEP);
        } else {
            builder.loop(2, () -> nest(builder, depth - 1));
        }
    }

    private static void assertBroken(int index, String message, Instruction... instructions) {
        assertThatThrownBy(() -> new Program(List.of(instructions), SourceMap.EMPTY)).isInstanceOf(InvalidCodeException.class)
                .hasMessageContaining("word " + index).hasMessageContaining(message);
    }
}
