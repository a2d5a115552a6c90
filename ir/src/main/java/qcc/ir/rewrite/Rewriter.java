package qcc.ir.rewrite;

import java.util.ArrayList;
import java.util.List;
import qcc.ir.Block;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Region;
import qcc.ir.Value;

/**
 * The builder by which passes and patterns change the IR.
 *
 * <p>It counts the changes, so that a pass can say whether it changed anything, and knows by whose name locations are fused.
 */
public class Rewriter extends OpBuilder {
    private String rewriteName;
    private long changes;

    /**
     * @param rewriteName the pass or pattern at work; it becomes the metadata of fused locations
     */
    public Rewriter(String rewriteName) {
        this.rewriteName = rewriteName;
    }

    /** The pass or pattern at work. */
    public final String rewriteName() {
        return rewriteName;
    }

    final void setRewriteName(String name) {
        rewriteName = name;
    }

    /** How many changes have gone through this rewriter. */
    public final long changeCount() {
        return changes;
    }

    /** Notes a change that no hook tells of, such as moving blocks. */
    public final void countChange() {
        changes++;
    }

    /** The place of what several operations become. */
    public final Location fusedLocation(Op... ops) {
        var parts = new ArrayList<Location>(ops.length);
        for (var op : ops) {
            parts.add(op.location());
        }
        return Location.fused(rewriteName, parts);
    }

    /** Redirects the uses of the results of an operation and removes it. */
    public final Outcome replace(Op op, Value... values) {
        replace(op, List.of(values));
        return Outcome.APPLIED;
    }

    /** Creates an operation before another one, whose results it takes over. */
    public final Outcome replaceWithNew(Op op, OpDef<?> def, OpState state) {
        setInsertionPoint(op);
        replace(op, create(def, state).results());
        return Outcome.APPLIED;
    }

    /** Removes an operation without uses. */
    public final Outcome remove(Op op) {
        erase(op);
        return Outcome.APPLIED;
    }

    /** What a pattern returns that has changed operations in place. */
    public final Outcome applied() {
        return Outcome.APPLIED;
    }

    /** What a pattern returns that does not fit; the phrase completes "it did not match because". */
    public final Outcome noMatch(String why) {
        return new Outcome.NoMatch(why);
    }

    /** As {@link #noMatch(String)}, with {@link String#format} arguments, which are put in only if somebody reads the explanation. */
    public final Outcome noMatch(String format, Object... arguments) {
        return new Outcome.NoMatch(explains() ? format.formatted(arguments) : format);
    }

    /** Whether somebody reads why patterns do not match. */
    protected boolean explains() {
        return true;
    }

    /**
     * Replaces an operation by the operations of a block, whose terminator's operands become its results.
     *
     * <p>The block's region is left empty of it: the operations move before {@code op}, arguments are replaced by {@code arguments}, and
     * {@code op}, which may be the operation around the block, is removed.
     */
    public final Outcome replaceWithBody(Op op, Block body, List<? extends Value> arguments) {
        if (arguments.size() != body.arguments().size()) {
            throw new IllegalArgumentException(
                    "the block has " + body.arguments().size() + " arguments, not " + arguments.size() + ": " + op);
        }
        for (int i = 0; i < arguments.size(); i++) {
            replaceAllUses(body.argument(i), arguments.get(i));
        }
        var terminator = body.terminator();
        for (var inner : body) {
            if (inner != terminator) {
                moveBefore(inner, op);
            }
        }
        var results = terminator == null ? List.<Value>of() : List.copyOf(terminator.operands());
        if (terminator != null) {
            erase(terminator);
        }
        replace(op, results);
        return Outcome.APPLIED;
    }

    /** Removes operations whose results nobody uses but these operations and those inside them. */
    public final void eraseAll(List<? extends Op> ops) {
        for (var op : ops) {
            op.walk(inner -> setOperands(inner, List.of()));
        }
        ops.forEach(this::erase);
    }

    /** Removes the blocks of the regions in an operation to which no control can come. */
    public final void eraseUnreachableBlocks(Op root) {
        root.walk(op -> {
            for (int i = 0; i < op.regionCount(); i++) {
                eraseUnreachableBlocks(op.region(i));
            }
        });
    }

    private void eraseUnreachableBlocks(Region region) {
        if (region.blocks().size() < 2) {
            return;
        }
        var dead = Reachability.unreachable(region);
        if (!dead.isEmpty()) {
            eraseBlocks(dead);
            countChange();
        }
    }

    @Override
    protected void inserted(Op op) {
        changes++;
    }

    @Override
    protected void erasing(Op op) {
        changes++;
    }

    @Override
    protected void changed(Op op) {
        changes++;
    }
}
