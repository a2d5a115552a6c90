package qcc.cli.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.GlobalConstant;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.ElementKind;
import qcc.backend.host.bundle.HostBuffer;
import qcc.backend.host.bundle.HostCommand;
import qcc.backend.host.bundle.HostModule;
import qcc.backend.host.bundle.Port;
import qcc.backend.host.bundle.Segment;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;

class DataFlowTest {
    private static final Chip CHIP = ChipLoader.preset("d6cim-esscirc23");
    private static final int GLOBAL = 1;

    /** Moves between local address 0 and a global address. */
    private static void read(ProgramBuilder program, int address, int bytes) {
        program.emit(new LoadImmediate(GLOBAL, address)).emit(new MoveIn(0, GLOBAL, 1, bytes, 0, 0));
    }

    private static void write(ProgramBuilder program, int address, int bytes) {
        program.emit(new LoadImmediate(GLOBAL, address)).emit(new MoveOut(0, GLOBAL, 1, bytes, 0, 0));
    }

    private static CoreProgram core(int number, ProgramBuilder program, ArrayGroup... groups) {
        return CoreProgram.of(number, program.build(), List.of(groups), new FixedWordCodec());
    }

    private static DataFlow flow(List<GlobalConstant> constants, CoreProgram... programs) {
        var in = new HostBuffer(ElementKind.I8, List.of(64));
        var commands = List.<HostCommand>of(new HostCommand.HostOp(0, List.of(), "host_0", List.of(0), List.of(1)),
                new HostCommand.LoadSegment(1, List.of(), 0), new HostCommand.CopyIn(2, List.of(), 1, 0, 64),
                new HostCommand.Launch(3, List.of(), 0), new HostCommand.CopyOut(4, List.of(), 64, 64, 2));
        return DataFlow.of(new Bundle("qcc", "net", CHIP.toYaml(), 256, List.of(in, in, in), List.of(new Port("x", 0)),
                List.of(new Port("y", 2)), List.of(new Segment(constants, List.of(programs))), commands, HostModule.EMPTY), CHIP);
    }

    @Test
    void valuesFlowFromInputToOutput() {
        var program = new ProgramBuilder().source("copy");
        read(program, 0, 64);
        write(program, 64, 64);
        var flow = flow(List.of(), core(0, program));
        assertThat(flow.nodes()).containsExactly(new DataFlow.Input("x"), new DataFlow.HostFunction("host_0"),
                new DataFlow.Step(0, 0, "copy", List.of(), 0), new DataFlow.Output("y"));
        assertThat(flow.edges()).containsExactly(new DataFlow.Edge(0, 1, 64), new DataFlow.Edge(1, 2, 64), new DataFlow.Edge(2, 3, 64));
    }

    @Test
    void aByteComesFromItsLastWriter() {
        var program = new ProgramBuilder().source("first");
        write(program, 128, 32);
        program.source("second");
        write(program, 144, 8);
        program.source("third");
        read(program, 128, 32);
        var flow = flow(List.of(), core(0, program));
        assertThat(flow.edges()).contains(new DataFlow.Edge(2, 4, 24), new DataFlow.Edge(3, 4, 8));
    }

    @Test
    void addressesUsedAgainAreOtherValues() {
        var program = new ProgramBuilder().source("first");
        write(program, 128, 16);
        program.source("second");
        read(program, 128, 16);
        write(program, 128, 16);
        program.source("third");
        read(program, 128, 16);
        var flow = flow(List.of(), core(0, program));
        assertThat(flow.edges()).contains(new DataFlow.Edge(2, 3, 16), new DataFlow.Edge(3, 4, 16))
                .doesNotContain(new DataFlow.Edge(2, 4, 16));
    }

    @Test
    void loopsAreFollowed() {
        var program = new ProgramBuilder().source("make").emit(new LoadImmediate(GLOBAL, 128));
        program.loop(4, () -> program.emit(new MoveOut(0, GLOBAL, 2, 4, 0, 4)).emit(new AddImmediate(GLOBAL, GLOBAL, 8)));
        program.source("take");
        read(program, 128, 40);
        read(program, 136, 8);
        assertThat(flow(List.of(), core(0, program)).edges()).contains(new DataFlow.Edge(2, 3, 32 + 8));
    }

