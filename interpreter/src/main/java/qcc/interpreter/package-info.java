/**
 * What each operation means: executes IR at every level, float and integer.
 *
 * <p>A value of type {@code tensor<d...>} is, for a block of S samples, a dense array of shape [S, d...]. A value that does not depend on an
 * input of the network has S = 1 and is repeated where it meets a block.
 */
package qcc.interpreter;
