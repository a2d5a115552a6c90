package qcc.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which blocks of a region control must pass to reach others; a snapshot.
 *
 * <p>Computed by the iteration of Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001). Blocks that cannot be reached
 * from the entry are not in the tree.
 */
public final class DominatorTree {
    private static final int NONE = -1;

    private final Map<Block, Integer> numbers = new IdentityHashMap<>();
    private final Block[] blocks;
    private final int[] parents;
    private final List<List<Block>> children = new ArrayList<>();
    private final int[] entered;
    private final int[] left;

    /**
     * @param region has at least one block
     */
    public DominatorTree(Region region) {
        blocks = reversePostorder(region.entry());
        for (int i = 0; i < blocks.length; i++) {
            numbers.put(blocks[i], i);
            children.add(new ArrayList<>(2));
        }
        parents = immediateDominators(predecessors());
        for (int i = 1; i < blocks.length; i++) {
            children.get(parents[i]).add(blocks[i]);
        }
        entered = new int[blocks.length];
        left = new int[blocks.length];
        numberIntervals();
    }

    private static List<Block> successors(Block block) {
        return block.last() == null ? List.of() : block.last().successors();
    }

    private static Block[] reversePostorder(Block entry) {
        var seen = new IdentityHashMap<Block, Boolean>();
        var finished = new ArrayList<Block>();
        var path = new ArrayList<Block>();
        var upcoming = new ArrayList<Integer>();
        seen.put(entry, true);
        path.add(entry);
        upcoming.add(0);
        while (!path.isEmpty()) {
            var block = path.getLast();
            int index = upcoming.getLast();
            var successors = successors(block);
            if (index == successors.size()) {
                finished.add(block);
                path.removeLast();
                upcoming.removeLast();
                continue;
            }
            upcoming.set(upcoming.size() - 1, index + 1);
            if (seen.put(successors.get(index), true) == null) {
                path.add(successors.get(index));
                upcoming.add(0);
            }
        }
        return finished.reversed().toArray(Block[]::new);
    }

    private List<List<Integer>> predecessors() {
        var predecessors = new ArrayList<List<Integer>>();
        for (int i = 0; i < blocks.length; i++) {
            predecessors.add(new ArrayList<>(2));
        }
        for (int i = 0; i < blocks.length; i++) {
            for (var successor : successors(blocks[i])) {
                predecessors.get(numbers.get(successor)).add(i);
            }
        }
        return predecessors;
    }

    private int[] immediateDominators(List<List<Integer>> predecessors) {
        var dominators = new int[blocks.length];
        Arrays.fill(dominators, NONE);
        dominators[0] = 0;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 1; i < blocks.length; i++) {
                int common = NONE;
                for (int predecessor : predecessors.get(i)) {
                    if (dominators[predecessor] != NONE) {
                        common = common == NONE ? predecessor : intersect(dominators, common, predecessor);
                    }
                }
                changed |= dominators[i] != common;
                dominators[i] = common;
            }
        }
        return dominators;
    }

    private static int intersect(int[] dominators, int a, int b) {
        while (a != b) {
            if (a > b) {
                a = dominators[a];
            } else {
                b = dominators[b];
            }
        }
        return a;
    }

    /** Numbers the tree in depth-first order, so that a block dominates exactly those within its interval. */
    private void numberIntervals() {
        int clock = 0;
        var path = new ArrayList<Integer>(List.of(0));
        var upcoming = new int[blocks.length];
        entered[0] = clock++;
        while (!path.isEmpty()) {
            int block = path.getLast();
            if (upcoming[block] < children.get(block).size()) {
                int child = numbers.get(children.get(block).get(upcoming[block]++));
                entered[child] = clock++;
                path.add(child);
            } else {
                left[block] = clock;
                path.removeLast();
            }
        }
    }

    /** Whether control can come to a block of the region. */
    public boolean isReachable(Block block) {
        return numbers.containsKey(block);
    }

    /** The blocks whose immediate dominator is the given one, which must be reachable. */
    public List<Block> children(Block block) {
        return children.get(numbers.get(block));
    }

    /** Whether every path from the entry to {@code block} goes through {@code above}; true if they are one, or {@code block} is unreachable. */
    public boolean dominates(Block above, Block block) {
        var inner = numbers.get(block);
        var outer = numbers.get(above);
        if (inner == null || above == block) {
            return true;
        }
        return outer != null && entered[outer] <= entered[inner] && entered[inner] < left[outer];
    }
}
