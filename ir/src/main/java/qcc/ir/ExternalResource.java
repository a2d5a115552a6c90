package qcc.ir;

/**
 * Something a tool has written at the end of a file for another tool, such as a pass pipeline; the IR does not refer to it.
 *
 * @param group the tool
 * @param value a {@link StringAttr} or an {@code i1}
 */
public record ExternalResource(String group, String key, Attribute value) {}
