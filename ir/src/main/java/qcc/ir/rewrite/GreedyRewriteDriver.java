package qcc.ir.rewrite;

import java.util.ArrayList;
import java.util.List;
import qcc.ir.Attribute;
import qcc.ir.Block;
import qcc.ir.Commutative;
import qcc.ir.DialectRegistry;
import qcc.ir.FoldResult;
import qcc.ir.Op;
import qcc.ir.Value;

/**
 * Folds operations and applies patterns until nothing changes.
 *
 * <p>Each iteration looks at all operations inside a root once and then at whatever the changes touch: new operations, users of replaced
 * values, and the operations whose results have lost a use. Unused {@link qcc.ir.Pure} operations are removed, an operation is folded
 * before patterns are tried, equal constants of a block become one, and the constants of a {@link Commutative} operation move to the
 * right. The outcome depends on nothing but the IR and the order of the patterns.
 *
 * <p>A driver is used once, by one thread.
 */
public final class GreedyRewriteDriver {
    private static final int REMEMBERED = 10;
    private static final String FOLD = "fold";
    /** An operation may use a value very often; whether others use it too is not worth more. */
    private static final int USES_LOOKED_AT = 16;

    /**
     * Patterns that undo each other would keep an iteration busy for ever; past so many rewrites for the operations there were at
     * first, the next one starts.
     */
    private static final long REWRITES_PER_ITERATION = 1_000;
    private static final long REWRITES_PER_OP = 16;

    private final PatternSet patterns;
    private final GreedyRewriteConfig config;
    private final DialectRegistry dialects;
    private final RewriteListener listener;
    private final Worklist worklist = new Worklist();
    private final ConstantPool constants = new ConstantPool();
    private final ConstantOperands constantOperands = new ConstantOperands();
    /** The latest rewrites, each at its number modulo {@value #REMEMBERED}: a pattern, or the name of the operation that was folded. */
    private final Object[] recent = new Object[REMEMBERED];
    private final Tracker rewriter = new Tracker();
    private Op root;
    private long rewritesPerIteration;
    private long folds;
    private long applications;
    private long erased;

    /**
     * @param dialects their {@link qcc.ir.Dialect#materializeConstant} makes the operations for folded constants
     */
    public GreedyRewriteDriver(PatternSet patterns, GreedyRewriteConfig config, DialectRegistry dialects) {
        this.patterns = patterns;
        this.config = config;
        this.dialects = dialects;
        this.listener = config.listener();
    }

    /** Rewrites everything inside an operation; the operation itself stays as it is. */
    public GreedyRewriteResult run(Op scope) {
        root = scope;
        int iterations = 0;
        boolean converged = false;
        while (!converged && iterations != config.maxIterations() && !limitReached()) {
            long before = rewriter.changeCount();
            iterate();
            converged = rewriter.changeCount() == before;
            iterations++;
        }
        return new GreedyRewriteResult(rewriter.changeCount() > 0, converged, iterations, folds, applications, erased,
                lastRewrites());
    }

    private boolean limitReached() {
        return config.maxRewrites() >= 0 && rewrites() >= config.maxRewrites();
    }

    private long rewrites() {
        return folds + applications;
    }

    private void iterate() {
        constants.clear();
        rewriter.eraseUnreachableBlocks(root);
        root.walk(op -> {
            if (op != root) {
                enlist(op);
            }
        });
        if (config.topDown()) {
            worklist.reverse();
        }
        if (rewritesPerIteration == 0) {
            rewritesPerIteration = REWRITES_PER_ITERATION + REWRITES_PER_OP * worklist.size();
        }
        long end = rewrites() + rewritesPerIteration;
        for (var op = worklist.pop(); op != null && rewrites() < end && !limitReached(); op = worklist.pop()) {
            if (isInside(op)) {
                process(op);
            }
        }
        if (!limitReached()) {
            new RegionSimplifier(config.regionSimplify(), rewriter).simplify(root);
        }
        worklist.clear(); // what is left is found again by the next iteration
    }

    /** Neither removed together with an operation around it nor outside the root. */
    private boolean isInside(Op op) {
        var around = op.parentOp();
        while (around != null && around != root) {
            around = around.parentOp();
        }
        return around != null;
    }

    /** The first visit goes in order, so a constant known already stands before this one. */
    private void enlist(Op op) {
        if (ConstantPool.isPoolable(op)) {
            var known = constants.findOrAdd(blockOfConstants(op), op);
            if (known != op) {
                listener.mergedConstant(op);
                rewriter.replace(op, List.of(known.result()));
                return;
            }
            moveToBlockOfConstants(op);
        }
        worklist.push(op);
    }

    /** Where constants for an operation stand: in its block or, among several blocks, in the first, from where they can be used in all. */
    private static Block blockOfConstants(Op op) {
        var block = op.parentBlock();
        var region = block.parentRegion();
        return region == null || region.blocks().size() == 1 ? block : region.entry();
    }

    private void moveToBlockOfConstants(Op constant) {
        if (blockOfConstants(constant) != constant.parentBlock()) {
            hoist(constant, blockOfConstants(constant));
        }
    }

    private void process(Op op) {
        if (DeadCode.isDead(op)) {
            erased++;
            listener.removedDead(op);
            rewriter.erase(op);
        } else if (ConstantPool.isPoolable(op)) {
            if (!mergeConstant(op)) {
                applyPatterns(op);
            }
        } else if (!fold(op)) {
            applyPatterns(op);
        }
    }

    /** Replaces a constant by an equal one of its block, which moves to the front as it may stand behind. */
    private boolean mergeConstant(Op op) {
        var known = constants.findOrAdd(blockOfConstants(op), op);
        if (known == op) {
            moveToBlockOfConstants(op);
            return false;
        }
        hoist(known, known.parentBlock());
        listener.mergedConstant(op);
        rewriter.replace(op, List.of(known.result()));
        return true;
    }

