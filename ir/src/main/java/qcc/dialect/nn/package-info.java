/**
 * Neural networks on tensors: the level between an ONNX graph and a device.
 *
 * <p>The same operation works on reals and on quantized tensors; on quantized tensors it is the integer operator of the numeric contract.
 * Tensors have a batch dimension of one where the network has one; executors take a block of samples outside the IR.
 */
package qcc.dialect.nn;
