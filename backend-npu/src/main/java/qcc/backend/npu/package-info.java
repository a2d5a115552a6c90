/**
 * The int8 NPU's back end: its instruction set ({@code isa}) and the code generator from the {@code npu} dialect.
 *
 * <p>May use {@code ir} and {@code chip} only; the host back end and the simulator see its instruction set and nothing else.
 */
package qcc.backend.npu;
