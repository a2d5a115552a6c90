package qcc.sim;

import qcc.backend.cim.isa.GlobalConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.FixedWordCodec;
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
import qcc.tensor.ByteTensor;
import qcc.tensor.Shape;

/**
 * Bundles of one segment for tests. Global memory: the input from {@link #INPUT}, constants from {@link #CONSTANTS}, the output from
 * {@link #OUTPUT}.
 */
final class Machines {
    static final int INPUT = 0;
    static final int INPUT_BYTES = 4096;
    static final int CONSTANTS = 4096;
    static final int OUTPUT = 8192;
    static final int OUTPUT_BYTES = 4096;
    static final int GLOBAL_BYTES = 12288;

    private Machines() {}

    static String chip() {
        return ChipLoader.preset("d6cim-esscirc23").toYaml();
    }

    static ArrayGroup group(int id, int rows, int columns, byte[] matrix) {
        return new ArrayGroup(id, rows, columns, matrix, WeightEncoding.TWOS_COMPLEMENT, List.of(1, 1, 1, 1, 1, 1, 1, 1), List.of());
    }

    static CoreProgram core(int number, ProgramBuilder program, ArrayGroup... groups) {
        return CoreProgram.of(number, program.build(), List.of(groups), new FixedWordCodec());
    }

    static Bundle bundle(byte[] constants, CoreProgram... cores) {
        return bundle(chip(), constants, cores);
    }

    static Bundle bundle(String chip, byte[] constants, CoreProgram... cores) {
        var placed = constants.length == 0 ? List.<GlobalConstant>of() : List.of(new GlobalConstant(CONSTANTS, constants));
        var commands = new ArrayList<HostCommand>();
        commands.add(new HostCommand.LoadSegment(0, List.of(), 0));
        commands.add(new HostCommand.CopyIn(1, List.of(), 0, INPUT, INPUT_BYTES));
        commands.add(new HostCommand.Launch(2, List.of(), 0));
        commands.add(new HostCommand.CopyOut(3, List.of(), OUTPUT, OUTPUT_BYTES, 1));
        return new Bundle("test", "network", chip, GLOBAL_BYTES,
                List.of(new HostBuffer(ElementKind.I8, List.of(INPUT_BYTES)), new HostBuffer(ElementKind.I8, List.of(OUTPUT_BYTES))),
                List.of(new Port("x", 0)), List.of(new Port("y", 1)), List.of(new Segment(placed, List.of(cores))), commands,
                HostModule.EMPTY);
    }

    static SimulatorOptions options() {
        return new SimulatorOptions(1, 16, true, false, false);
    }

    static Simulator load(Bundle bundle) {
        return Simulator.load(bundle, options(), HostFunctions.NONE);
    }

    static byte[] run(Bundle bundle, SimulatorOptions options, ByteTensor input) {
        var result = Simulator.load(bundle, options, HostFunctions.NONE).run(List.of(input));
        return ((ByteTensor) result.outputs().getFirst()).data();
    }

    static ByteTensor input(Random random, int samples) {
        var data = new byte[samples * INPUT_BYTES];
        random.nextBytes(data);
        return new ByteTensor(Shape.of(samples, INPUT_BYTES), data);
    }
}
