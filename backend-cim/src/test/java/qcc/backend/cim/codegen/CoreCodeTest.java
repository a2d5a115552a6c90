package qcc.backend.cim.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.Machine;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.Location;

class CoreCodeTest {
    private CoreCode code = started();

    private static CoreCode started() {
        var code = new CoreCode(0);
        code.begin(ModuleOp.create(Location.named("here")));
        return code;
    }

    @BeforeEach
    void start() {
        code = started();
    }

    private static List<Instruction> instructions(CoreCode code) {
        return code.build().instructions();
    }

    /** Executes straight code and gives {local, global} of each byte moved. */
    private static List<List<Long>> moved(CoreCode code) {
        var r = new long[Machine.REGISTERS];
        var bytes = new ArrayList<List<Long>>();
        for (var instruction : instructions(code)) {
            switch (instruction) {
                case LoadImmediate i -> r[i.destination()] = i.immediate();
                case AddImmediate i -> r[i.destination()] = r[i.source()] + i.immediate();
                case MoveIn m -> {
                    for (long row = 0; row < m.rows(); row++) {
                        for (long k : new long[]{0, m.run() - 1}) {
                            bytes.add(List.of(r[m.local()] + row * m.localStride() + k, r[m.global()] + row * m.globalStride() + k));
                        }
                    }
                }
                case End _ -> {}
                default -> throw new AssertionError(instruction);
            }
        }
        return bytes;
    }

    /** First and last bytes of all parts of each row chain up to the whole row. */
    @Property(tries = 100)
    void longRunsBecomeSeveralMoves(@ForAll @IntRange(min = 1, max = 3) int rows, @ForAll @IntRange(min = 1, max = 400_000) int run) {
        var fresh = started();
        int local = fresh.constant(7);
        int global = fresh.constant(9);
        fresh.moveIn(local, global, rows, run, run + 3, run + 5);
        var bytes = moved(fresh);
        for (int row = 0; row < rows; row++) {
            long here = 7 + (long) row * (run + 3);
            long there = 9 + (long) row * (run + 5);
            var mine = bytes.stream().filter(b -> b.getFirst() >= here && b.getFirst() < here + run)
                    .sorted((a, b) -> Long.compare(a.getFirst(), b.getFirst())).toList();
            assertThat(mine).allMatch(b -> b.getLast() - there == b.getFirst() - here);
            assertThat(mine.getFirst().getFirst()).isEqualTo(here);
            assertThat(mine.getLast().getFirst()).isEqualTo(here + run - 1);
            for (int i = 2; i < mine.size(); i += 2) {
                assertThat(mine.get(i).getFirst()).isEqualTo(mine.get(i - 1).getFirst() + 1);
            }
        }
    }

    @Test
    void manyRowsBecomeSeveralMoves() {
        code.moveIn(1, 2, 70_000, 4, 4, 8);
        assertThat(instructions(code)).containsExactly(new MoveIn(1, 2, 35_000, 4, 4, 8), new AddImmediate(1, 1, 140_000),
                new AddImmediate(2, 2, 280_000), new MoveIn(1, 2, 35_000, 4, 4, 8), new End());
    }

    /** Splitting takes registers only while it lasts. */
    @Test
    void longMovesLeaveNoRegisterTaken() {
        int local = code.constant(1);
        int global = code.constant(2);
        for (int i = 0; i < 40; i++) {
            code.moveIn(local, global, 1, 300_000, 0, 0);
            code.fill(local, 3, 100_001);
        }
        assertThat(code.register()).isEqualTo(3);
    }

    @Test
    void longFillsHaveRows() {
        int local = code.constant(5);
        code.fill(local, -4, 70_001);
        assertThat(instructions(code)).containsExactly(new LoadImmediate(1, 5), new Fill(1, -4, 17, 4096, 4096),
                new AddImmediate(2, 1, 69_632), new Fill(2, -4, 1, 369, 0), new End());
    }

    @Test
    void loopsOfOneAreStraight() {
        code.loop(0, () -> code.load(1, 1));
        code.loop(1, () -> code.load(1, 2));
        code.loop(5, () -> code.load(1, 3));
        assertThat(instructions(code)).containsExactly(new LoadImmediate(1, 2), new Loop(5, 1), new LoadImmediate(1, 3), new End());
    }

    @Test
    void chunksEndWithTheRest() {
        code.chunks(10, 4, count -> code.load(1, count));
        assertThat(instructions(code)).containsExactly(new Loop(2, 1), new LoadImmediate(1, 4), new LoadImmediate(1, 2), new End());
    }

    @Test
    void registersRunOut() {
        for (int i = 1; i < Machine.REGISTERS; i++) {
            code.register();
        }
        assertThatThrownBy(() -> code.register()).isInstanceOf(CodegenException.class)
                .hasMessage("no code for 'builtin.module' at \"here\": it needs more than 32 registers");
    }
}
