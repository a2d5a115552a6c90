package qcc.ir;

import java.util.List;

/** A fixed sequence of types: {@code tuple<i32, f32>}. */
public record TupleType(List<Type> types) implements Type {
    public TupleType {
        types = List.copyOf(types);
    }

    @Override
    public String toString() {
        return "tuple<" + FunctionType.list(types) + ">";
    }
}
