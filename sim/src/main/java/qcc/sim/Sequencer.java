package qcc.sim;

import qcc.backend.cim.isa.ControlInstruction;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.Machine;

/** A core's control: program counter, scalar registers, hardware loops and the window register. It never depends on samples. */
final class Sequencer implements Stream {
    private final CoreImage image;
    private final int[] registers = new int[Machine.REGISTERS];
    private final int[] loopStart = new int[Machine.LOOP_DEPTH];
    private final int[] loopEnd = new int[Machine.LOOP_DEPTH];
    private final long[] loopsLeft = new long[Machine.LOOP_DEPTH];
    private int depth;
    private int next;
    private int index = -1;
    private int controlSteps;
    private Window window;

    Sequencer(CoreImage image) {
        this.image = image;
    }

    @Override
    public CoreImage image() {
        return image;
    }

    /** The next instruction that is not the sequencer's own: an access to memory, a synchronization, or the end. */
    Instruction next() {
        controlSteps = 0;
        while (true) {
            closeLoops();
            index = next++;
            var instruction = image.instruction(index);
            if (!(instruction instanceof ControlInstruction control)) {
                return instruction;
            }
            switch (control) {
                case End _ -> {
                    return control;
                }
                case LoadImmediate load -> registers[load.destination()] = load.immediate();
                case AddImmediate add -> registers[add.destination()] = sum(add);
                case Window set -> window = set;
                case Loop loop -> open(loop);
            }
            controlSteps++;
        }
    }

    /** Index of the instruction that {@link #next} gave. */
    @Override
    public int index() {
        return index;
    }

    /** Control instructions executed before the one that {@link #next} gave. */
    int controlSteps() {
        return controlSteps;
    }

    @Override
    public int register(int number) {
        return registers[number];
    }

    Window window() {
        if (window == null) {
            throw new Fault("the window register was never set");
        }
        return window;
    }

    SimulatorTrap trap(Fault fault) {
        return image.trap(index, fault.getMessage());
    }

    private int sum(AddImmediate add) {
        var sum = (long) registers[add.source()] + add.immediate();
        if (sum < 0 || sum > Integer.MAX_VALUE) {
            throw new Fault("r%d would become %d + %d = %d, outside 0..%d", add.destination(), registers[add.source()], add.immediate(),
                    sum,
                    Integer.MAX_VALUE);
        }
        return (int) sum;
    }

    private void open(Loop loop) {
        loopStart[depth] = next;
        loopEnd[depth] = next + loop.length();
        loopsLeft[depth] = loop.count() - 1;
        depth++;
    }

    private void closeLoops() {
        while (depth > 0 && next == loopEnd[depth - 1]) {
            if (loopsLeft[depth - 1]-- > 0) {
                next = loopStart[depth - 1];
                return;
            }
            depth--;
        }
    }
}
