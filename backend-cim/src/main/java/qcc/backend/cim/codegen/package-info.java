/**
 * Code generation for compute-in-memory cores: from a function of the {@code cim} dialect to instruction streams.
 *
 * <p>Feature maps live in global memory. Each operation is a step: a core moves a tile in, multiplies or computes, and moves the result out,
 * with hardware loops over tiles, so that the size of a program grows with the number of layers and not with that of positions. Cores meet
 * at a barrier between steps.
 */
package qcc.backend.cim.codegen;
