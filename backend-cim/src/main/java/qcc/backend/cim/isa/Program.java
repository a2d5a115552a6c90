package qcc.backend.cim.isa;

import java.util.List;

import qcc.backend.cim.isa.ControlInstruction.End;
import qcc.backend.cim.isa.ControlInstruction.Loop;

/**
 * One core's instruction stream, its structure checked: loop bodies nest, at most {@link Machine#LOOP_DEPTH} deep, and the last instruction
 * is the only {@code end}.
 *
 * @param instructions the stream
 * @param sourceMap which operation each instruction was made for
 */
public record Program(List<Instruction> instructions, SourceMap sourceMap) {
    /**
     * @throws InvalidCodeException naming the instruction that breaks the structure
     */
    public Program {
        instructions = List.copyOf(instructions);
        checkEnd(instructions);
        checkLoops(instructions);
    }

    private static void checkEnd(List<Instruction> instructions) {
        var last = instructions.size() - 1;
        for (var i = 0; i < last; i++) {
            if (instructions.get(i) instanceof End) {
                throw new InvalidCodeException(i, "'end' before the last instruction");
            }
        }
        if (last < 0 || !(instructions.get(last) instanceof End)) {
            throw new InvalidCodeException(Math.max(last, 0), "the last instruction must be 'end'");
        }
    }

    private static void checkLoops(List<Instruction> instructions) {
        var limits = new int[Machine.LOOP_DEPTH + 1];
        limits[0] = instructions.size() - 1;
        var depth = 0;
        for (var i = 0; i < instructions.size(); i++) {
            while (depth > 0 && limits[depth] == i) {
                depth--;
            }
            if (!(instructions.get(i) instanceof Loop loop)) {
                continue;
            }
            if (depth == Machine.LOOP_DEPTH) {
                throw new InvalidCodeException(i, "loops nest deeper than " + Machine.LOOP_DEPTH);
            }
            if (loop.length() > limits[depth] - i - 1) {
                throw new InvalidCodeException(i, "a loop of %d instructions does not fit the %d left in %s".formatted(loop.length(),
                        limits[depth] - i - 1, depth == 0 ? "the program before 'end'" : "the loop around it"));
            }
            limits[++depth] = i + 1 + loop.length();
        }
    }
}
