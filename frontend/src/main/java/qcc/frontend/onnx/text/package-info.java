/** ONNX's textual syntax: models as text that people and {@code onnx.parser} read, and back. */
package qcc.frontend.onnx.text;
