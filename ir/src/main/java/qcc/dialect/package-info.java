/** The list of all dialects. */
package qcc.dialect;
