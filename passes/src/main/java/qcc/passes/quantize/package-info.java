/** From floating-point to integers: ranges, scales, and the integer form of a network. */
package qcc.passes.quantize;
