package qcc.ir.text;

/**
 * What the parser accepts.
 *
 * @param allowUnregistered whether operations, types and attributes of dialects that nobody registered are kept as they are; an unknown
 *            operation of a registered dialect is an error in any case
 */
public record ParserOptions(boolean allowUnregistered) {
    public static final ParserOptions STRICT = new ParserOptions(false);
    public static final ParserOptions ALLOW_UNREGISTERED = new ParserOptions(true);
}
