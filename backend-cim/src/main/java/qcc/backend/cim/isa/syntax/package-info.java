/**
 * The syntax of assembly text: statements with arguments and bodies, and where each stands. {@code Assembly.g4} is the grammar; what
 * statements mean is for the readers of programs and bundles.
 */
package qcc.backend.cim.isa.syntax;
