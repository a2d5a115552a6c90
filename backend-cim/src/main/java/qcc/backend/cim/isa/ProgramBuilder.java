package qcc.backend.cim.isa;

import java.util.ArrayList;
import java.util.List;

import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.ControlInstruction.Loop;

/**
 * Collects one core's program; computes the lengths of loops and keeps the source map.
 *
 * <pre>{@code
 * var builder = new ProgramBuilder();
 * builder.source("nn.conv at \"layer1.0/Conv\"");
 * builder.emit(new LoadImmediate(1, 0));
 * builder.loop(16, () -> {
 *     builder.emit(new Mvm(0, 0, 1, 1, 0, 0, false));
 *     builder.emit(new AddImmediate(1, 1, 64));
 * });
 * var program = builder.build();
 * }</pre>
 */
public final class ProgramBuilder {
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<SourceMap.Entry> sources = new ArrayList<>();
    private int depth;

    /** How many instructions were emitted so far, those of open loops included. */
    public int size() {
        return instructions.size();
    }

    /** Names the operation that the following instructions are made for, until the next call. */
    public ProgramBuilder source(String operation) {
        if (!sources.isEmpty() && sources.getLast().firstInstruction() == instructions.size()) {
            sources.removeLast();
        }
        if (sources.isEmpty() || !sources.getLast().operation().equals(operation)) {
            sources.add(new SourceMap.Entry(instructions.size(), operation));
        }
        return this;
    }

    /**
     * Appends an instruction other than {@code loop} and {@code end}, which {@link #loop} and {@link #build} add.
     *
     * @throws IllegalArgumentException for these two
     */
    public ProgramBuilder emit(Instruction instruction) {
        if (instruction instanceof Loop || instruction instanceof End) {
            throw new IllegalArgumentException("'%s' is added by the builder".formatted(instruction.kind().mnemonic()));
        }
        instructions.add(instruction);
        return this;
    }

    /**
     * Appends a hardware loop around what the body emits.
     *
     * @param count 1 to 2^32 - 1
     * @param body emits the body to this builder
     * @throws IllegalArgumentException if the body is empty or longer than {@link Machine#MAX_LOOP_LENGTH}, or if the loop is nested deeper
     *             than {@link Machine#LOOP_DEPTH}
     */
    public ProgramBuilder loop(long count, Runnable body) {
        if (depth == Machine.LOOP_DEPTH) {
            throw new IllegalArgumentException("loops nest deeper than %d%s".formatted(Machine.LOOP_DEPTH, context()));
        }
        var start = instructions.size();
        instructions.add(new Loop(count, 1));
        depth++;
        body.run();
        depth--;
        var length = instructions.size() - start - 1;
        if (length < 1 || length > Machine.MAX_LOOP_LENGTH) {
            throw new IllegalArgumentException(
                    "a loop repeats 1 to %d instructions, not %d%s".formatted(Machine.MAX_LOOP_LENGTH, length, context()));
        }
        instructions.set(start, new Loop(count, length));
        return this;
    }

    /**
     * The program, closed with {@code end}. The builder can be used further.
     *
     * @throws IllegalStateException inside a loop's body
     */
    public Program build() {
        if (depth > 0) {
            throw new IllegalStateException("a program cannot be built inside a loop's body");
        }
        var closed = new ArrayList<>(instructions);
        closed.add(new End());
        return new Program(closed, new SourceMap(sources));
    }

    private String context() {
        return sources.isEmpty() ? "" : " in " + sources.getLast().operation();
    }
}
