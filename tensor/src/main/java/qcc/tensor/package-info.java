/**
 * Dense arrays, array and image files, preprocessing, and matrix kernels on the Vector API.
 *
 * <p>The convention of the whole project: the runtime value of an IR type {@code tensor<d0 x d1 x ...>} for a block of S samples is a
 * {@link qcc.tensor.Tensor} of shape {@code [S, d0, d1, ...]}; S is 1 where the value does not depend on the sample.
 *
 * <p>Kernels: {@link qcc.tensor.FloatMatrix} and {@link qcc.tensor.IntegerMatrix} take O(M N K) multiply-adds and O(N K) extra memory;
 * {@link qcc.tensor.LockstepProduct} takes O(rows columns samples) multiply-adds and constant extra memory. No result depends on the number
 * of threads.
 */
package qcc.tensor;
