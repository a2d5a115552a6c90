/** The way of a network through the compiler: stages, each a pipeline of passes, then code generation. */
package qcc.cli.compile;
