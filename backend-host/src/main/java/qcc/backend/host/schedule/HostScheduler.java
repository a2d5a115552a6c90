package qcc.backend.host.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import qcc.backend.cim.isa.SegmentImage;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.CrossingValue;
import qcc.backend.host.bundle.HostCommand;
import qcc.backend.host.bundle.Port;
import qcc.backend.host.bundle.SampleBlocks;
import qcc.backend.host.bundle.Segment;
import qcc.chip.Chip;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.dialect.host.CallOp;
import qcc.dialect.host.HostOp;
import qcc.dialect.host.LaunchOp;
import qcc.dialect.host.LoadSegmentOp;
import qcc.ir.DictionaryAttr;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * Turns the network's function of {@code host} operations into commands and puts everything that runs it into a bundle.
 *
 * <p>Commands are on one in-order queue; each also names the commands whose results it needs, so that more queues can follow.
 */
public final class HostScheduler {
    /** Samples of a block where nobody says, if global memory holds what crosses segments for so many. */
    public static final int DEFAULT_BLOCK_SAMPLES = 16;
    /** The attribute of an argument or result that holds its name in the network. */
    private static final String NAME = "qcc.name";

    /** A value that crosses segments, as far as it is known. */
    private record CrossingBytes(long address, long bytes, CrossingValue.Source source, LinkedHashSet<Integer> launches) {
        CrossingValue value() {
            return new CrossingValue(address, bytes, source, List.copyOf(launches));
        }
    }

    private final List<SegmentImage> segments;
    private final Map<Value, Value> kept;
    private final Map<Value, CrossingBytes> crossing = new LinkedHashMap<>();
    private final List<HostCommand> commands = new ArrayList<>();
    private final HostBuffers buffers = new HostBuffers();
    private final HostModuleBuilder hostModule;
    private Optional<Integer> lastOnChip = Optional.empty();
    private OptionalInt loaded = OptionalInt.empty();

    /**
     * A scheduler for one network whose segments share nothing.
     *
     * @param segments the images of the device functions, by the number of their segment
     */
    public HostScheduler(ModuleOp module, List<SegmentImage> segments) {
        this(module, segments, Map.of());
    }

    /**
     * A scheduler for one network.
     *
     * @param segments the images of the device functions, by the number of their segment
     * @param kept values that stay in global memory from their first launch to their last, each with the first of those that are the same
     *            bytes there: the images agree on their addresses
     */
    public HostScheduler(ModuleOp module, List<SegmentImage> segments, Map<Value, Value> kept) {
        this.segments = List.copyOf(segments);
        this.kept = Map.copyOf(kept);
        this.hostModule = new HostModuleBuilder(module);
    }

    /**
     * Schedules a function.
     *
     * @param main the network's function, of {@code host} operations only
     * @param producer name and version of the compiler
     * @param network the network's name
     * @throws ScheduleException naming the first operation that has no command
     */
    public Bundle schedule(FuncOp main, Chip chip, String producer, String network) {
        return schedule(main, chip, producer, network, OptionalInt.empty());
    }

    /**
     * Schedules a function.
     *
     * @param blockSamples samples that go through a segment before the next is loaded; where it is empty as many as global memory holds crossing
     *            values of, at most {@value #DEFAULT_BLOCK_SAMPLES}
     * @throws ScheduleException naming the first operation that has no command
     */
    public Bundle schedule(FuncOp main, Chip chip, String producer, String network, OptionalInt blockSamples) {
        var inputs = new ArrayList<Port>();
        for (var argument : main.entry().arguments()) {
            var name = name(main.argumentAttributes(argument.index()), "input", argument.index());
            inputs.add(port(name, "input", inputs, buffers.of(argument, main), main));
        }
        var outputs = new ArrayList<Port>();
        for (var op : main.entry()) {
            if (op instanceof ReturnOp end) {
                for (int i = 0; i < end.operandCount(); i++) {
                    var name = name(main.resultAttributes(i), "output", i);
                    outputs.add(port(name, "output", outputs, buffers.of(end.operand(i), end), main));
                }
            } else {
                command(op);
            }
        }
        long globalBytes = segments.stream().mapToLong(SegmentImage::globalBytes).max().orElse(0);
        return new Bundle(producer, network, chip.toYaml(), globalBytes, buffers.list(), inputs, outputs,
                segments.stream().map(HostScheduler::segment).toList(), commands, blocks(chip, globalBytes, blockSamples),
                hostModule.build());
    }

    private SampleBlocks blocks(Chip chip, long globalBytes, OptionalInt samples) {
        var single = new SampleBlocks(1, crossing.values().stream().map(CrossingBytes::value).toList());
        long fitting = single.fitting(chip.chip().globalMem().bytes(), globalBytes);
        return single.withSamples(samples.orElse((int) Math.min(fitting, DEFAULT_BLOCK_SAMPLES)));
    }

    private static String name(DictionaryAttr attributes, String otherwise, int index) {
        return attributes.get(NAME) instanceof StringAttr s ? s.value() : otherwise + index;
    }

