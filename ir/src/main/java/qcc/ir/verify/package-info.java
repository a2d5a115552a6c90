/** Checks that the IR keeps its rules. */
package qcc.ir.verify;
