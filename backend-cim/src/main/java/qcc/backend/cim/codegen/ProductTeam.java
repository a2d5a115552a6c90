package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import qcc.backend.cim.codegen.ProductRange.Role;
import qcc.chip.Chip;
import qcc.chip.Core;

/**
 * The cores that make a block of a product's output, all of its rows one after the other: the first requantizes and writes, the others, if
 * any, send it their partial sums.
 *
 * @param firstRow the first row of the block
 * @param rows rows of the block
 * @param members the home, then the helpers in the order in which their sums are added; all of the same columns
 */
record ProductTeam(int firstRow, int rows, List<ProductRange> members) {
    ProductTeam {
        members = List.copyOf(members);
    }

    ProductRange home() {
        return members.getFirst();
    }

    List<ProductRange> helpers() {
        return members.subList(1, members.size());
    }

    /** What the home writes. */
    Part part() {
        return new Part(home().core(), firstRow, rows);
    }

    private static Core type(Chip chip, ProductRange member) {
        return chip.typeOf(member.core()).core();
    }

    /**
     * The tile that all members work on: messages come in the same order on both sides.
     *
     * @param streamed whether rows are moved out one by one rather than tile by tile
     */
    TileSize tile(Chip chip, boolean streamed) {
        return TileSize.largest(rows, home().map().columns().outputs(), tile -> members.stream().allMatch(member -> {
            var core = type(chip, member);
            return member.localBytes(tile, streamed ? 1 : tile.rows(), core) <= core.localMem().bytes();
        })).orElseThrow();
    }

    /** Output positions that all members compute before they exchange or requantize sums. */
    int chunk(TileSize tile, Chip chip) {
        return members.stream().mapToInt(member -> member.chunk(tile, type(chip, member))).min().orElseThrow();
    }

    /**
     * The teams of a product, in the order in which each core works for them: by rows, then by columns. Each team makes as many columns as the
     * accumulators and local memories of its members allow.
     *
     * @param shares the shares in the order in which partial sums are added: a core whose share comes first is the home
     * @throws CodegenException if not even the columns of one group fit
     */
    static List<ProductTeam> split(Step.Product step, WindowedMap map, List<ProductShare> shares, Chip chip) {
        var blocks = new LinkedHashMap<List<Integer>, List<ProductShare>>();
        shares.stream().sorted(Comparator.comparingInt(ProductShare::firstRow).thenComparingInt(ProductShare::firstColumn))
                .forEach(share -> blocks.computeIfAbsent(
                        List.of(share.firstRow(), share.rows(), share.firstColumn()), _ -> new ArrayList<>()).add(share));
        var teams = new ArrayList<ProductTeam>();
        for (var block : blocks.values()) {
            var team = of(step, map, block);
            team.members.forEach(member -> member.requireFits(type(chip, member)));
            var last = teams.isEmpty() ? null : teams.getLast();
            if (last != null && last.continuesWith(team) && last.join(team).fits(chip)) {
                teams.set(teams.size() - 1, last.join(team));
            } else {
                teams.add(team);
            }
        }
        return teams;
    }

    private static ProductTeam of(Step.Product step, WindowedMap map, List<ProductShare> block) {
        var byCore = new LinkedHashMap<Integer, List<ProductShare>>();
        block.forEach(share -> byCore.computeIfAbsent(share.core(), _ -> new ArrayList<>()).add(share));
        var members = new ArrayList<ProductRange>();
        byCore.forEach((core, shares) -> {
            var role = byCore.size() == 1 ? Role.ALONE : members.isEmpty() ? Role.HOME : Role.HELPER;
            members.add(new ProductRange(step, core, map, shares, role));
        });
        return new ProductTeam(block.getFirst().firstRow(), block.getFirst().rows(), members);
    }

    private boolean continuesWith(ProductTeam next) {
        return firstRow == next.firstRow && rows == next.rows && home().endColumn() == next.home().firstColumn()
                && members.stream().map(ProductRange::core).toList().equals(next.members.stream().map(ProductRange::core).toList());
    }

    private ProductTeam join(ProductTeam next) {
        var joined = new ArrayList<ProductRange>();
        for (int i = 0; i < members.size(); i++) {
            joined.add(members.get(i).join(next.members.get(i)));
        }
        return new ProductTeam(firstRow, rows, joined);
    }

    private boolean fits(Chip chip) {
        return members.stream().allMatch(member -> member.fits(type(chip, member)));
    }
}
