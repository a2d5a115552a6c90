/** From the {@code host} dialect to the host's commands, and everything together to a bundle. */
package qcc.backend.host.schedule;
