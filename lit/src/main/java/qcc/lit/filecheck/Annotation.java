package qcc.lit.filecheck;

/**
 * A mark under a line of the input dump.
 *
 * @param directive whose search it belongs to
 * @param marker first character, a blank for a note without place
 * @param error whether it marks an error
 * @param start first character in the input
 * @param end one past the last character
 * @param note text to its right, may be empty
 */
record Annotation(Directive directive, char marker, boolean error, int start, int end, String note) {}
