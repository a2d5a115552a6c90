package qcc.backend.cim.isa;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random legal instructions. */
final class InstructionArbitraries {
    private InstructionArbitraries() {}

    static Arbitrary<Instruction> instructions() {
        return Arbitraries.of(InstructionKind.class).flatMap(InstructionArbitraries::of);
    }

    private static Arbitrary<Instruction> of(InstructionKind kind) {
        if (kind.operands().isEmpty()) {
            return Arbitraries.just(kind.instruction());
        }
        var values = kind.operands().stream().map(InstructionArbitraries::value).toList();
        return Combinators.combine(values).as(v -> instruction(kind, v));
    }

    private static Arbitrary<Long> value(Operand operand) {
        return Arbitraries.longs().between(operand.kind().minimum(), operand.kind().maximum());
    }

    private static Instruction instruction(InstructionKind kind, List<Long> drawn) {
        var values = drawn.stream().mapToLong(Long::longValue).toArray();
        for (var i = 0; i < values.length; i++) {
            var flag = kind.operands().get(i).flag();
            if (!flag.isEmpty() && values[kind.indexOf(flag)] == 0) {
                values[i] = 0;
            }
        }
        return kind.instruction(values);
    }
}
