/**
 * General operations on arrays, computed on the host: what a network needs beyond the operations that devices and quantization know.
 *
 * <p>Operands and results hold reals or integers, never quantized values. Parameters that decide about a shape, such as axes or a size, are
 * operands; where an {@code nn.constant} gives one, the shape of the result follows from it, else dimensions stay unknown until the operation is
 * executed.
 */
package qcc.dialect.array;
