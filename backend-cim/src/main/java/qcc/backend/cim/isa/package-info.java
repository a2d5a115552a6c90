/**
 * The compute-in-memory core's instruction set: instructions, their binary and textual forms, programs, and what is programmed into a
 * core's crossbars.
 *
 * <p>Code generation and simulation meet here and in the bundle only. {@code docs/cim-instruction-set.md} is the reference.
 */
package qcc.backend.cim.isa;
