package qcc.backend.host.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import qcc.backend.cim.isa.SegmentImage;
import qcc.backend.host.bundle.Bundle;

import qcc.backend.host.bundle.HostCommand;
import qcc.backend.host.bundle.Port;
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
import qcc.ir.Op;
import qcc.ir.StringAttr;
import qcc.ir.SymbolTable;

/**
 * Turns the network's function of {@code host} operations into commands and puts everything that runs it into a bundle.
 *
 * <p>Commands are on one in-order queue; each also names the commands whose results it needs, so that more queues can follow.
 */
public final class HostScheduler {
    /** The attribute of an argument or result that holds its name in the network. */
    private static final String NAME = "qcc.name";

    private final ModuleOp module;
    private final SymbolTable symbols;
    private final List<SegmentImage> segments;
    private final List<HostCommand> commands = new ArrayList<>();
    private final HostBuffers buffers = new HostBuffers();
    private final HostModuleBuilder hostModule;
    private final Set<String> hostFunctions = new HashSet<>();
    private Optional<Integer> lastOnChip = Optional.empty();

    /**
     * A scheduler for one network.
     *
     * @param segments the images of the device functions, by the number of their segment
     */
    public HostScheduler(ModuleOp module, List<SegmentImage> segments) {
        this.module = module;
        this.symbols = new SymbolTable(module);
        this.segments = List.copyOf(segments);
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
        var inputs = new ArrayList<Port>();
        for (var argument : main.entry().arguments()) {
            inputs.add(new Port(name(main.argumentAttributes(argument.index()), "input", argument.index()), buffers.of(argument, main)));
        }
        var outputs = new ArrayList<Port>();
        for (var op : main.entry()) {
            if (op instanceof ReturnOp end) {
                for (int i = 0; i < end.operandCount(); i++) {
                    outputs.add(new Port(name(main.resultAttributes(i), "output", i), buffers.of(end.operand(i), end)));
                }
            } else {
                command(op);
            }
        }
        long globalBytes = segments.stream().mapToLong(SegmentImage::globalBytes).max().orElse(0);
        return new Bundle(producer, network, chip.toYaml(), globalBytes, buffers.list(), inputs, outputs,
                segments.stream().map(HostScheduler::segment).toList(), commands, hostModule.build());
    }

    private static String name(DictionaryAttr attributes, String otherwise, int index) {
        return attributes.get(NAME) instanceof StringAttr s ? s.value() : otherwise + index;
    }

    private static Segment segment(SegmentImage image) {
        return new Segment(image.constants(), image.programs());
    }

    private void command(Op op) {
        if (!(op instanceof HostOp host)) {
            throw new ScheduleException(op, "it is not an operation of the host");
        }
        switch (host) {
            case LoadSegmentOp load -> onChip(new HostCommand.LoadSegment(nextId(), waits(List.of()), load.segment()));
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

    private void launch(LaunchOp op) {
        if (op.segment() >= segments.size()) {
            throw new ScheduleException(op, "there is no segment " + op.segment());
        }
        var image = segments.get(op.segment());
        for (int i = 0; i < op.operandCount(); i++) {
            int buffer = buffers.of(op.operand(i), op);
            onChip(new HostCommand.CopyIn(nextId(), waits(List.of(buffer)), buffer, image.inputAddresses().get(i),
                    buffers.list().get(buffer).bytes()));
        }
        onChip(new HostCommand.Launch(nextId(), waits(List.of()), op.segment()));
        for (int i = 0; i < op.resultCount(); i++) {
            int buffer = buffers.of(op.result(i), op);
            buffers.writtenBy(buffer, nextId());
            onChip(new HostCommand.CopyOut(nextId(), waits(List.of()), image.outputAddresses().get(i), buffers.list().get(buffer).bytes(),
                    buffer));
        }
    }

    private void call(CallOp op) {
        var function = symbols.lookup(op.callee(), FuncOp.class)
                .orElseThrow(() -> new ScheduleException(op, "there is no function @" + op.callee()));
        if (hostFunctions.add(op.callee())) {
            hostModule.add(function);
        }
        var arguments = op.operands().stream().map(v -> buffers.of(v, op)).toList();
        var results = op.results().stream().map(v -> buffers.of(v, op)).toList();
        var waits = new TreeSet<Integer>();
        arguments.forEach(buffer -> buffers.writer(buffer).ifPresent(waits::add));
        results.forEach(buffer -> buffers.writtenBy(buffer, nextId()));
        commands.add(new HostCommand.HostOp(nextId(), List.copyOf(waits), op.callee(), arguments, results));
    }
}
