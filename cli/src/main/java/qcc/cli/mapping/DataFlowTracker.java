package qcc.cli.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.HostCommand;
import qcc.backend.host.bundle.HostCommand.CopyIn;
import qcc.backend.host.bundle.HostCommand.CopyOut;
import qcc.backend.host.bundle.HostCommand.HostOp;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;
import qcc.chip.Chip;

/** Follows the host's commands and the cores between their synchronizations; their results do not depend on how fast each core is. */
final class DataFlowTracker {
    private static final int CONSTANT = -2;

    /** What is known of an operation on a core. */
    private static final class Work {
        private final int segment;
        private final CoreProgram program;
        private final String operation;
        private final Set<Integer> groups = new TreeSet<>();
        private final Map<Integer, Long> sources = new TreeMap<>();

        Work(int segment, CoreProgram program, String operation) {
            this.segment = segment;
            this.program = program;
            this.operation = operation;
        }
    }

    private final Bundle bundle;
    private final Chip chip;
    /** A step is null until all is known of it. */
    private final List<DataFlow.Node> nodes = new ArrayList<>();
    private final TreeMap<Integer, Work> works = new TreeMap<>();
    private final TreeMap<Integer, TreeMap<Integer, Long>> edges = new TreeMap<>();
    /** For each host buffer the nodes its bytes come from, and how many. */
    private final Map<Integer, Map<Integer, Long>> buffers = new HashMap<>();
    private final WriterTable memory;

    DataFlowTracker(Bundle bundle, Chip chip) {
        this.bundle = bundle;
        this.chip = chip;
        this.memory = new WriterTable(bundle.globalMemoryBytes());
    }

    DataFlow run() {
        for (var port : bundle.inputs()) {
            buffers.put(port.buffer(), Map.of(add(new DataFlow.Input(port.name())), bytes(port.buffer())));
        }
        bundle.commands().forEach(this::follow);
        works.forEach((node, work) -> nodes.set(node, step(work)));
        works.forEach((node, work) -> connect(work.sources, node));
        for (var port : bundle.outputs()) {
            connect(sources(port.buffer()), add(new DataFlow.Output(port.name())));
        }
        var all = new ArrayList<DataFlow.Edge>();
        edges.forEach((from, targets) -> targets.forEach((to, bytes) -> all.add(new DataFlow.Edge(from, to, bytes))));
        return new DataFlow(nodes, all);
    }

    private long bytes(int buffer) {
        return bundle.buffers().get(buffer).bytes();
    }

    private Map<Integer, Long> sources(int buffer) {
        return buffers.getOrDefault(buffer, Map.of());
    }

    private void follow(HostCommand command) {
        switch (command) {
            case HostOp op -> {
                var node = add(new DataFlow.HostFunction(op.function()));
                op.arguments().forEach(buffer -> connect(sources(buffer), node));
                op.results().forEach(buffer -> buffers.put(buffer, Map.of(node, bytes(buffer))));
            }
            case LoadSegment load -> bundle.segments().get(load.segment()).constants()
                    .forEach(constant -> memory.write(constant.address(), constant.address() + constant.data().length, CONSTANT));
            case CopyIn copy -> memory.write(copy.address(), copy.address() + copy.bytes(),
                    sources(copy.buffer()).keySet().stream().findFirst().orElse(WriterTable.NOBODY));
            case Launch launch -> launch(launch.segment());
            case CopyOut copy -> {
                var sources = new LinkedHashMap<Integer, Long>();
                memory.read(copy.address(), copy.address() + copy.bytes(), sources);
                buffers.put(copy.buffer(), sources);
            }
        }
    }

    private void launch(int segment) {
        var numbers = new HashMap<Integer, Map<String, Integer>>();
        var cores = new ArrayList<CoreReplay>();
        for (var program : bundle.segments().get(segment).programs()) {
            var own = numbers.computeIfAbsent(program.core(), _ -> new HashMap<>());
            cores.add(new CoreReplay(program, recorder(segment, program, own)));
        }
        new LaunchReplay(cores, (from, to, bytes) -> {
            var taker = numbers.get(to.core()).computeIfAbsent(to.operation(), name -> addWork(segment, to.program(), name));
            var maker = numbers.get(from.core()).computeIfAbsent(from.operation(), name -> addWork(segment, from.program(), name));
            works.get(taker).sources.merge(maker, bytes, Long::sum);
        }).run();
    }

    private int addWork(int segment, CoreProgram program, String operation) {
        var node = add(null);
        works.put(node, new Work(segment, program, operation));
        return node;
    }

    private CoreReplay.Observer recorder(int segment, CoreProgram program, Map<String, Integer> numbers) {
        return new CoreReplay.Observer() {
            @Override
            public void reads(String operation, long from, long to) {
                memory.read(from, to, works.get(number(operation)).sources);
            }

            @Override
            public void writes(String operation, long from, long to) {
                memory.write(from, to, number(operation));
            }

            @Override
            public void multiplies(String operation, int group) {
                works.get(number(operation)).groups.add(group);
            }

            @Override
            public void works(String operation) {
                number(operation);
            }

            private int number(String operation) {
                return numbers.computeIfAbsent(operation, name -> addWork(segment, program, name));
            }
        };
    }

    private DataFlow.Step step(Work work) {
        var xbar = chip.typeOf(work.program.core()).xbar();
        var groups = work.program.groups().stream().filter(group -> work.groups.contains(group.id()))
                .map(group -> GroupUse.of(group, xbar)).toList();
        return new DataFlow.Step(work.segment, work.program.core(), work.operation, groups, work.sources.getOrDefault(CONSTANT, 0L));
    }

    private int add(DataFlow.Node node) {
        nodes.add(node);
        return nodes.size() - 1;
    }

    /** What an operation gives to itself, and what nobody wrote, is no edge. */
    private void connect(Map<Integer, Long> sources, int node) {
        sources.forEach((from, bytes) -> {
            if (from >= 0 && from != node) {
                edges.computeIfAbsent(from, _ -> new TreeMap<>()).merge(node, bytes, Long::sum);
            }
        });
    }
}
