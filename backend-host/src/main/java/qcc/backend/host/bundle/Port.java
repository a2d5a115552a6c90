package qcc.backend.host.bundle;

/**
 * An input or output of the network.
 *
 * @param name its name in the network
 * @param buffer the number of its host buffer
 */
public record Port(String name, int buffer) {}
