/** Holds the ONNX front end, the canonicalizing passes and quantization to test vectors in the layout of ONNX's backend tests. */
package qcc.cli.conformance;
