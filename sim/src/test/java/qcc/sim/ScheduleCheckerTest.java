package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import qcc.backend.cim.isa.Assembler;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.syntax.Source;

/** Programs with one fault each, and the same without it. Cores are numbered 1, 2, ... in the order of their programs. */
class ScheduleCheckerTest {
    private static final String WRITE_OUTPUT = """
            li dst=r31, imm=8192
            fill dst=r0, value=0, rows=1, run=4096, stride=0
            move_out local=r0, global=r31, rows=1, run=4096, local_stride=0, global_stride=0
            """;
    private static final String PRODUCE = """
            .source "nn.conv at \\"first\\""
            li dst=r1, imm=5120
            fill dst=r0, value=1, rows=1, run=64, stride=0
            move_out local=r0, global=r1, rows=1, run=64, local_stride=0, global_stride=0
            """;
    private static final String CONSUME = """
            .source "nn.conv at \\"second\\""
            li dst=r1, imm=5120
            move_in local=r0, global=r1, rows=1, run=64, local_stride=0, global_stride=0
            """;

    @Test
    void aReadWaitsForItsWrite() {
        assertGood(WRITE_OUTPUT + PRODUCE + signal(1, 1), wait(1, 1) + CONSUME);
        assertBad("segment 0, core 2, instruction 1 (move_in local=r0, global=r1, rows=1, run=64, local_stride=0, global_stride=0),"
                + " from nn.conv at \"second\": reads global memory 5120..5183, which core 1 writes at instruction 5 (move_out"
                + " local=r0, global=r1, rows=1, run=64, local_stride=0, global_stride=0), from nn.conv at \"first\", and neither waits for"
                + " the other", WRITE_OUTPUT + PRODUCE, CONSUME);
        assertBad("core 2, instruction 2 (move_in", WRITE_OUTPUT + PRODUCE + signal(1, 1), wait(2, 1) + CONSUME, signal(2, 1));
        assertBad("reads global memory 5120..5183, which core 1 writes", WRITE_OUTPUT + signal(1, 1) + PRODUCE, wait(1, 1) + CONSUME);
    }

    @Test
    void aReadOfPartOfAValueWaitsForThatPart() {
        var producer = WRITE_OUTPUT + "li dst=r1, imm=5120\n" + loop(4, """
                move_out local=r0, global=r1, rows=2, run=8, local_stride=8, global_stride=64
                signal token=5, amount=2
                addi dst=r1, src=r1, imm=128
                """);
        var consumer = """
                li dst=r1, imm=5120
                loop 8 {
                  wait token=5, value=r2, offset=%d, limit=%d
                  move_in local=r0, global=r1, rows=1, run=8, local_stride=0, global_stride=0
                  addi dst=r1, src=r1, imm=64
                  addi dst=r2, src=r2, imm=1
                }
                """;
        assertGood(producer, consumer.formatted(1, 8));
        assertGood(producer, consumer.formatted(3, 8));
        assertBad("reads global memory 5120..5127, which core 1 writes at instruction 5", producer, consumer.formatted(0, 8));
        assertBad("reads global memory 5504..5511, which core 1 writes at instruction 5", producer, consumer.formatted(1, 6));
        assertBad("deadlock: token 5 stays at 8 and does not reach 9", producer, consumer.formatted(2, 9));
    }

    @Test
    void aSecondWriteWaitsForTheReads() {
        var overwrite = "wait token=2, value=r0, offset=%d, limit=%d\n" + PRODUCE;
        assertGood(WRITE_OUTPUT + PRODUCE + signal(1, 1) + overwrite.formatted(2, 2), wait(1, 1) + CONSUME + signal(2, 1),
                wait(1, 1) + CONSUME + signal(2, 1));
        assertBad("core 1, instruction 10 (move_out local=r0, global=r1, rows=1, run=64, local_stride=0, global_stride=0), from nn.conv at"
                + " \"first\": overwrites global memory 5120..5183, which core 2 reads at instruction 2",
                WRITE_OUTPUT + PRODUCE + signal(1, 1) + overwrite.formatted(0, 0), wait(1, 1) + CONSUME + signal(2, 1));
        assertBad("overwrites global memory 5120..5183, which core 2 reads at instruction 2",
                WRITE_OUTPUT + PRODUCE + signal(1, 1) + overwrite.formatted(1, 1), wait(1, 1) + CONSUME + signal(2, 1),
                wait(1, 1) + CONSUME + signal(2, 1));
    }

    @Test
    void writesOfTwoCoresHaveAnOrder() {
        assertGood(WRITE_OUTPUT + PRODUCE + signal(1, 1), wait(1, 1) + PRODUCE);
        assertBad("core 2, instruction 2 (move_out", WRITE_OUTPUT + PRODUCE, PRODUCE);
        assertBad("overwrites global memory 5120..5183, which core 1 writes at instruction 5", WRITE_OUTPUT + PRODUCE, PRODUCE);
        assertGood(WRITE_OUTPUT + PRODUCE, PRODUCE.replace("5120", "5184"));
        assertBad("overwrites global memory 5183..5183", WRITE_OUTPUT + PRODUCE, PRODUCE.replace("5120", "5183"));
    }

