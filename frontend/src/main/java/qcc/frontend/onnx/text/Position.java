package qcc.frontend.onnx.text;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column in bytes, from 1
 */
public record Position(int line, int column) {}
