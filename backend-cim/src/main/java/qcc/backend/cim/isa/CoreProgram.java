package qcc.backend.cim.isa;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What one core is given for a segment. Equal by content; the code is not copied and must not be changed.
 *
 * @param core the core's number on the chip, from 0
 * @param code encoded instructions
 * @param groups the matrices programmed into the core's crossbars, of different ids
 * @param sourceMap which operation each instruction was made for
 */
public record CoreProgram(int core, byte[] code, List<ArrayGroup> groups, SourceMap sourceMap) {
    /**
     * @throws IllegalArgumentException if the core is negative or two groups have one id
     */
    public CoreProgram {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(sourceMap, "source map");
        groups = List.copyOf(groups);
        if (core < 0) {
            throw new IllegalArgumentException("core must not be negative: " + core);
        }
        var ids = new HashSet<Integer>();
        for (var group : groups) {
            if (!ids.add(group.id())) {
                throw new IllegalArgumentException("core %d has two groups %d".formatted(core, group.id()));
            }
        }
    }

    /** Encodes a program. */
    public static CoreProgram of(int core, Program program, List<ArrayGroup> groups, InstructionCodec codec) {
        return new CoreProgram(core, codec.encode(program.instructions()), groups, program.sourceMap());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CoreProgram that && core == that.core && Arrays.equals(code, that.code) && groups.equals(that.groups)
                && sourceMap.equals(that.sourceMap);
    }

    @Override
    public int hashCode() {
        return Objects.hash(core, Arrays.hashCode(code), groups, sourceMap);
    }
}
