package qcc.backend.host.bundle;

import qcc.backend.cim.isa.GlobalConstant;
import java.util.List;
import java.util.Optional;

import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.backend.host.bundle.HostCommand.CopyIn;
import qcc.backend.host.bundle.HostCommand.CopyOut;
import qcc.backend.host.bundle.HostCommand.HostOp;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;

/** A bundle with one of everything, to be varied by tests. */
final class SmallBundle {
    List<HostBuffer> buffers = List.of(new HostBuffer(ElementKind.F32, List.of(3)), new HostBuffer(ElementKind.I8, List.of(3)),
            new HostBuffer(ElementKind.I8, List.of(2)), new HostBuffer(ElementKind.F32, List.of(2)));
    List<Port> inputs = List.of(new Port("x", 0));
    List<Port> outputs = List.of(new Port("y", 3));
    List<Segment> segments = List.of(new Segment(List.of(new GlobalConstant(16, new byte[]{1, 2, 3}), new GlobalConstant(8, new byte[8])),
            List.of(program(0), program(3))));
    List<HostCommand> commands = List.of(new LoadSegment(0, List.of(), 0),
            new HostOp(1, List.of(), "quantize", List.of(0), List.of(1)), new CopyIn(2, List.of(1), 1, 0, 3),
            new Launch(3, List.of(0, 2), 0), new CopyOut(4, List.of(3), 19, 2, 2),
            new HostOp(5, List.of(4), "dequantize", List.of(2), List.of(3)));
    long globalMemoryBytes = 32;
    SampleBlocks blocks = SampleBlocks.SINGLE;
    HostModule hostModule = new HostModule("module {}",
            List.of(new HostModule.Blob("a", new byte[]{-1}), new HostModule.Blob("b", new byte[0])));

    Bundle build() {
        return new Bundle("qcc 0.1", "small", "arch: test\n", globalMemoryBytes, buffers, inputs, outputs, segments, commands, blocks,
                hostModule);
    }

    static CoreProgram program(int core) {
        var builder = new ProgramBuilder().source("nn.matmul at \"fc\"");
        builder.emit(new LoadImmediate(1, 0)).emit(new Window(1, 1, 3, 0, 0));
        builder.loop(2, () -> builder.emit(new Mvm(7, 0, 1, 1, 0, 0, false)));
        return CoreProgram.of(core, builder.build(), List.of(group(7)), new FixedWordCodec());
    }

    /** A bundle of one analog group of three rows. */
    static Bundle withConverter(Converter converter) {
        var group = new ArrayGroup(1, 3, 1, new byte[]{1, -2, 3}, WeightEncoding.OFFSET, List.of(4, 4), List.of(), Optional.of(converter));
        var bundle = new SmallBundle();
        bundle.segments = List.of(new Segment(List.of(),
                List.of(CoreProgram.of(0, new ProgramBuilder().build(), List.of(group), new FixedWordCodec()))));
        return bundle.build();
    }

    /** A bundle of two segments with values that cross. */
    static SmallBundle withCrossingValues() {
        var bundle = new SmallBundle();
        bundle.segments = List.of(bundle.segments.getFirst(), new Segment(List.of(), List.of()));
        bundle.blocks = new SampleBlocks(12, List.of(new CrossingValue(20, 4, CrossingValue.Source.HOST, List.of(0, 1)),
                new CrossingValue(24, 8, CrossingValue.Source.SEGMENT, List.of(1, 0))));
        return bundle;
    }

    /** A bundle of one group in two copies. */
    static Bundle withReplicas() {
        var slices = List.of(new CrossbarSlice(0, 0, 0, 0, 0, 3, 1, 0), new CrossbarSlice(5, 1, 2, 0, 0, 3, 1, 0, 1));
        var group = new ArrayGroup(1, 3, 1, new byte[]{1, -2, 3}, WeightEncoding.OFFSET, List.of(4), slices);
        var bundle = new SmallBundle();
        bundle.segments = List.of(new Segment(List.of(),
                List.of(CoreProgram.of(0, new ProgramBuilder().build(), List.of(group), new FixedWordCodec()))));
        return bundle.build();
    }

    static ArrayGroup group(int id) {
        return new ArrayGroup(id, 3, 2, new byte[]{1, -2, 3, -4, 5, -6}, WeightEncoding.OFFSET, List.of(4, 4),
                List.of(new CrossbarSlice(0, 1, 2, 0, 0, 3, 2, 0), new CrossbarSlice(1, 1, 2, 0, 0, 3, 2, 1)));
    }
}
