/**
 * A small shell whose commands run inside this process where they can.
 */
package qcc.lit.shell;
