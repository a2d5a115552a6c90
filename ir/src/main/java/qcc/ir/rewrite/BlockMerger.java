package qcc.ir.rewrite;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import qcc.ir.Block;
import qcc.ir.BlockArgument;
import qcc.ir.Op;
import qcc.ir.OpOperand;
import qcc.ir.Region;
import qcc.ir.Value;

/** Merges blocks of a region with the same operations and successors; operands in which they differ become arguments of the block that is left. */
final class BlockMerger {
    private final Region region;
    private final Rewriter rewriter;

    BlockMerger(Region region, Rewriter rewriter) {
        this.region = region;
        this.rewriter = rewriter;
    }

    /** An operand by the place of its operation in the block, in text order. */
    private record Place(int op, int operand) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return op != other.op ? Integer.compare(op, other.op) : Integer.compare(operand, other.operand);
        }
    }

    /** Blocks that become one: the first, and others that equal it but for operands in some places. */
    private static final class Cluster {
        private final List<Candidate> members = new ArrayList<>();
        private final TreeSet<Place> differences = new TreeSet<>();
    }

    /** A block with its operations and the order of the values that come into being in it. */
    private static final class Candidate {
        private final Block block;
        private final List<Op> ops = new ArrayList<>();
        private final Map<Value, Integer> order = new IdentityHashMap<>();

        Candidate(Block block) {
            this.block = block;
            block.arguments().forEach(argument -> order.put(argument, order.size()));
            for (var op : block) {
                ops.add(op);
                op.results().forEach(result -> order.put(result, order.size()));
            }
        }

        /** Whether nothing in the block has blocks of its own or is used in another block. */
        boolean isClosed() {
            return ops.stream().noneMatch(op -> op.regions().stream().anyMatch(inner -> !inner.isEmpty()))
                    && order.keySet().stream().allMatch(this::isUsedHereOnly);
        }

        private boolean isUsedHereOnly(Value value) {
            for (OpOperand use = value.firstUse(); use != null; use = use.next()) {
                if (use.owner().parentBlock() != block) {
                    return false;
                }
            }
            return true;
        }

        Value operand(Place place) {
            return ops.get(place.op()).operand(place.operand());
        }
    }

    void run() {
        var bySuccessors = new LinkedHashMap<List<Block>, List<Block>>();
        for (var block : region.blocks().subList(1, region.blocks().size())) {
            if (block.last() != null) {
                bySuccessors.computeIfAbsent(block.last().successors(), _ -> new ArrayList<>()).add(block);
            }
        }
        for (var blocks : bySuccessors.values()) {
            if (blocks.size() > 1) {
                clusters(blocks).forEach(this::merge);
            }
        }
    }

    private static List<Cluster> clusters(List<Block> blocks) {
        var clusters = new ArrayList<Cluster>();
        for (var block : blocks) {
            var candidate = new Candidate(block);
            if (candidate.isClosed() && clusters.stream().noneMatch(cluster -> join(cluster, candidate))) {
                var cluster = new Cluster();
                cluster.members.add(candidate);
                clusters.add(cluster);
            }
        }
        return clusters;
    }

    private static boolean join(Cluster cluster, Candidate candidate) {
        var leader = cluster.members.getFirst();
        if (leader.ops.size() != candidate.ops.size() || !argumentTypes(leader).equals(argumentTypes(candidate))) {
            return false;
        }
        var differences = new ArrayList<Place>();
        for (int i = 0; i < leader.ops.size(); i++) {
            if (!OpEquivalence.equalButOperands(leader.ops.get(i), candidate.ops.get(i))
                    || !compareOperands(leader, candidate, i, differences)) {
                return false;
            }
        }
        cluster.differences.addAll(differences);
        cluster.members.add(candidate);
        return true;
    }

    private static List<?> argumentTypes(Candidate candidate) {
        return candidate.block.arguments().stream().map(Value::type).toList();
    }

    private static boolean compareOperands(Candidate leader, Candidate candidate, int op, List<Place> differences) {
        for (int i = 0; i < leader.ops.get(op).operandCount(); i++) {
            var place = new Place(op, i);
            var ours = leader.operand(place);
            var theirs = candidate.operand(place);
            if (ours == theirs) {
                continue;
            }
            var ourOrder = leader.order.get(ours);
            var theirOrder = candidate.order.get(theirs);
            if (!ours.type().equals(theirs.type()) || ourOrder == null != (theirOrder == null)
                    || ourOrder != null && !ourOrder.equals(theirOrder)) {
                return false;
            }
            if (ourOrder == null) {
                differences.add(place);
            }
        }
        return true;
    }

    private void merge(Cluster cluster) {
        if (cluster.members.size() < 2) {
            return;
        }
        var predecessors = new Predecessors(region);
        boolean changeable = cluster.members.stream().allMatch(member -> predecessors.arePlain(member.block));
        if (!cluster.differences.isEmpty() && !changeable) {
            return;
        }
        var columns = addArguments(cluster);
        for (int i = 0; i < cluster.members.size(); i++) {
            redirect(cluster, i, columns, predecessors);
        }
        rewriter.eraseBlocks(cluster.members.subList(1, cluster.members.size()).stream().map(member -> member.block).toList());
        rewriter.countChange();
    }

    /** Gives the first block arguments for what differs; for each the values that the blocks have there. */
    private List<List<Value>> addArguments(Cluster cluster) {
        var leader = cluster.members.getFirst();
        var columns = new ArrayList<List<Value>>();
        int old = leader.block.arguments().size();
        for (var place : cluster.differences) {
            var values = cluster.members.stream().map(member -> member.operand(place)).toList();
            int known = columns.indexOf(values);
            if (known < 0) {
                known = columns.size();
                columns.add(values);
                leader.block.addArgument(values.getFirst().type(), values.getFirst().definingOp() == null
                        ? ((BlockArgument) values.getFirst()).location()
                        : values.getFirst().definingOp().location());
            }
            rewriter.setOperand(leader.ops.get(place.op()), place.operand(), leader.block.argument(old + known));
        }
        return columns;
    }

    /** Lets everybody who goes to a member of a cluster go to the first one. */
    private void redirect(Cluster cluster, int member, List<List<Value>> columns, Predecessors predecessors) {
        var leader = cluster.members.getFirst().block;
        for (var edge : predecessors.of(cluster.members.get(member).block)) {
            if (!columns.isEmpty()) {
                var operands = new ArrayList<>(edge.operands());
                columns.forEach(values -> operands.add(values.get(member)));
                edge.setOperands(operands, rewriter);
            }
            var successors = new ArrayList<>(edge.branch().successors());
            successors.set(edge.successor(), leader);
            rewriter.setSuccessors(edge.branch(), successors);
        }
    }
}
