package qcc.dialect.cf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import qcc.dialect.arith.ConstantOp;
import qcc.dialect.arith.SelectOp;
import qcc.ir.Block;
import qcc.ir.BlockArgument;
import qcc.ir.BranchLike;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.OpOperand;
import qcc.ir.Value;
import qcc.ir.rewrite.Outcome;
import qcc.ir.rewrite.Pattern;
import qcc.ir.rewrite.Rewriter;

/** Simpler ways for control to go. */
final class CfPatterns {
    static final List<Pattern<?>> ALL = List.of(
            Pattern.on(BranchOp.class, "cf-merge-only-successor", CfPatterns::mergeOnlySuccessor),
            Pattern.on(BranchOp.class, "cf-pass-through-block", CfPatterns::passThrough),
            Pattern.on(CondBranchOp.class, "cf-constant-condition", CfPatterns::constantCondition),
            Pattern.on(CondBranchOp.class, "cf-conditionally-pass-through-block", CfPatterns::conditionallyPassThrough),
            Pattern.on(CondBranchOp.class, "cf-same-successors", CfPatterns::sameSuccessors),
            Pattern.on(CondBranchOp.class, "cf-condition-is-known-below", CfPatterns::conditionIsKnownBelow));

    private CfPatterns() {}

    /** A block that control can only come to from here becomes part of this one. */
    private static Outcome mergeOnlySuccessor(BranchOp branch, Rewriter rewriter) {
        var successor = branch.destination();
        if (successor.predecessorCount() != 1 || successor == branch.parentBlock()) {
            return rewriter.noMatch("control comes to the block from elsewhere, too");
        }
        var arguments = successor.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            if (branch.operand(i) instanceof BlockArgument argument && argument.owner() == successor) {
                return rewriter.noMatch("the block, which no control comes to, hands an argument to itself");
            }
        }
        for (int i = 0; i < arguments.size(); i++) {
            rewriter.replaceAllUses(arguments.get(i), branch.operand(i));
        }
        for (var op : successor) {
            rewriter.moveBefore(op, branch);
        }
        rewriter.erase(branch);
        rewriter.eraseBlocks(List.of(successor));
        return rewriter.applied();
    }

    /** {@code br ^a} is {@code br ^b} if there is nothing in ^a but {@code br ^b}. */
    private static Outcome passThrough(BranchOp branch, Rewriter rewriter) {
        var target = target(new Destination(branch.destination(), branch.operands()));
        if (branch.destination() == branch.parentBlock() || target.isEmpty()) {
            return rewriter.noMatch("the block does more than branch");
        }
        return rewriter.replaceWithNew(branch, BranchOp.DEF,
                BranchOp.state(branch.location(), target.get().block(), target.get().operands()));
    }

    /** {@code cond_br true, ^a, ^b} is {@code br ^a}. */
    private static Outcome constantCondition(CondBranchOp branch, Rewriter rewriter) {
        if (!(branch.condition().definingOp() instanceof ConstantOp constant) || !(constant.value() instanceof IntegerAttr value)) {
            return rewriter.noMatch("the condition is no constant");
        }
        return branchTo(branch, value.value() != 0 ? CondBranchOp.TRUE : CondBranchOp.FALSE, rewriter);
    }

    private static Outcome branchTo(CondBranchOp branch, int successor, Rewriter rewriter) {
        return rewriter.replaceWithNew(branch, BranchOp.DEF,
                BranchOp.state(branch.location(), branch.successors().get(successor), BranchLike.operandsFor(branch, successor)));
    }

    private static Destination destination(CondBranchOp branch, int successor) {
        return new Destination(branch.successors().get(successor), BranchLike.operandsFor(branch, successor));
    }

    /** As {@link #passThrough}, for either block of a conditional branch. */
    private static Outcome conditionallyPassThrough(CondBranchOp branch, Rewriter rewriter) {
        var onTrue = destination(branch, CondBranchOp.TRUE);
        var onFalse = destination(branch, CondBranchOp.FALSE);
        var trueTarget = target(onTrue);
        var falseTarget = target(onFalse);
        if (trueTarget.isEmpty() && falseTarget.isEmpty()) {
            return rewriter.noMatch("both blocks do more than branch");
        }
        var newTrue = trueTarget.orElse(onTrue);
        var newFalse = falseTarget.orElse(onFalse);
        return rewriter.replaceWithNew(branch, CondBranchOp.DEF, CondBranchOp.state(branch.location(), branch, newTrue.block(),
                newTrue.operands(), newFalse.block(), newFalse.operands()));
    }

    /** Where control ends up that goes to a block with nothing in it but a branch; empty for other blocks, and where branches make a circle. */
    private static Optional<Destination> target(Destination from) {
        var block = from.block();
        if (block.first() != block.last() || !(block.last() instanceof BranchOp next) || next.destination() == block
                || inCircle(block, next.destination())) {
            return Optional.empty();
        }
        for (var argument : block.arguments()) {
            for (OpOperand use = argument.firstUse(); use != null; use = use.next()) {
                if (use.owner() != next) {
                    return Optional.empty();
                }
            }
        }
        var operands = new ArrayList<Value>();
        for (var operand : next.operands()) {
            operands.add(operand instanceof BlockArgument argument && argument.owner() == block
                    ? from.operands().get(argument.index())
                    : operand);
        }
        return Optional.of(new Destination(next.destination(), operands));
    }

    private static boolean inCircle(Block first, Block second) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Block, Boolean>());
        seen.add(first);
        seen.add(second);
        var block = second;
        while (block.last() instanceof BranchOp branch) {
            block = branch.destination();
            if (!seen.add(block)) {
                return true;
            }
        }
        return false;
    }

    /** {@code cond_br c, ^a(x), ^a(y)} is {@code br ^a(select c, x, y)}, or {@code br ^a(x)} if x is y. */
    private static Outcome sameSuccessors(CondBranchOp branch, Rewriter rewriter) {
        if (branch.trueBlock() != branch.falseBlock()) {
            return rewriter.noMatch("it goes to two blocks");
        }
        var onTrue = BranchLike.operandsFor(branch, CondBranchOp.TRUE);
        var onFalse = BranchLike.operandsFor(branch, CondBranchOp.FALSE);
        if (onTrue.equals(onFalse)) {
            return branchTo(branch, CondBranchOp.TRUE, rewriter);
        }
        if (branch.trueBlock().predecessorCount() != 2) {
            return rewriter.noMatch("control comes to the block from elsewhere, too, which would make selections no better");
        }
        var operands = new ArrayList<Value>();
        for (int i = 0; i < onTrue.size(); i++) {
            boolean same = onTrue.get(i) == onFalse.get(i);
            operands.add(same
                    ? onTrue.get(i)
                    : SelectOp.create(rewriter, branch.location(), branch.condition(), onTrue.get(i), onFalse.get(i)).result());
        }
        return rewriter.replaceWithNew(branch, BranchOp.DEF, BranchOp.state(branch.location(), branch.trueBlock(), operands));
    }

    /** In a block that control can only come to if the condition holds, the condition is true; likewise false in the other one. */
    private static Outcome conditionIsKnownBelow(CondBranchOp branch, Rewriter rewriter) {
        boolean changed = false;
        for (int successor = CondBranchOp.TRUE; successor <= CondBranchOp.FALSE; successor++) {
            var block = branch.successors().get(successor);
            var uses = block.predecessorCount() != 1
                    ? List.<OpOperand>of()
                    : branch.condition().uses().stream().filter(use -> use.owner().parentBlock() == block && use.owner() != branch)
                            .toList();
            if (!uses.isEmpty()) {
                var known = ConstantOp.create(rewriter, branch.location(),
                        new IntegerAttr(successor == CondBranchOp.TRUE ? 1 : 0, IntegerType.I1));
                uses.forEach(use -> rewriter.setOperand(use.owner(), use.index(), known.result()));
                changed = true;
            }
        }
        return changed ? rewriter.applied() : rewriter.noMatch("no block below it that has one way to come to uses the condition");
    }
}
