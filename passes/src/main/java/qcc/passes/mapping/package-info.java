/** From quantized networks to the {@code cim} dialect: what the device can do, how weights lie in crossbars, and the arithmetic made explicit. */
package qcc.passes.mapping;
