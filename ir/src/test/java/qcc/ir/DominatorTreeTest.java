package qcc.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import qcc.ir.TestDialect.Code;

class DominatorTreeTest {
    private static Region region(int blocks) {
        var func = TestDialect.func("f", 0);
        for (int i = 1; i < blocks; i++) {
            func.region(0).addBlock();
        }
        return func.region(0);
    }

    private static void edges(Region region, int from, int... to) {
        var successors = new ArrayList<Block>();
        for (int block : to) {
            successors.add(region.blocks().get(block));
        }
        new Code(region.blocks().get(from)).branch(successors);
    }

    @Test
    void joinIsDominatedByTheForkOnly() {
        var region = region(5);
        edges(region, 0, 1, 2);
        edges(region, 1, 3);
        edges(region, 2, 3);
        edges(region, 4, 3);
        var tree = new DominatorTree(region);
        var blocks = region.blocks();
        assertThat(tree.children(blocks.get(0))).containsExactlyInAnyOrder(blocks.get(1), blocks.get(2), blocks.get(3));
        assertThat(tree.dominates(blocks.get(0), blocks.get(3))).isTrue();
        assertThat(tree.dominates(blocks.get(1), blocks.get(3))).isFalse();
        assertThat(tree.dominates(blocks.get(3), blocks.get(0))).isFalse();
        assertThat(tree.isReachable(blocks.get(4))).isFalse();
    }

    /** A block dominates another one exactly if that one cannot be reached without it. */
    @Property
    void agreesWithTheDefinition(
            @ForAll @Size(min = 2, max = 9) List<@Size(max = 3) List<@IntRange(min = 0, max = 8) Integer>> graph) {
        var region = region(graph.size());
        for (int i = 0; i < graph.size(); i++) {
            edges(region, i, graph.get(i).stream().mapToInt(t -> t % graph.size()).toArray());
        }
        var tree = new DominatorTree(region);
        var all = reached(region, null);
        for (var above : region) {
            var without = reached(region, above);
            for (var block : all) {
                assertThat(tree.dominates(above, block)).isEqualTo(above == block || !without.contains(block));
            }
        }
        assertThat(region.blocks().stream().filter(tree::isReachable)).containsExactlyInAnyOrderElementsOf(all);
    }

    private static Set<Block> reached(Region region, Block removed) {
        var reached = Collections.newSetFromMap(new IdentityHashMap<Block, Boolean>());
        reach(region.entry(), removed, reached);
        return reached;
    }

    private static void reach(Block block, Block removed, Set<Block> reached) {
        if (block != removed && reached.add(block)) {
            block.last().successors().forEach(next -> reach(next, removed, reached));
        }
    }
}
