/** ONNX models as IR: a function of {@code nn} operations. {@link qcc.frontend.onnx.OnnxImporter} is the way in. */
package qcc.frontend.onnx;