    private static Port port(String name, String direction, List<Port> others, int buffer, FuncOp main) {
        if (others.stream().anyMatch(other -> other.name().equals(name))) {
            throw new ScheduleException(main, "two %ss of the network are called '%s'".formatted(direction, name));
        }
        return new Port(name, buffer);
    }

    private static Segment segment(SegmentImage image) {
        return new Segment(image.constants(), image.programs());
    }

    private void command(Op op) {
        if (!(op instanceof HostOp host)) {
            throw new ScheduleException(op, "it is not an operation of the host");
        }
        switch (host) {
            case LoadSegmentOp load -> load(load);
            case LaunchOp launch -> launch(launch);
            case CallOp call -> call(call);
        }
    }

    private int nextId() {
        return commands.size();
    }

    /** What must be complete: the writers of buffers, and what was last done on the chip for commands that need it. */
    private List<Integer> waits(List<Integer> read) {
        var waits = new TreeSet<Integer>();
        read.forEach(buffer -> buffers.writer(buffer).ifPresent(waits::add));
        lastOnChip.ifPresent(waits::add);
        return List.copyOf(waits);
    }

    private void onChip(HostCommand command) {
        commands.add(command);
        lastOnChip = Optional.of(command.id());
    }

    private SegmentImage image(Op op, int segment) {
        if (segment < 0 || segment >= segments.size()) {
            throw new ScheduleException(op, "there is no segment %d, only 0 to %d".formatted(segment, segments.size() - 1));
        }
        return segments.get(segment);
    }

    private void load(LoadSegmentOp op) {
        image(op, op.segment());
        onChip(new HostCommand.LoadSegment(nextId(), waits(List.of()), op.segment()));
        loaded = OptionalInt.of(op.segment());
    }

    private void launch(LaunchOp op) {
        var image = image(op, op.segment());
        checkLaunch(op, image);
        for (int i = 0; i < op.operandCount(); i++) {
            var value = op.operand(i);
            if (!isInGlobalMemory(op, value, image.inputAddresses().get(i), CrossingValue.Source.HOST)) {
                copyIn(op, value, image.inputAddresses().get(i));
            }
        }
        onChip(new HostCommand.Launch(nextId(), waits(List.of()), op.segment()));
        for (int i = 0; i < op.resultCount(); i++) {
            var value = op.result(i);
            isInGlobalMemory(op, value, image.outputAddresses().get(i), CrossingValue.Source.SEGMENT);
            if (!kept.containsKey(value) || value.uses().stream().anyMatch(use -> !(use.owner() instanceof LaunchOp))) {
                copyOut(op, value, image.outputAddresses().get(i));
            }
        }
    }

    /** Notes that a launch makes or takes a value; whether its bytes were in global memory before. */
    private boolean isInGlobalMemory(LaunchOp op, Value value, long address, CrossingValue.Source source) {
        if (!kept.containsKey(value)) {
            return false;
        }
        var type = (TensorType) value.type();
        long bytes = type.shape().elements() * (type.element().equals(IntegerType.I32) ? Integer.BYTES : 1);
        var known = crossing.putIfAbsent(kept.get(value), new CrossingBytes(address, bytes, source, new LinkedHashSet<>()));
        crossing.get(kept.get(value)).launches.add(op.segment());
        return known != null;
    }

    private void copyIn(LaunchOp op, Value value, long address) {
        int buffer = buffers.of(value, op);
        onChip(new HostCommand.CopyIn(nextId(), waits(List.of(buffer)), buffer, address, buffers.list().get(buffer).bytes()));
    }

    private void copyOut(LaunchOp op, Value value, long address) {
        int buffer = buffers.of(value, op);
        buffers.writtenBy(buffer, nextId());
        onChip(new HostCommand.CopyOut(nextId(), waits(List.of()), address, buffers.list().get(buffer).bytes(), buffer));
    }

    private void checkLaunch(LaunchOp op, SegmentImage image) {
        if (!loaded.equals(OptionalInt.of(op.segment()))) {
            throw new ScheduleException(op, "segment %d must be loaded before it is launched".formatted(op.segment()));
        }
        int arguments = image.inputAddresses().size();
        int results = image.outputAddresses().size();
        if (arguments != op.operandCount() || results != op.resultCount()) {
            throw new ScheduleException(op, "segment %d has %d arguments and %d results, not %d and %d".formatted(op.segment(), arguments,
                    results, op.operandCount(), op.resultCount()));
        }
    }

    private void call(CallOp op) {
        hostModule.require(op.callee(), op);
        var arguments = op.operands().stream().map(v -> buffers.of(v, op)).toList();
        var results = op.results().stream().map(v -> buffers.of(v, op)).toList();
        var waits = new TreeSet<Integer>();
        arguments.forEach(buffer -> buffers.writer(buffer).ifPresent(waits::add));
        results.forEach(buffer -> buffers.writtenBy(buffer, nextId()));
        commands.add(new HostCommand.HostOp(nextId(), List.copyOf(waits), op.callee(), arguments, results));
    }
}
