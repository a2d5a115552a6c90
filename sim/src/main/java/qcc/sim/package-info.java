/**
 * Executes program bundles: the host's commands, and the instruction streams of compute-in-memory cores, bit for bit.
 *
 * <p>{@link qcc.sim.Simulator} decodes the binary program and first walks through it once without data, because nothing but sums depends on data:
 * the walk finds every bad address, read of unwritten memory, unprogrammed group and barrier deadlock, and adds up cycles and energy. Samples
 * are then executed in lockstep, a block at a time: memories are sample-minor, so that every instruction is vector work over samples with
 * parameters in scalars. Only the range of sums is left to check there.
 */
package qcc.sim;
