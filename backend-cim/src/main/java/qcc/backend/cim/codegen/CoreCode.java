package qcc.backend.cim.codegen;

import java.util.function.IntConsumer;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.Machine;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.Program;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.ir.Op;

/** The instruction stream of one core while it is being made. */
final class CoreCode {
    /** Reads as zero. */
    static final int ZERO = 0;
    /** The largest count of rows, or bytes of a run, of one move. */
    static final int MAX_FIELD = 0xFFFF;

    private final int core;
    private final ProgramBuilder program = new ProgramBuilder();
    private Op op;
    private int nextRegister = 1;

    CoreCode(int core) {
        this.core = core;
    }

    int core() {
        return core;
    }

    Program build() {
        return program.build();
    }

    /** Starts the code of an operation; all registers are free again. */
    void begin(Op operation) {
        op = operation;
        nextRegister = 1;
        program.source(operation.name() + " at " + operation.location().describe());
    }

    void emit(Instruction instruction) {
        program.emit(instruction);
    }

    /** A register that nothing else of this step uses. */
    int register() {
        if (nextRegister == Machine.REGISTERS) {
            throw new CodegenException(op, "it needs more than " + Machine.REGISTERS + " registers");
        }
        return nextRegister++;
    }

    /** Runs a part whose registers nothing behind it uses: they are free again afterwards. */
    void scope(Runnable part) {
        int first = nextRegister;
        part.run();
        nextRegister = first;
    }

    /** A fresh register that holds a number; register zero for 0. */
    int constant(int value) {
        if (value == 0) {
            return ZERO;
        }
        int register = register();
        load(register, value);
        return register;
    }

    void load(int register, int value) {
        program.emit(new LoadImmediate(register, value));
    }

    void add(int destination, int source, int immediate) {
        if (destination != source || immediate != 0) {
            program.emit(new AddImmediate(destination, source, immediate));
        }
    }

    /** Emits a body once and, where the count is above one, a loop around it. */
    void loop(long count, Runnable body) {
        if (count == 1) {
            body.run();
        } else if (count > 1) {
            program.loop(count, body);
        }
    }

    /**
     * Runs {@code total} elements in full chunks by a loop and the rest, if any, behind it; the body gets the size of its chunk.
     *
     * @param chunk at least 1
     */
    void chunks(int total, int chunk, IntConsumer body) {
        loop(total / chunk, () -> body.accept(chunk));
        if (total % chunk != 0) {
            body.accept(total % chunk);
        }
    }

    /** Moves a rectangle in; long runs become several moves. */
    void moveIn(int local, int global, int rows, int run, int localStride, int globalStride) {
        if (run <= MAX_FIELD && rows <= MAX_FIELD) {
            program.emit(new MoveIn(local, global, rows, run, localStride, globalStride));
            return;
        }
        scope(() -> split(local, global, rows, run, localStride, globalStride, this::moveIn));
    }

    /** Moves a rectangle out; long runs become several moves. */
    void moveOut(int local, int global, int rows, int run, int localStride, int globalStride) {
        if (run <= MAX_FIELD && rows <= MAX_FIELD) {
            program.emit(new MoveOut(local, global, rows, run, localStride, globalStride));
            return;
        }
        scope(() -> split(local, global, rows, run, localStride, globalStride, this::moveOut));
    }

    private interface Move {
        void of(int local, int global, int rows, int run, int localStride, int globalStride);
    }

    private void split(int local, int global, int rows, int run, int localStride, int globalStride, Move move) {
        int here = register();
        int there = register();
        boolean byRun = run > MAX_FIELD;
        int half = (byRun ? run : rows) / 2;
        move.of(local, global, byRun ? rows : half, byRun ? half : run, localStride, globalStride);
        add(here, local, byRun ? half : half * localStride);
        add(there, global, byRun ? half : half * globalStride);
        move.of(here, there, byRun ? rows : rows - half, byRun ? run - half : run, localStride, globalStride);
    }

    /** Sets contiguous bytes of local memory. */
    void fill(int local, int value, int bytes) {
        if (bytes <= MAX_FIELD) {
            program.emit(new Fill(local, value, 1, bytes, 0));
            return;
        }
        int row = 1 << 12;
        program.emit(new Fill(local, value, bytes / row, row, row));
        if (bytes % row != 0) {
            scope(() -> {
                int rest = register();
                add(rest, local, bytes / row * row);
                program.emit(new Fill(rest, value, 1, bytes % row, 0));
            });
        }
    }
}
