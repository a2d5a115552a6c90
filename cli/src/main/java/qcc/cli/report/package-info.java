/** Reports of a run: files that a person or a program reads, and a trace for a viewer. */
package qcc.cli.report;
