/** The host's level: loading the chip, launching it, and the functions that the host runs itself. */
package qcc.dialect.host;
