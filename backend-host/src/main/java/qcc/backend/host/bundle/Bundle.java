package qcc.backend.host.bundle;

import java.util.List;
import java.util.Objects;

/**
 * Everything that runs a compiled network. {@link BundleValidator} checks how the parts refer to each other; the file's reader and writer
 * call it.
 *
 * @param producer name and version of the compiler
 * @param network the network's name
 * @param chip the chip description as YAML
 * @param globalMemoryBytes bytes of global memory used, from address 0
 * @param buffers the host buffers, numbered from 0
 * @param inputs the network's inputs
 * @param outputs the network's outputs
 * @param segments what is loaded, numbered from 0
 * @param commands the host's steps for one sample; loading is done once for a block of samples
 * @param blocks how blocks of samples go through the segments
 * @param hostModule the functions that the host runs itself
 */
public record Bundle(String producer, String network, String chip, long globalMemoryBytes, List<HostBuffer> buffers, List<Port> inputs,
        List<Port> outputs, List<Segment> segments, List<HostCommand> commands, SampleBlocks blocks, HostModule hostModule) {
    public Bundle {
        Objects.requireNonNull(producer, "producer");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(chip, "chip");
        Objects.requireNonNull(blocks, "blocks");
        Objects.requireNonNull(hostModule, "host module");
        buffers = List.copyOf(buffers);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        segments = List.copyOf(segments);
        commands = List.copyOf(commands);
    }

    /** A bundle for one sample at a time, in which nothing crosses segments. */
    public Bundle(String producer, String network, String chip, long globalMemoryBytes, List<HostBuffer> buffers, List<Port> inputs,
            List<Port> outputs, List<Segment> segments, List<HostCommand> commands, HostModule hostModule) {
        this(producer, network, chip, globalMemoryBytes, buffers, inputs, outputs, segments, commands, SampleBlocks.SINGLE, hostModule);
    }

    /** The same program with another text of its chip's file. */
    public Bundle withChip(String text) {
        return new Bundle(producer, network, text, globalMemoryBytes, buffers, inputs, outputs, segments, commands, blocks, hostModule);
    }

    /** The same program for blocks of another size. */
    public Bundle withBlockSamples(int samples) {
        return new Bundle(producer, network, chip, globalMemoryBytes, buffers, inputs, outputs, segments, commands,
                blocks.withSamples(samples), hostModule);
    }
}
