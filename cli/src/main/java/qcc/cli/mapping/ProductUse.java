package qcc.cli.mapping;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.host.bundle.Bundle;
import qcc.chip.Chip;

/**
 * What one operation multiplies with on one core.
 *
 * @param operation its text in the source map
 * @param groups its array groups, in order of their numbers
 * @param products matrix-vector products with these for one inference
 */
public record ProductUse(int segment, int core, String operation, List<GroupUse> groups, long products) {
    public ProductUse {
        groups = List.copyOf(groups);
    }

    /** The products of a bundle: segment after segment, core after core, in the order of each program. */
    public static List<ProductUse> of(Bundle bundle, Chip chip) {
        var all = new ArrayList<ProductUse>();
        for (var segment = 0; segment < bundle.segments().size(); segment++) {
            for (var program : bundle.segments().get(segment).programs()) {
                append(all, segment, program, chip);
            }
        }
        return all;
    }

    private static void append(List<ProductUse> all, int segment, CoreProgram program, Chip chip) {
        var xbar = chip.typeOf(program.core()).xbar();
        var uses = new TreeMap<Integer, GroupUse>();
        program.groups().forEach(group -> uses.put(group.id(), GroupUse.of(group, xbar)));
        products(program).forEach((operation, products) -> {
            var groups = products.keySet().stream().filter(uses::containsKey).map(uses::get).toList();
            var count = products.values().stream().mapToLong(Long::longValue).sum();
            all.add(new ProductUse(segment, program.core(), operation, groups, count));
        });
    }

    /** For each operation how often it multiplies with each group: the counts of its instructions times those of the loops around them. */
    private static Map<String, TreeMap<Integer, Long>> products(CoreProgram program) {
        var products = new LinkedHashMap<String, TreeMap<Integer, Long>>();
        Deque<Integer> ends = new ArrayDeque<>();
        Deque<Long> repeats = new ArrayDeque<>(List.of(1L));
        var index = 0;
        for (var instruction : new FixedWordCodec().decode(program.code())) {
            while (!ends.isEmpty() && ends.peek() == index) {
                ends.pop();
                repeats.pop();
            }
            if (instruction instanceof Loop loop) {
                ends.push(index + 1 + loop.length());
                repeats.push(repeats.peek() * loop.count());
            } else if (instruction instanceof Mvm mvm) {
                products.computeIfAbsent(program.sourceMap().operationAt(index), _ -> new TreeMap<>()).merge(mvm.group(),
                        repeats.peek() * mvm.count(), Long::sum);
            }
            index++;
        }
        return products;
    }

    /** Crossbars that hold some of its groups. */
    public int crossbars() {
        var numbers = new TreeSet<Integer>();
        groups.forEach(use -> numbers.addAll(use.crossbars()));
        return numbers.size();
    }

    /** Cells that its groups use. */
    public long cells() {
        return groups.stream().mapToLong(GroupUse::cells).sum();
    }

    /**
     * Percent of the cells of its crossbars that its groups use, 0 to 100.
     *
     * @param cellsOfCrossbar cells of one crossbar
     */
    public double utilization(long cellsOfCrossbar) {
        return crossbars() == 0 ? 0 : 100.0 * cells() / (crossbars() * cellsOfCrossbar);
    }

    /** Copies of its groups on this core: of the group that has most. */
    public int copies() {
        return groups.stream().mapToInt(use -> use.group().replicas()).max().orElse(1);
    }

    /** Phases of one product: of the group that needs most. */
    public long phases() {
        return groups.stream().mapToLong(GroupUse::phases).max().orElse(0);
    }
}
