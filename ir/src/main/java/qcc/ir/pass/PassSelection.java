package qcc.ir.pass;

import java.util.Set;

/** Some of the passes of a pipeline. */
public sealed interface PassSelection {
    PassSelection NONE = new Named(Set.of());
    PassSelection ALL = new All();

    record All() implements PassSelection {}

    /** The passes of these names. */
    record Named(Set<String> names) implements PassSelection {
        public Named {
            names = Set.copyOf(names);
        }
    }

    default boolean contains(Pass pass) {
        return switch (this) {
            case All _ -> true;
            case Named(var names) -> names.contains(pass.info().name());
        };
    }
}
