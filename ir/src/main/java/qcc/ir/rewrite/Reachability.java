package qcc.ir.rewrite;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import qcc.ir.Block;
import qcc.ir.Region;

/** Which blocks control can reach from the entry of their region. */
final class Reachability {
    private Reachability() {}

    /** The blocks that no path from the entry leads to, in order. */
    static List<Block> unreachable(Region region) {
        var reached = Collections.newSetFromMap(new IdentityHashMap<Block, Boolean>());
        var open = new ArrayDeque<Block>();
        reached.add(region.entry());
        open.push(region.entry());
        while (!open.isEmpty()) {
            var last = open.pop().last();
            if (last == null) {
                continue;
            }
            for (var successor : last.successors()) {
                if (reached.add(successor)) {
                    open.push(successor);
                }
            }
        }
        return region.blocks().stream().filter(b -> !reached.contains(b)).toList();
    }
}
