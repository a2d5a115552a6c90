/** Passes as records of their options, pipelines of them as text and as values, and the manager that runs them. */
package qcc.ir.pass;
