package qcc.cli.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.dialect.host.LoadSegmentOp;
import qcc.frontend.onnx.NetworkModule;
import qcc.ir.Block;
import qcc.ir.ConstantLike;
import qcc.ir.DictionaryAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Op;
import qcc.ir.Region;
import qcc.ir.StringAttr;
import qcc.ir.SymbolRefAttr;
import qcc.ir.SymbolTable;
import qcc.ir.Terminator;
import qcc.ir.Value;
import qcc.passes.partition.Device;

/**
 * A picture of IR at any level: a box for each operation, an edge for each value with its type. Functions that are called are drawn where they
 * are called; constants are lines of the operations that use them.
 */
public final class NetworkGraph {
    /** A value that reaches a box. */
    private record Use(Value value, String box) {}

    private final Op root;
    private final SymbolTable symbols;
    private final DotGraph graph;
    private final Set<FuncOp> drawn = new HashSet<>();
    private final Set<FuncOp> open = new LinkedHashSet<>();

    private NetworkGraph(Op root, String title) {
        this.root = root;
        this.symbols = new SymbolTable(root);
        this.graph = new DotGraph(title);
    }

    /**
     * Draws IR.
     *
     * @param module an operation with one region, such as a module
     * @param title stands above the picture
     * @return text for Graphviz
     */
    public static String of(Op module, String title) {
        var picture = new NetworkGraph(module, title);
        picture.draw();
        return picture.graph.text();
    }

    private void draw() {
        symbols.lookup(NetworkModule.FUNCTION, FuncOp.class).filter(main -> !main.isDeclaration()).ifPresent(this::drawAlone);
        for (var block : root.region(0)) {
            for (var op : block) {
                if (op instanceof FuncOp function && !function.isDeclaration() && !drawn.contains(function)) {
                    drawAlone(function);
                }
            }
            if (!(block.first() instanceof FuncOp) && block.terminator() == null) {
                drawOutsideFunctions(block);
            }
        }
    }

    private void drawOutsideFunctions(Block block) {
        var scope = new Scope(Optional.empty());
        for (var op : block) {
            if (!(op instanceof FuncOp)) {
                scope.draw(op);
            }
        }
        scope.connect();
    }

    private void drawAlone(FuncOp function) {
        var several = root.region(0).entry().first() != root.region(0).entry().last();
        var inputs = new ArrayList<String>();
        for (var argument : function.entry().arguments()) {
            inputs.add(graph.box(List.of(name(function.argumentAttributes(argument.index()), "argument " + argument.index())),
                    DotGraph.Outline.TERMINAL, Palette.TERMINAL));
        }
        drawBody(function, inputs, several, Optional.empty());
    }

    /**
     * Draws a function.
     *
     * @param inputs the boxes its arguments come from, null for what is not drawn
     * @param call the operation that calls it; without, its results are boxes
     * @return the boxes its results come from
     */
    private List<String> drawBody(FuncOp function, List<String> inputs, boolean framed, Optional<Op> call) {
        drawn.add(function);
        open.add(function);
        var device = Device.of(function);
        if (framed) {
            graph.open(frameText(function, device, call), area(device));
        }
        var scope = new Scope(device);
        for (var argument : function.entry().arguments()) {
            scope.sources.put(argument, inputs.get(argument.index()));
        }
        scope.isResult = call.isEmpty() ? function : null;
        scope.drawRegion(function.body());
        if (framed) {
            graph.close();
        }
        scope.connect();
        open.remove(function);
        return scope.results;
    }

    private static String frameText(FuncOp function, Optional<Device> device, Optional<Op> call) {
        var segment = call.flatMap(op -> Optional.ofNullable(op.properties().get("segment"))).filter(IntegerAttr.class::isInstance)
                .map(a -> ", segment " + ((IntegerAttr) a).value()).orElse("");
        return "@" + function.functionName() + device.map(d -> ": " + d.attribute().value()).orElse("") + segment;
    }