    @Test
    void coresTakeTurnsAtBarriers() {
        var first = new ProgramBuilder().source("first");
        write(first, 128, 8);
        first.emit(new Barrier(0)).emit(new Barrier(1)).source("third");
        read(first, 128, 8);
        var second = new ProgramBuilder().source("second").emit(new Barrier(0));
        read(second, 128, 8);
        write(second, 128, 8);
        second.emit(new Barrier(1));
        var flow = flow(List.of(), core(0, second), core(1, first));
        assertThat(edges(flow)).contains("first > second 8", "second > third 8").doesNotContain("first > third 8");
    }

    @Test
    void tokensAndMessagesAreFollowed() {
        var maker = new ProgramBuilder().source("make").emit(new LoadImmediate(GLOBAL, 128));
        maker.loop(4, () -> maker.emit(new MoveOut(0, GLOBAL, 1, 8, 0, 0)).emit(new AddImmediate(GLOBAL, GLOBAL, 8))
                .emit(new Signal(3, 1)));
        maker.source("send").emit(new Send(0, 0, 2, 16, 16));
        var taker = new ProgramBuilder().source("take").emit(new LoadImmediate(GLOBAL, 128)).emit(new LoadImmediate(2, 0));
        taker.loop(4, () -> taker.emit(new Wait(3, 2, 2, 4)).emit(new MoveIn(0, GLOBAL, 1, 8, 0, 0)).emit(new AddImmediate(2, 2, 1))
                .emit(new AddImmediate(GLOBAL, GLOBAL, 8)));
        taker.source("sum").emit(new Receive(1, 0, 1, 32, 0));
        assertThat(edges(flow(List.of(), core(0, taker), core(1, maker)))).contains("make > take 32", "send > sum 32");
    }

    @Test
    void coresThatNeverMeetEnd() {
        var first = new ProgramBuilder().source("first").emit(new Barrier(0)).emit(new Barrier(1));
        var second = new ProgramBuilder().source("second").emit(new Barrier(1)).emit(new Barrier(0));
        assertThat(flow(List.of(), core(0, first), core(1, second)).nodes()).hasSize(3);
    }

    private static List<String> edges(DataFlow flow) {
        return flow.edges().stream().map(edge -> name(flow.nodes().get(edge.from())) + " > " + name(flow.nodes().get(edge.to())) + " "
                + edge.bytes()).toList();
    }

    private static String name(DataFlow.Node node) {
        return node instanceof DataFlow.Step step ? step.operation() : node.toString();
    }

    @Test
    void constantsAreCountedWhereTheyAreRead() {
        var program = new ProgramBuilder().source("read");
        read(program, 128, 24);
        var flow = flow(List.of(new GlobalConstant(128, new byte[16])), core(0, program));
        assertThat(flow.nodes()).contains(new DataFlow.Step(0, 0, "read", List.of(), 16));
    }

    @Test
    void groupsBelongToTheOperationThatMultipliesWithThem() {
        var slice = new CrossbarSlice(3, 0, 0, 0, 0, 4, 2, 0);
        var used = new ArrayGroup(5, 4, 2, new byte[8], WeightEncoding.TWOS_COMPLEMENT, List.of(1, 1, 1, 1, 1, 1, 1, 1),
                List.of(slice, new CrossbarSlice(4, 0, 0, 0, 0, 4, 2, 1)));
        var other = new ArrayGroup(6, 4, 2, new byte[8], WeightEncoding.TWOS_COMPLEMENT, List.of(1, 1, 1, 1, 1, 1, 1, 1),
                List.of(slice));
        var program = new ProgramBuilder().source("product").emit(new Mvm(5, 0, 0, 1, 0, 0, false));
        var step = (DataFlow.Step) flow(List.of(), core(0, program, used, other)).nodes().get(2);
        assertThat(step.groups()).hasSize(1);
        var use = step.groups().getFirst();
        assertThat(use.group().id()).isEqualTo(5);
        assertThat(use.crossbars()).containsExactly(3, 4);
        assertThat(use.cells()).isEqualTo(16);
        assertThat(use.cellsTouched()).isEqualTo(2L * 128 * 128);
        assertThat(use.crossbarText()).isEqualTo("3-4");
    }
}
