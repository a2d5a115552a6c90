package qcc.passes.shape;

import java.util.ArrayList;
import java.util.List;
import qcc.dialect.nn.NnDynamic;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.DictionaryAttr;
import qcc.ir.FunctionType;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.TypeAttr;
import qcc.ir.Value;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Option;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.rewrite.Rewriter;

/**
 * Binds the symbolic dimensions of the inputs and makes every shape behind them static.
 *
 * <p>Subgraphs that compute shapes are evaluated, and operations whose shape was an operand become static ones:
 *
 * <pre>
 * %s = nn.shape_of %x : (tensor&lt;1x4x2xf32&gt;) -&gt; tensor&lt;3xi64&gt;       %r = nn.reshape %x : (tensor&lt;1x4x2xf32&gt;) -&gt; tensor&lt;1x8xf32&gt;
 * %n = ... gather, concat ...                        becomes
 * %r = nn.dynamic_reshape %x, %n
 * </pre>
 *
 * Nothing dynamic is left; what cannot be resolved is an error, unless {@code partial} lets it stay.
 */
@PassInfo(name = "resolve-shapes", summary = "binds symbolic dimensions and makes every shape static", effect = NumericEffect.EXACT, anchor = "func.func")
public record ResolveShapesPass(@Option("sizes of symbolic dimensions: N:1") List<String> bind,
        @Option("leave shapes that depend on data instead of refusing them") boolean partial) implements Pass {
    private static final int LISTED = 8;

    public ResolveShapesPass {
        bind = List.copyOf(bind);
        InputShapes.parse(bind);
    }

    public ResolveShapesPass() {
        this(List.of(), false);
    }

    /** Binds dimensions and refuses what depends on data. */
    public ResolveShapesPass(List<String> bind) {
        this(bind, false);
    }

    @Override
    public Result run(Op root, PassContext context) {
        if (root.region(0).isEmpty()) {
            return Result.UNCHANGED;
        }
        var rewriter = new Rewriter(info().name());
        try {
            bindArguments(root, rewriter);
        } catch (IllegalArgumentException e) {
            return context.error(root, "%s", e.getMessage());
        }
        var shapes = new StaticShapes(rewriter, context);
        for (var block : root.region(0)) {
            for (var op : block) {
                if (!shapes.resolve(op)) {
                    return Result.FAILED;
                }
            }
        }
        eraseDeadShapes(root, rewriter);
        context.count("shapes-evaluated", shapes.evaluated());
        updateSignature(root, rewriter);
        return partial || checkStatic(root, context) ? Result.changedIf(rewriter.changeCount() > 0) : Result.FAILED;
    }

    private void bindArguments(Op function, Rewriter rewriter) {
        var shapes = InputShapes.of(function, InputShapes.parse(bind));
        for (var argument : function.region(0).entry().arguments()) {
            if (argument.type() instanceof TensorType type && !type.shape().isStatic()) {
                rewriter.setType(argument, type.withShape(shapes.get(argument.index())));
            }
        }
        dropNames(function, rewriter);
    }

    /** The names of dimensions say nothing about a static shape. */
    private static void dropNames(Op function, Rewriter rewriter) {
        if (!(function.properties().get("arg_attrs") instanceof ArrayAttr all)) {
            return;
        }
        var kept = new ArrayList<Attribute>();
        for (var own : all) {
            kept.add(own instanceof DictionaryAttr d ? d.without(InputShapes.DIMENSION_NAMES) : own);
        }
        if (!kept.equals(all.elements())) {
            boolean empty = kept.stream().allMatch(DictionaryAttr.EMPTY::equals);
            rewriter.setProperty(function, "arg_attrs", empty ? null : new ArrayAttr(kept));
        }
    }

    private static void eraseDeadShapes(Op function, Rewriter rewriter) {
        for (var block : function.region(0)) {
            for (var op = block.last(); op != null;) {
                var previous = op.previous();
                if (op instanceof NnDynamic && !op.hasUses()) {
                    rewriter.erase(op);
                }
                op = previous;
            }
        }
    }

    private static void updateSignature(Op function, Rewriter rewriter) {
        var entry = function.region(0).entry();
        var inputs = entry.arguments().stream().map(Value::type).toList();
        var terminator = function.region(0).blocks().getLast().terminator();
        var results = terminator == null ? List.<Type>of() : terminator.operandTypes();
        var type = new TypeAttr(new FunctionType(inputs, results));
        if (!type.equals(function.properties().get("function_type"))) {
            rewriter.setProperty(function, "function_type", type);
        }
    }

    private static boolean checkStatic(Op function, PassContext context) {
        var dynamic = new ArrayList<Op>();
        function.walk(op -> {
            boolean open = op.resultTypes().stream().anyMatch(t -> t instanceof TensorType tensor && !tensor.shape().isStatic());
            if (op instanceof NnDynamic || open) {
                dynamic.add(op);
            }
        });
        if (dynamic.isEmpty()) {
            return true;
        }
        var names = dynamic.stream().limit(LISTED).map(op -> "'" + op.name() + "' at " + op.location().describe()).toList();
        context.error(function, "still has %d operation%s whose shape depends on data: %s%s", dynamic.size(),
                dynamic.size() == 1 ? "" : "s",
                String.join(", ", names), dynamic.size() > LISTED ? ", ..." : "");
        return false;
    }
}
