package qcc.lit.filecheck;

import java.util.List;
import java.util.Optional;

/**
 * Options of one run.
 *
 * @param checkFile path of the check file
 * @param inputFile path of the input, {@code -} for standard input
 * @param prefixes that begin directives
 * @param commentPrefixes that hide the rest of their line
 * @param allowUnusedPrefixes whether a prefix may have no directive
 * @param matchFullLines whether positive directives must match whole lines
 * @param strictWhitespace whether runs of blanks count as they are
 * @param ignoreCase whether ASCII letters match both cases
 * @param implicitCheckNots patterns that must not occur between positive matches
 * @param allowEmpty whether the input may be empty
 * @param enableVarScope whether a label ends the life of variables without a dollar sign
 * @param allowDagOverlap whether matches of neighboring DAG directives may overlap
 * @param definitions of variables, {@code NAME=VALUE} or {@code #FORMAT,NAME=EXPRESSION}
 * @param verbosity what is reported besides errors
 * @param dump when the input is printed
 * @param dumpFilter which lines of the input are printed; if empty it depends on {@code dump}
 * @param dumpContext how many lines around those are printed
 */
record FileCheckOptions(Optional<String> checkFile, String inputFile, List<String> prefixes, List<String> commentPrefixes,
        boolean allowUnusedPrefixes, boolean matchFullLines,
        boolean strictWhitespace, boolean ignoreCase, List<String> implicitCheckNots, boolean allowEmpty, boolean enableVarScope,
        boolean allowDagOverlap, List<String> definitions,
        Verbosity verbosity, DumpMode dump, Optional<DumpFilter> dumpFilter, int dumpContext) {

    /** What begins directives where no prefix is given. */
    static final List<String> DEFAULT_PREFIXES = List.of("CHECK");

    /** Whether no prefix was given. */
    boolean defaultPrefix() {
        return prefixes == DEFAULT_PREFIXES;
    }

    /** What is reported besides errors. */
    enum Verbosity {
        ERRORS, MATCHES, ALL_SEARCHES
    }

    /** When the input is printed; of several choices the first in this order counts. */
    enum DumpMode {
        HELP, ALWAYS, FAIL, NEVER
    }

    /** Which lines of the input are printed; of several choices the first in this order counts. */
    enum DumpFilter {
        ALL, ANNOTATION_FULL, ANNOTATION, ERROR
    }
}