    private void hoist(Op constant, Block block) {
        var first = block.first();
        if (!constants.isHoisted(constant)) {
            constants.markHoisted(constant);
            if (first != constant) {
                rewriter.moveBefore(constant, first);
            }
        }
    }

    private boolean fold(Op op) {
        moveConstantsRight(op);
        return switch (op.fold(constantOperands.of(op))) {
            case FoldResult.None _ -> false;
            case FoldResult.To(var value) -> replaceFolded(op, value, false);
            case FoldResult.ToConstant(var value) -> foldToConstant(op, value);
        };
    }

    /** Puts the constants among the operands of a commutative operation last, so that folds and patterns look in one place. */
    private void moveConstantsRight(Op op) {
        if (!op.def().isCommutative() || op.def().needsSegments() || !hasConstantOnTheLeft(op)) {
            return;
        }
        var sorted = new ArrayList<Value>(op.operandCount());
        for (int i = 0; i < op.operandCount(); i++) {
            if (!ConstantOperands.isConstant(op, i)) {
                sorted.add(op.operand(i));
            }
        }
        for (int i = 0; i < op.operandCount(); i++) {
            if (ConstantOperands.isConstant(op, i)) {
                sorted.add(op.operand(i));
            }
        }
        rewriter.setOperands(op, sorted);
    }

    private static boolean hasConstantOnTheLeft(Op op) {
        boolean constant = false;
        for (int i = 0; i < op.operandCount(); i++) {
            boolean left = constant;
            constant = ConstantOperands.isConstant(op, i);
            if (left && !constant) {
                return true;
            }
        }
        return false;
    }

    private boolean foldToConstant(Op op, Attribute value) {
        var made = dialects.dialect(op.def().dialect()).flatMap(d -> d.materializeConstant(value, op.result().type(), op.location()));
        if (made.isEmpty()) {
            return false;
        }
        var constant = made.get();
        var block = blockOfConstants(op);
        if (!ConstantPool.isPoolable(constant)) {
            rewriter.setInsertionPoint(op);
            return replaceFolded(op, rewriter.insert(constant).result(), true);
        }
        var known = constants.findOrAdd(block, constant);
        if (known == constant) {
            rewriter.setInsertionPointToStart(block);
            rewriter.insert(constant);
            constants.markHoisted(constant);
        } else {
            hoist(known, block);
        }
        return replaceFolded(op, known.result(), true);
    }

    private boolean replaceFolded(Op op, Value value, boolean constant) {
        if (!value.type().equals(op.result().type()) || value == op.result()) {
            throw new IllegalStateException(op + " of type " + op.result().type() + " cannot fold to "
                    + (value == op.result() ? "itself" : "a value of type " + value.type()));
        }
        folds++;
        remember(op.name());
        listener.folded(op, constant);
        rewriter.replace(op, List.of(value));
        return true;
    }

    private void applyPatterns(Op op) {
        for (var pattern : patterns.of(op.getClass())) {
            rewriter.begin(op, pattern);
            long before = rewriter.changeCount();
            switch (pattern.apply(op, rewriter)) {
                case Outcome.Applied _ -> {
                    applications++;
                    rewriter.countChange();
                    remember(pattern);
                    listener.matched(op, pattern);
                    return;
                }
                case Outcome.NoMatch(var why) -> {
                    if (rewriter.changeCount() != before) {
                        throw new IllegalStateException("pattern '" + pattern.name() + "' changed the IR at " + op
                                + " and then said that it does not match: " + why);
                    }
                    listener.notMatched(op, pattern, why);
                }
            }
        }
    }

    private void remember(Object step) {
        recent[(int) ((rewrites() - 1) % REMEMBERED)] = step;
    }

    private List<String> lastRewrites() {
        var names = new ArrayList<String>(REMEMBERED);
        for (long i = Math.max(0, rewrites() - REMEMBERED); i < rewrites(); i++) {
            names.add(switch (recent[(int) (i % REMEMBERED)]) {
                case Pattern<?> pattern -> pattern.name();
                case Object folded -> FOLD + "(" + folded + ")";
            });
        }
        return names;
    }

    /** Keeps the worklist up to date with every change. */
    private final class Tracker extends Rewriter {
        Tracker() {
            super(FOLD);
        }

        void begin(Op op, Pattern<?> pattern) {
            setRewriteName(pattern.name());
            setInsertionPoint(op);
        }

        @Override
        protected boolean explains() {
            return listener.explains();
        }

        @Override
        protected void inserted(Op op) {
            super.inserted(op);
            op.walk(worklist::push);
        }

        @Override
        protected void changed(Op op) {
            super.changed(op);
            worklist.push(op);
        }

        @Override
        protected void erasing(Op op) {
            super.erasing(op);
            constants.remove(op);
            worklist.remove(op);
            for (int i = 0; i < op.operandCount(); i++) {
                revisit(op, op.operand(i));
            }
        }

        /** An operation that loses one of at most two users may become dead or fit a pattern that wants a single use. */
        private void revisit(Op user, Value operand) {
            var maker = operand == null ? null : operand.definingOp();
            if (maker == null) {
                return;
            }
            Op other = null;
            int seen = 0;
            for (var use = operand.firstUse(); use != null && seen < USES_LOOKED_AT; use = use.next()) {
                var owner = use.owner();
                seen++;
                if (owner == user || owner == other) {
                    continue;
                }
                if (other != null) {
                    return;
                }
                other = owner;
            }
            worklist.push(maker);
        }
    }
}
