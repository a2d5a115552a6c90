package qcc.ir.transform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import qcc.ir.CallLike;
import qcc.ir.Callable;
import qcc.ir.DeepRecursion;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.SymbolTable;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Option;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.rewrite.Rewriter;

/**
 * Puts the bodies of private functions in the place of their calls, and removes the functions that nothing refers to any more.
 *
 * <p>Callees come first, so that what was inlined into one is inlined with it. Calls of a function that leads back to itself stay, as do
 * calls of functions of several blocks, for there is no operation to branch with. What was inlined is located at the call.
 */
@PassInfo(name = "inline", summary = "puts the bodies of private functions in the place of their calls", effect = NumericEffect.EXACT, anchor = "builtin.module")
public record InlinePass(@Option("operations of a body at most; -1 for no limit") long maxBodySize) implements Pass {
    public InlinePass {
        if (maxBodySize < -1) {
            throw new IllegalArgumentException("max-body-size must not be negative, or -1 for no limit: " + maxBodySize);
        }
    }

    public InlinePass() {
        this(-1);
    }

    @Override
    public Result run(Op root, PassContext context) {
        var graph = new CallGraph(root);
        var rewriter = new Rewriter("inline");
        for (var caller : graph.calleesFirst()) {
            for (var call : graph.calls(caller)) {
                graph.callee(call).filter(callee -> isInlinable(call, callee, graph)).ifPresent(callee -> {
                    inline(call, callee, rewriter);
                    context.count("calls-inlined", 1);
                });
            }
        }
        var removed = new SymbolDcePass().run(root, context);
        return removed == Result.CHANGED ? removed : Result.changedIf(rewriter.changeCount() > 0);
    }

    private boolean isInlinable(Op call, Callable callee, CallGraph graph) {
        return ((CallLike) call).isInlinable() && callee.isPrivateSymbol() && callee.body().blocks().size() == 1
                && !graph.isRecursive(callee) && (maxBodySize < 0 || size(callee) <= maxBodySize);
    }

    private static long size(Callable callee) {
        var count = new long[1];
        ((Op) callee).walk(_ -> count[0]++);
        return count[0] - 2; // neither the function nor its terminator
    }

    private static void inline(Op call, Callable callee, Rewriter rewriter) {
        var copy = Rewriter.copy((Op) callee);
        copy.walk(op -> rewriter.setLocation(op, new Location.CallSite(op.location(), call.location())));
        rewriter.replaceWithBody(call, ((Callable) copy).body().entry(), call.operands());
    }

    /** Who calls whom among the symbols of one holder. */
    private static final class CallGraph {
        private static final int OPEN = -1;

        private final SymbolTable symbols;
        private final Map<Op, List<Op>> calls = new LinkedHashMap<>();
        private final Map<Op, Integer> order = new LinkedHashMap<>();
        private final Set<Op> recursive = new HashSet<>();

        CallGraph(Op holder) {
            symbols = new SymbolTable(holder);
            holder.walk(Callable.class, callable -> {
                var made = new ArrayList<Op>();
                ((Op) callable).walk(CallLike.class, call -> made.add((Op) call));
                calls.put((Op) callable, made);
            });
            calls.keySet().forEach(caller -> visit(caller, 0));
        }

        /** Depth first; an edge to a function that is still open closes a cycle. */
        private void visit(Op caller, int depth) {
            if (order.containsKey(caller)) {
                return;
            }
            order.put(caller, OPEN);
            for (var call : calls.get(caller)) {
                callee(call).map(Op.class::cast).ifPresent(callee -> DeepRecursion.run(depth, () -> {
                    visit(callee, depth + 1);
                    return order.get(callee) == OPEN && recursive.add(callee);
                }));
            }
            order.remove(caller);
            order.put(caller, order.size());
        }

        List<Op> calleesFirst() {
            return List.copyOf(order.keySet());
        }

        List<Op> calls(Op caller) {
            return calls.get(caller);
        }

        Optional<Callable> callee(Op call) {
            return symbols.lookup(((CallLike) call).callee()).filter(Callable.class::isInstance).map(Callable.class::cast)
                    .filter(callee -> !callee.body().isEmpty());
        }

        boolean isRecursive(Callable callee) {
            return recursive.contains((Op) callee);
        }
    }
}
