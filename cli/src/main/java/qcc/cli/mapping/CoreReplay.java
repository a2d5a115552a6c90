package qcc.cli.mapping;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.ControlInstruction;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.Machine;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.SynchronizationInstruction;

/** Follows one core's program without data, which its control flow does not depend on. */
final class CoreReplay {
    /** Is told what the core does besides steering and synchronizing. */
    interface Observer {
        void reads(String operation, long from, long to);

        void writes(String operation, long from, long to);

        void multiplies(String operation, int group);

        /** Anything else. */
        void works(String operation);
    }

    /** A loop that runs: its body, and how often it is still to be repeated. */
    private static final class OpenLoop {
        private final int start;
        private final int end;
        private long left;

        OpenLoop(int start, int end, long left) {
            this.start = start;
            this.end = end;
            this.left = left;
        }
    }

    private final CoreProgram program;
    private final Observer observer;
    private final List<Instruction> instructions;
    private final int[] registers = new int[Machine.REGISTERS];
    private final Deque<OpenLoop> loops = new ArrayDeque<>();
    private Optional<SynchronizationInstruction> pending = Optional.empty();
    private int next;

    CoreReplay(CoreProgram program, Observer observer) {
        this.program = program;
        this.observer = observer;
        this.instructions = new FixedWordCodec().decode(program.code());
        advance();
    }

    CoreProgram program() {
        return program;
    }

    int core() {
        return program.core();
    }

    /** Whether an instruction is in the core's stream. */
    boolean has(Instruction instruction) {
        return instructions.contains(instruction);
    }

    /** The instruction by which it depends on others, not yet done; none after its end. */
    Optional<SynchronizationInstruction> pending() {
        return pending;
    }

    /** The operation it is at. */
    String operation() {
        return program.sourceMap().operationAt(next - 1);
    }

    int register(int number) {
        return registers[number];
    }

    /** Goes on behind the pending instruction to the next one, or to the end. */
    void advance() {
        closeLoops();
        pending = Optional.empty();
        while (next < instructions.size()) {
            switch (instructions.get(next++)) {
                case SynchronizationInstruction synchronization -> {
                    pending = Optional.of(synchronization);
                    return;
                }
                case ControlInstruction control -> steer(control);
                case Mvm mvm -> observer.multiplies(operation(), mvm.group());
                case MoveIn move -> {
                    for (var i = 0; i < move.rows(); i++) {
                        var from = registers[move.global()] + (long) i * move.globalStride();
                        observer.reads(operation(), from, from + move.run());
                    }
                }
                case MoveOut move -> {
                    for (var i = 0; i < move.rows(); i++) {
                        var from = registers[move.global()] + (long) i * move.globalStride();
                        observer.writes(operation(), from, from + move.run());
                    }
                }
                default -> observer.works(operation());
            }
            closeLoops();
        }
    }

    private void steer(ControlInstruction control) {
        switch (control) {
            case LoadImmediate load -> registers[load.destination()] = load.immediate();
            case AddImmediate add -> registers[add.destination()] = registers[add.source()] + add.immediate();
            case Loop loop -> loops.push(new OpenLoop(next, next + loop.length(), loop.count() - 1));
            case End _ -> next = instructions.size();
            case Window _ -> {}
        }
    }

    private void closeLoops() {
        while (!loops.isEmpty() && next == loops.peek().end) {
            if (loops.peek().left-- > 0) {
                next = loops.peek().start;
                return;
            }
            loops.pop();
        }
    }
}
