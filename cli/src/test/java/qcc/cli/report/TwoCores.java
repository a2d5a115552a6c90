package qcc.cli.report;

import java.util.List;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.ElementKind;
import qcc.backend.host.bundle.HostBuffer;
import qcc.backend.host.bundle.HostCommand;
import qcc.backend.host.bundle.HostModule;
import qcc.backend.host.bundle.Port;
import qcc.backend.host.bundle.Segment;
import qcc.chip.ChipLoader;
import qcc.sim.HostFunctions;
import qcc.sim.SimulationReport;
import qcc.sim.Simulator;
import qcc.sim.SimulatorOptions;

/** A bundle of two cores that wait for each other in a loop, with names that forms of text must escape. */
final class TwoCores {
    static final String CONVOLUTION = "nn.conv at \"<b>&'x', \"";
    static final int CELLS = 128 * 16;
    private static final int BYTES = 64;

    private TwoCores() {}

    static Bundle bundle() {
        var quick = new ProgramBuilder().source("nn.add at \"Add\"");
        quick.loop(50, () -> quick.emit(new Fill(0, 0, 1, 33, 0)).emit(new Barrier(1)));
        var slow = new ProgramBuilder().source(CONVOLUTION);
        slow.loop(50, () -> slow.emit(new Fill(0, 0, 1, 777, 0)).emit(new Barrier(1)));
        slow.source("cim.move").emit(new LoadImmediate(1, BYTES)).emit(new MoveOut(0, 1, 1, BYTES, 0, 0));
        var group = new ArrayGroup(0, 128, 16, new byte[CELLS], WeightEncoding.TWOS_COMPLEMENT, List.of(1, 1, 1, 1, 1, 1, 1, 1),
                List.of(new CrossbarSlice(3, 0, 0, 0, 0, 128, 16, 0)));
        var codec = new FixedWordCodec();
        var segment = new Segment(List.of(), List.of(CoreProgram.of(0, quick.build(), List.of(), codec),
                CoreProgram.of(2, slow.build(), List.of(group), codec)));
        var buffer = new HostBuffer(ElementKind.I8, List.of(BYTES));
        var commands = List.<HostCommand>of(new HostCommand.LoadSegment(0, List.of(), 0),
                new HostCommand.CopyIn(1, List.of(), 0, 0, BYTES), new HostCommand.Launch(2, List.of(), 0),
                new HostCommand.CopyOut(3, List.of(), BYTES, BYTES, 1));
        return new Bundle("qcc <test>", "net<work>", ChipLoader.preset("d6cim-esscirc23").toYaml(), 2 * BYTES, List.of(buffer, buffer),
                List.of(new Port("image", 0)), List.of(new Port("class", 1)), List.of(segment), commands, HostModule.EMPTY);
    }

    static SimulationReport figures() {
        return Simulator.load(bundle(), SimulatorOptions.defaults(), HostFunctions.NONE).report();
    }

    static RunReport report() {
        return RunReport.of(bundle(), figures(), 10, 87.5);
    }
}