    @Test
    void barriersAndMessagesAreAnOrderToo() {
        assertGood(WRITE_OUTPUT + PRODUCE + "barrier id=3\n", "barrier id=3\n" + CONSUME);
        assertGoodInOrder(WRITE_OUTPUT + PRODUCE + "send core=2, src=r0, rows=1, run=1, stride=0\n",
                "receive core=1, dst=r0, rows=1, run=1, stride=0\n" + CONSUME);
        assertGoodInOrder(CONSUME.replace("5120", "0") + "receive core=2, dst=r0, rows=1, run=64, stride=0\n",
                WRITE_OUTPUT + "send core=1, src=r0, rows=1, run=64, stride=0\n");
        assertBad("overwrites global memory 5120..5183, which core 1 writes", WRITE_OUTPUT + PRODUCE + "barrier id=3\n" + PRODUCE,
                "barrier id=3\n" + PRODUCE);
    }

    /** Core 3 knows of core 1 through core 2. */
    @Test
    void orderIsTransitive() {
        assertGood(WRITE_OUTPUT + PRODUCE + signal(1, 1), wait(1, 1) + signal(2, 1), wait(2, 1) + CONSUME);
        assertBad("core 3, instruction 2", WRITE_OUTPUT + PRODUCE + signal(1, 1), signal(2, 1) + wait(1, 1), wait(2, 1) + CONSUME);
    }

    /** A threshold that some cores can reach without another says nothing about that one. */
    @Test
    void aTokenOfSeveralCoresIsKnownWhenAllAreThere() {
        var other = "signal token=1, amount=3\n";
        assertGood(WRITE_OUTPUT + PRODUCE + signal(1, 2), other, wait(1, 4) + CONSUME);
        assertGood(WRITE_OUTPUT + PRODUCE + signal(1, 2), other, wait(1, 5) + CONSUME);
        assertBad("core 3, instruction 2", WRITE_OUTPUT + PRODUCE + signal(1, 2), other, wait(1, 3) + CONSUME);
    }

    @Test
    void everythingReadWasWritten() {
        assertBad("core 1, instruction 1 (move_in local=r0, global=r1, rows=1, run=64, local_stride=0, global_stride=0), from"
                + " nn.conv at \"second\": reads global memory 5120, which was never written", CONSUME + WRITE_OUTPUT);
        assertBad("core 1, instruction 0 (copy dst=r0, src=r0, rows=1, run=4, dst_stride=0, src_stride=0): reads local memory 0, which was"
                + " never written", "copy dst=r0, src=r0, rows=1, run=4, dst_stride=0, src_stride=0\n" + WRITE_OUTPUT);
        assertThatThrownBy(() -> check(PRODUCE)).isInstanceOf(SimulatorException.class)
                .hasMessage("host command 3 (CopyOut): reads global memory 8192, which was never written");
    }

    /** Every launch of a block finds the constants as they were loaded. */
    @Test
    void constantsStay() {
        assertBad("writes global memory 4096..4097, which holds constants of the segment for every launch",
                WRITE_OUTPUT + PRODUCE.replace("5120", "4034"));
        assertGood(WRITE_OUTPUT + PRODUCE.replace("5120", "4032"));
    }

    private static String signal(int token, int amount) {
        return "signal token=%d, amount=%d\n".formatted(token, amount);
    }

    private static String wait(int token, int threshold) {
        return "wait token=%d, value=r0, offset=%d, limit=%d\n".formatted(token, threshold, threshold);
    }

    private static String loop(int count, String body) {
        return "loop %d {\n%s}\n".formatted(count, body);
    }

    private static void assertGoodInOrder(String... programs) {
        assertThat(check(programs).cycles()).isPositive();
    }

    /** Whichever core is asked first. */
    private static void assertGood(String... programs) {
        assertGoodInOrder(programs);
        assertThat(check(Arrays.asList(programs).reversed().toArray(String[]::new))).isNotNull();
    }

    private static void assertBad(String message, String... programs) {
        assertThatThrownBy(() -> check(programs)).isInstanceOf(SimulatorTrap.class).hasMessageContaining(message);
    }

    private static SimulationReport check(String... programs) {
        var cores = new CoreProgram[programs.length];
        for (var i = 0; i < programs.length; i++) {
            var program = Assembler.assemble(new Source("program", programs[i] + "end\n"));
            cores[i] = CoreProgram.of(i + 1, program, List.of(), new FixedWordCodec());
        }
        return ScheduleChecker.check(Machines.bundle(new byte[64], cores));
    }
}
