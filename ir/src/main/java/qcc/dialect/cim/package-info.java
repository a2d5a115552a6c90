/**
 * The compute-in-memory device's level: storage integers (i8), raw accumulators (i32) and explicit requantization, in channels-last layout.
 *
 * <p>Operations carry the geometry they need, so that they can be interpreted without the chip file. Feature maps are {@code [1, H, W, C]}.
 */
package qcc.dialect.cim;
