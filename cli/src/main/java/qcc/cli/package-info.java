/** The command line: one class for each command, one place where failures become messages and exit codes. */
package qcc.cli;
