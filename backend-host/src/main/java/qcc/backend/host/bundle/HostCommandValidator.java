package qcc.backend.host.bundle;

import static qcc.backend.host.bundle.BundleValidator.require;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import qcc.backend.host.bundle.HostCommand.CopyIn;
import qcc.backend.host.bundle.HostCommand.CopyOut;
import qcc.backend.host.bundle.HostCommand.HostOp;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;

/** Follows the host commands in order: what they refer to exists, segments are loaded before they run, and buffers are written before they are read. */
final class HostCommandValidator {
    private static final int NONE = -1;

    private final Bundle bundle;
    private final Set<Integer> earlier = new HashSet<>();
    private final Set<Integer> written = new HashSet<>();
    private int loaded = NONE;

    private HostCommandValidator(Bundle bundle) {
        this.bundle = bundle;
        bundle.inputs().forEach(port -> written.add(port.buffer()));
    }

    static void validate(Bundle bundle) {
        var validator = new HostCommandValidator(bundle);
        bundle.commands().forEach(validator::check);
        for (var output : bundle.outputs()) {
            require(validator.written.contains(output.buffer()), "no host command writes the network's output '%s' (host buffer %d)",
                    output.name(), output.buffer());
        }
    }

    private void check(HostCommand command) {
        for (var id : command.waitsFor()) {
            require(earlier.contains(id), "host command %d waits for %d, which is not an earlier command", command.id(), id);
        }
        require(earlier.add(command.id()), "two host commands have the number %d", command.id());
        switch (command) {
            case LoadSegment load -> {
                checkSegment(load, load.segment());
                loaded = load.segment();
            }
            case CopyIn copy -> {
                checkRead(copy, copy.buffer());
                checkCopy(copy, copy.buffer(), copy.address(), copy.bytes());
            }
            case Launch launch -> {
                checkSegment(launch, launch.segment());
                require(launch.segment() == loaded, "host command %d launches segment %d while %s is loaded", launch.id(), launch.segment(),
                        loaded == NONE ? "none" : "segment " + loaded);
            }
            case CopyOut copy -> {
                checkBuffer(copy, copy.buffer());
                checkCopy(copy, copy.buffer(), copy.address(), copy.bytes());
                written.add(copy.buffer());
            }
            case HostOp op -> checkHostOp(op);
        }
    }

    private void checkHostOp(HostOp op) {
        require(!op.function().isEmpty(), "host command %d calls a function without a name", op.id());
        op.arguments().forEach(buffer -> checkRead(op, buffer));
        checkResults(op, op.results());
        written.addAll(op.results());
    }

    private void checkResults(HostOp op, List<Integer> results) {
        var distinct = new HashSet<Integer>();
        for (var buffer : results) {
            checkBuffer(op, buffer);
            require(distinct.add(buffer), "host command %d writes host buffer %d twice", op.id(), buffer);
        }
    }

    private void checkSegment(HostCommand command, int segment) {
        require(segment >= 0 && segment < bundle.segments().size(), "host command %d refers to segment %d of %d", command.id(), segment,
                bundle.segments().size());
    }

    private void checkBuffer(HostCommand command, int buffer) {
        require(buffer >= 0 && buffer < bundle.buffers().size(), "host command %d refers to host buffer %d of %d", command.id(), buffer,
                bundle.buffers().size());
    }

    private void checkRead(HostCommand command, int buffer) {
        checkBuffer(command, buffer);
        require(written.contains(buffer), "host command %d reads host buffer %d before anything writes it", command.id(), buffer);
    }

    private void checkCopy(HostCommand command, int buffer, long address, long bytes) {
        var size = bundle.buffers().get(buffer).bytes();
        require(bytes == size, "host command %d copies %d bytes of host buffer %d, which has %d", command.id(), bytes, buffer, size);
        require(address >= 0 && address <= bundle.globalMemoryBytes() - bytes,
                "host command %d copies %d bytes at address %d, beyond the %d bytes of global memory", command.id(), bytes, address,
                bundle.globalMemoryBytes());
    }
}