    private static String area(Optional<Device> device) {
        return device.map(d -> switch (d) {
            case HOST -> Palette.HOST_AREA;
            case CIM -> Palette.DEVICE_AREA;
        }).orElse(Palette.NETWORK_AREA);
    }

    private static String name(DictionaryAttr attributes, String otherwise) {
        return attributes.get(NetworkModule.NAME) instanceof StringAttr text ? text.value() : otherwise;
    }

    /** The function that an operation calls, if its body can be drawn here. */
    private Optional<FuncOp> callee(Op op) {
        return op.properties().get("callee") instanceof SymbolRefAttr name
                ? symbols.lookup(name.leaf(), FuncOp.class).filter(f -> !f.isDeclaration() && !open.contains(f)
                        && f.entry().arguments().size() == op.operandCount())
                : Optional.empty();
    }

    /** The values of one function, or of operations outside of functions. */
    private final class Scope {
        private final Optional<Device> device;
        private final Map<Value, String> sources = new HashMap<>();
        private final List<Use> uses = new ArrayList<>();
        private List<String> results = List.of();
        private FuncOp isResult;

        Scope(Optional<Device> device) {
            this.device = device;
        }

        void drawRegion(Region region) {
            for (var block : region) {
                if (block != region.entry()) {
                    drawArguments(block);
                }
                block.forEach(this::draw);
            }
        }

        private void drawArguments(Block block) {
            for (var argument : block.arguments()) {
                sources.put(argument, graph.box(List.of("argument " + argument.index()), DotGraph.Outline.TERMINAL, Palette.TERMINAL));
            }
        }

        void draw(Op op) {
            var isFolded = op instanceof ConstantLike && op.results().stream().allMatch(r -> r.uses().stream()
                    .noneMatch(use -> use.owner() instanceof Terminator));
            if (isFolded || op instanceof GroupOp || op instanceof LoadSegmentOp) {
                return;
            }
            if (op instanceof ReturnOp end && end.successors().isEmpty() && op.parentOp() instanceof FuncOp) {
                drawReturn(end);
                return;
            }
            var called = callee(op);
            if (called.isPresent()) {
                drawCall(op, called.get());
            } else {
                drawBox(op);
            }
        }

        private void drawReturn(ReturnOp end) {
            if (isResult == null) {
                results = end.operands().stream().map(sources::get).toList();
                return;
            }
            for (var i = 0; i < end.operandCount(); i++) {
                var box = graph.box(List.of(name(isResult.resultAttributes(i), "result " + i)), DotGraph.Outline.TERMINAL,
                        Palette.TERMINAL);
                uses.add(new Use(end.operand(i), box));
            }
        }

        private void drawCall(Op op, FuncOp function) {
            connect();
            var inputs = new ArrayList<String>();
            op.operands().forEach(operand -> inputs.add(sources.get(operand)));
            var outputs = drawBody(function, inputs, true, Optional.of(op));
            for (var i = 0; i < op.resultCount() && i < outputs.size(); i++) {
                sources.put(op.result(i), outputs.get(i));
            }
        }

        private void drawBox(Op op) {
            var fill = OperationBox.fill(op, device);
            var outline = fill.contains(":") ? DotGraph.Outline.STRIPED : DotGraph.Outline.ROUNDED;
            var box = graph.box(OperationBox.lines(op), outline, fill);
            op.results().forEach(result -> sources.put(result, box));
            op.operands().forEach(operand -> uses.add(new Use(operand, box)));
            for (var region : op.regions()) {
                if (!region.isEmpty()) {
                    graph.open(op.name(), Palette.NETWORK_AREA);
                    drawArguments(region.entry());
                    drawRegion(region);
                    graph.close();
                }
            }
        }

        /** Draws edges for all uses so far; a value that is not drawn has none. */
        void connect() {
            for (var use : uses) {
                var source = sources.get(use.value);
                if (source != null) {
                    graph.edge(source, use.box, TypeText.of(use.value));
                }
            }
            uses.clear();
        }
    }
}
