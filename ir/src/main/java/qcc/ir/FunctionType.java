package qcc.ir;

import java.util.List;
import java.util.StringJoiner;

/** Types in, types out: {@code (i32, f32) -> f32}. */
public record FunctionType(List<Type> inputs, List<Type> results) implements Type {
    public FunctionType {
        inputs = List.copyOf(inputs);
        results = List.copyOf(results);
    }

    static String list(List<Type> types) {
        var text = new StringJoiner(", ");
        types.forEach(t -> text.add(t.toString()));
        return text.toString();
    }

    /** One result stands alone unless it is itself a function type; all others stand in parentheses. */
    public static String resultText(List<Type> results) {
        return results.size() == 1 && !(results.getFirst() instanceof FunctionType)
                ? results.getFirst().toString()
                : "(" + list(results) + ")";
    }

    @Override
    public String toString() {
        return "(" + list(inputs) + ") -> " + resultText(results);
    }
}
