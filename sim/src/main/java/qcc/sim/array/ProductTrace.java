package qcc.sim.array;

/**
 * One product with an array group, step by step.
 *
 * @param input one i8 value for each row of the matrix
 * @param levels the level driven on each of these rows, for each phase
 * @param columnSums what each column read sums up to, for each phase; steps one after the other
 * @param codes what the converters give for these sums; on a digital macro the sums
 * @param accumulators the shifted sums of each column of the matrix after each phase, in units of the steps' fraction bits
 * @param corrections what is added to a column's last accumulator, before it is divided, for the offsets of inputs and weights
 * @param sums the results: {@code (accumulator + correction) / divisor}, the accumulator rounded to an integer
 * @param clipped how many codes are not their sums because these left the converter's range
 * @param rounded how many codes within the range are not their sums because of the converter's step
 */
public record ProductTrace(byte[] input, int[][] levels, int[][] columnSums, int[][] codes, long[][] accumulators, long[] corrections,
        long[] sums, int clipped, int rounded) {}
