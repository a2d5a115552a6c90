/**
 * Golden tests: a runner for lit test files whose tools run inside this process, and FileCheck.
 */
package qcc.lit;
