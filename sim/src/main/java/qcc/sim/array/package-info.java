/**
 * What lies in the cells of crossbars and what one product makes of it, step by step. Derived from the bundle's group tables and the chip
 * file alone, so that it can be held against code generation and hardware.
 */
package qcc.sim.array;
