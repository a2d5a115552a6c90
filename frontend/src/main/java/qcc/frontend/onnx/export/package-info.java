/** From IR to ONNX: networks on reals, and quantized ones with QuantizeLinear and DequantizeLinear around operators on reals. */
package qcc.frontend.onnx.export;
