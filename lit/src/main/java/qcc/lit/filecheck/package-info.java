/**
 * FileCheck: checks that a text contains, in order, what the directives of a check file ask for.
 */
package qcc.lit.filecheck;
