/** Errors, warnings and remarks about the IR: each has a location, a message and notes. */
package qcc.ir.diagnostic;
