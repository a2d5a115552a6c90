/**
 * The meaning of the operations of the {@code array} dialect, one sample at a time: tensors have the shapes that the operations state, without
 * the axis of samples that values have outside.
 */
package qcc.interpreter.array;
