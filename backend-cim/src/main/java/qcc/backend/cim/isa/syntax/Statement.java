package qcc.backend.cim.isa.syntax;

import java.util.List;

/** A statement of assembly text. */
public sealed interface Statement {
    /** Where it begins. */
    Position at();

    /**
     * An instruction, or a directive, whose name begins with a dot.
     *
     * @param body what stands in its braces
     * @param hasBody whether it has braces
     * @param end where the closing brace is, or the name where there is none
     */
    record Command(Position at, String name, List<Argument> arguments, List<Statement> body, boolean hasBody,
            Position end) implements Statement {
        public Command {
            arguments = List.copyOf(arguments);
            body = List.copyOf(body);
        }

        /** Its arguments, to be taken one by one. */
        public Arguments takeArguments() {
            return new Arguments(this);
        }

        /**
         * @throws AssemblyException if there are braces
         */
        public void requireNoBody() {
            if (hasBody) {
                throw new AssemblyException(at, "'%s' has no body in braces".formatted(name));
            }
        }

        /**
         * @throws AssemblyException if there are no braces
         */
        public void requireBody() {
            if (!hasBody) {
                throw new AssemblyException(at, "'%s' needs a body: expected '{' at the end of the line".formatted(name));
            }
        }
    }

    /**
     * A line of a text that is kept as it is.
     *
     * @param text the line, its escapes resolved, with its line break if it has one
     */
    record TextLine(Position at, String text) implements Statement {}
}
