package qcc.lit.filecheck;

import java.util.List;

/**
 * One directive of a check file.
 *
 * @param kind what it asks for
 * @param name its spelling in messages, such as {@code CHECK-NEXT}
 * @param count how many matches it wants, at least 1
 * @param source where it stands
 * @param offset first character of its pattern in {@code source}
 * @param implicit number of the {@code --implicit-check-not} option it comes from, 0 for a directive of the file
 * @param pattern what it looks for
 */
record Directive(DirectiveKind kind, String name, int count, SourceText source, int offset, int implicit, CheckPattern pattern) {

    /** How the input dump names this directive. */
    String dumpLabel() {
        return kind.dumpLabel() + ":" + (implicit > 0 ? "imp" + implicit : Integer.toString(source.line(offset)));
    }

    /**
     * A positive directive with the {@code DAG} and {@code NOT} directives before it.
     *
     * @param directive the positive directive
     * @param before what has to hold between the previous positive directive and this one
     */
    record Step(Directive directive, List<Directive> before) {}
}
