package qcc.cli.report;

/**
 * An operation as a source map names it.
 *
 * @param operation its name; empty where there is none
 * @param location where it comes from, such as the ONNX node's name in quotation marks; empty where the program does not say
 */
record OperationName(String operation, String location) {
    private static final String SEPARATOR = " at ";

    /** Takes a text such as {@code nn.conv at "stem/conv"} apart. */
    static OperationName of(String text) {
        var separator = text.indexOf(SEPARATOR);
        return separator < 0
                ? new OperationName(text, "")
                : new OperationName(text.substring(0, separator), text.substring(separator + SEPARATOR.length()));
    }
}
