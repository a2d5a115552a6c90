package qcc.sim;

import java.util.List;

import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.HostCommand.CopyIn;
import qcc.backend.host.bundle.HostCommand.CopyOut;
import qcc.backend.host.bundle.HostCommand.HostOp;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;
import qcc.tensor.LockstepProduct;
import qcc.tensor.Tensor;

/** The host's commands for one block of samples. */
final class BlockRun {
    private final Bundle bundle;
    private final List<SegmentImage> segments;
    private final HostFunctions functions;
    private final Tensor[] buffers;
    private final int count;
    private final int samples;
    private final long firstSample;
    private long hostNanos;

    /**
     * @param inputs the block of each network input
     * @param count its samples
     * @param firstSample the index of its first sample among all samples
     */
    BlockRun(Bundle bundle, List<SegmentImage> segments, HostFunctions functions, List<Tensor> inputs, int count, long firstSample) {
        this.bundle = bundle;
        this.segments = segments;
        this.functions = functions;
        this.count = count;
        this.firstSample = firstSample;
        this.samples = Math.ceilDiv(count, LockstepProduct.SAMPLE_MULTIPLE) * LockstepProduct.SAMPLE_MULTIPLE;
        this.buffers = new Tensor[bundle.buffers().size()];
        for (var i = 0; i < inputs.size(); i++) {
            buffers[bundle.inputs().get(i).buffer()] = inputs.get(i);
        }
    }

    /** Executes all commands; gives the block of each network output. */
    List<Tensor> run(Device device) {
        device.begin();
        for (var command : bundle.commands()) {
            switch (command) {
                case LoadSegment load -> device.load(segments.get(load.segment()), samples);
                case CopyIn copy -> HostTransfer.copyIn(buffers[copy.buffer()], device.global(), copy.address(), samples);
                case Launch launch -> device.launch(segments.get(launch.segment()), samples, firstSample);
                case CopyOut copy -> buffers[copy.buffer()] = HostTransfer.copyOut(device.global(), copy.address(), samples,
                        bundle.buffers().get(copy.buffer()), count);
                case HostOp op -> call(op);
            }
        }
        return bundle.outputs().stream().map(port -> buffers[port.buffer()]).toList();
    }

    /** Time spent in host functions. */
    long hostNanos() {
        return hostNanos;
    }

    private void call(HostOp op) {
        var start = System.nanoTime();
        var results = functions.call(op.function(), op.arguments().stream().map(buffer -> buffers[buffer]).toList());
        if (results.size() != op.results().size()) {
            throw new SimulatorException("host function '%s' gave %d results, the bundle expects %d", op.function(), results.size(),
                    op.results().size());
        }
        for (var i = 0; i < results.size(); i++) {
            var number = op.results().get(i);
            buffers[number] = Blocks.require(results.get(i), bundle.buffers().get(number), count,
                    "result %d of host function '%s'".formatted(i, op.function()));
        }
        hostNanos += System.nanoTime() - start;
    }
}
