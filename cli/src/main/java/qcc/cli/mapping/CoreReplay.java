package qcc.cli.mapping;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.ControlInstruction;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.ControlInstruction.Barrier;
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

/** Follows one core's program without data, which its control flow does not depend on. */
final class CoreReplay {
    /** Is told what the core does. */
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
    private final Set<Barrier> barriers;
    private Optional<Barrier> barrier = Optional.empty();
    private int next;

    CoreReplay(CoreProgram program, Observer observer) {
        this.program = program;
        this.observer = observer;
        this.instructions = new FixedWordCodec().decode(program.code());
        this.barriers = instructions.stream().filter(Barrier.class::isInstance).map(Barrier.class::cast).collect(Collectors.toSet());
    }

    /** Whether the core meets others at a barrier. */
    boolean has(Barrier meeting) {
        return barriers.contains(meeting);
    }

    /** The barrier at which it waits; none after its end. */
    Optional<Barrier> barrier() {
        return barrier;
    }

    /** Goes on to the next barrier, or to the end. */
    void run() {
        barrier = Optional.empty();
        while (next < instructions.size() && barrier.isEmpty()) {
            var index = next++;
            switch (instructions.get(index)) {
                case ControlInstruction control -> steer(control);
                case Mvm mvm -> observer.multiplies(operation(index), mvm.group());
                case MoveIn move -> {
                    for (var i = 0; i < move.rows(); i++) {
                        var from = registers[move.global()] + (long) i * move.globalStride();
                        observer.reads(operation(index), from, from + move.run());
                    }
                }
                case MoveOut move -> {
                    for (var i = 0; i < move.rows(); i++) {
                        var from = registers[move.global()] + (long) i * move.globalStride();
                        observer.writes(operation(index), from, from + move.run());
                    }
                }
                default -> observer.works(operation(index));
            }
            closeLoops();
        }
    }

    private void steer(ControlInstruction control) {
        switch (control) {
            case LoadImmediate load -> registers[load.destination()] = load.immediate();
            case AddImmediate add -> registers[add.destination()] = registers[add.source()] + add.immediate();
            case Loop loop -> loops.push(new OpenLoop(next, next + loop.length(), loop.count() - 1));
            case Barrier meeting -> barrier = Optional.of(meeting);
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

    private String operation(int index) {
        return program.sourceMap().operationAt(index);
    }
}
