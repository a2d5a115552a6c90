package qcc.backend.host.repair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;
import qcc.chip.CrossbarFaults;
import qcc.chip.CrossbarFaults.StuckCell;

/**
 * A new order of the columns of one crossbar. Columns that blocks share or that belong to one weight move together, as a strip. Strips that lie on
 * bad columns must move; with stuck cells, strips and places are matched so that the errors of weights are least; among equals fewest strips move,
 * to the first places that are free.
 */
final class CrossbarRepair {
    /** Errors of weights count before moves. */
    private static final double ERROR_WORTH = 1 << 20;

    private final List<Cells> blocks;
    private final CrossbarFaults faults;
    private final int columns;
    private final List<Strip> strips;

    /** Columns that move together. */
    private record Strip(int first, int width) {}

    /**
     * @param blocks what is programmed into the crossbar
     * @param columns physical columns
     */
    CrossbarRepair(List<Cells> blocks, CrossbarFaults faults, int columns) {
        this.blocks = blocks;
        this.faults = faults;
        this.columns = columns;
        this.strips = strips();
    }

    private List<Strip> strips() {
        var joined = new BitSet();
        var used = new BitSet();
        for (var block : blocks) {
            for (int c = 0; c < block.slice().columns(); c++) {
                int first = block.slice().crossbarColumn() + c * block.perWeight();
                used.set(first, first + block.perWeight());
                joined.set(first + 1, first + block.perWeight());
            }
        }
        var result = new ArrayList<Strip>();
        for (int first = used.nextSetBit(0); first >= 0;) {
            int end = first + 1;
            while (joined.get(end)) {
                end++;
            }
            result.add(new Strip(first, end - first));
            first = used.nextSetBit(end);
        }
        return result;
    }

    /** Columns that hold something. */
    int usedColumns() {
        return strips.stream().mapToInt(Strip::width).sum();
    }

    /** Whether some columns must be neighbors. */
    boolean needsNeighbors() {
        return strips.stream().anyMatch(strip -> strip.width > 1);
    }

    /** Columns that hold something or could. */
    int goodColumns() {
        return columns - faults.badColumns().size();
    }

    /** Whether any fault lies under a programmed cell. */
    boolean isConcerned() {
        return strips.stream().anyMatch(strip -> isBad(strip.first, strip.width)) || error(identity()) > 0;
    }

    /** The columns where they are. */
    int[] identity() {
        var same = new int[columns];
        Arrays.setAll(same, c -> c);
        return same;
    }

    /** The new place of each column; of length 0 if there are not enough good columns. */
    int[] newColumns() {
        boolean uniform = strips.stream().map(Strip::width).distinct().count() == 1;
        var places = uniform ? matched() : firstFit();
        var result = identity();
        for (int i = 0; i < places.length; i++) {
            for (int c = 0; c < strips.get(i).width; c++) {
                result[strips.get(i).first + c] = places[i] + c;
            }
        }
        return places.length == 0 ? new int[0] : result;
    }

    private boolean isBad(int first, int width) {
        return !faults.badColumns().subSet(first, first + width).isEmpty();
    }

    /** Widest strips first, each at the first place that is wide enough. */
    private int[] firstFit() {
        var taken = new BitSet();
        faults.badColumns().forEach(taken::set);
        var order = new ArrayList<Integer>();
        for (int i = 0; i < strips.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingInt((Integer i) -> -strips.get(i).width).thenComparing(Comparator.naturalOrder()));
        var places = new int[strips.size()];
        for (int i : order) {
            int width = strips.get(i).width;
            int first = taken.nextClearBit(0);
            while (taken.get(first, first + width).cardinality() > 0) {
                first++;
            }
            if (first + width > columns) {
                return new int[0];
            }
            taken.set(first, first + width);
            places[i] = first;
        }
        return places;
    }

    private int[] matched() {
        int width = strips.getFirst().width;
        var places = places(width);
        if (places.size() < strips.size()) {
            return new int[0];
        }
        return match(places);
    }

    /** Good places for strips of one width: where strips are now, then what is between them; packed anew if these are too few. */
    private List<Integer> places(int width) {
        var taken = new BitSet();
        faults.badColumns().forEach(taken::set);
        var places = new ArrayList<Integer>();
        for (var strip : strips) {
            if (!isBad(strip.first, width)) {
                places.add(strip.first);
                taken.set(strip.first, strip.first + width);
            }
        }
        fill(taken, width, places);
        if (places.size() < strips.size()) {
            taken.clear();
            faults.badColumns().forEach(taken::set);
            places.clear();
            fill(taken, width, places);
        }
        Collections.sort(places);
        return places;
    }

    private void fill(BitSet taken, int width, List<Integer> places) {
        for (int first = 0; first + width <= columns; first++) {
            if (taken.get(first, first + width).isEmpty()) {
                places.add(first);
                first += width - 1;
            }
        }
    }

    /** The place of each strip. Vertices are strips from 0, then places; strips that do not exist make up the numbers. */
    private int[] match(List<Integer> places) {
        int n = places.size();
        var graph = new SimpleWeightedGraph<Integer, DefaultWeightedEdge>(DefaultWeightedEdge.class);
        var left = new LinkedHashSet<Integer>();
        var right = new LinkedHashSet<Integer>();
        for (int i = 0; i < n; i++) {
            graph.addVertex(i);
            graph.addVertex(n + i);
            left.add(i);
            right.add(n + i);
        }
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < n; p++) {
                graph.setEdgeWeight(graph.addEdge(i, n + p), i < strips.size() ? cost(strips.get(i), places.get(p)) : 0);
            }
        }
        var result = new int[strips.size()];
        for (var edge : new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(graph, left, right).getMatching().getEdges()) {
            int strip = Math.min(graph.getEdgeSource(edge), graph.getEdgeTarget(edge));
            if (strip < strips.size()) {
                result[strip] = places.get(Math.max(graph.getEdgeSource(edge), graph.getEdgeTarget(edge)) - n);
            }
        }
        return result;
    }

    private double cost(Strip strip, int place) {
        long error = 0;
        for (var cell : faults.stuck()) {
            int column = cell.column() - place;
            if (column >= 0 && column < strip.width) {
                error += error(cell, strip.first + column);
            }
        }
        return error * ERROR_WORTH + (place == strip.first ? 0 : 1 + (double) place / columns);
    }

    /** The sum over stuck cells of the errors of weights, with columns at new places. */
    long error(int[] newColumns) {
        return errors(newColumns).stream().mapToLong(Long::longValue).sum();
    }

    /** The errors of weights other than 0, one for each stuck cell that holds a wrong level. */
    List<Long> errors(int[] newColumns) {
        var errors = new ArrayList<Long>();
        for (var strip : strips) {
            for (int c = strip.first; c < strip.first + strip.width; c++) {
                for (var cell : faults.stuck()) {
                    long error = cell.column() == newColumns[c] ? error(cell, c) : 0;
                    if (error != 0) {
                        errors.add(error);
                    }
                }
            }
        }
        return errors;
    }

    /** What a stuck cell makes wrong in the weight whose cell was meant for a column and now lies on it. */
    private long error(StuckCell cell, int column) {
        for (var block : blocks) {
            int row = cell.row() - block.slice().crossbarRow();
            int offset = column - block.slice().crossbarColumn();
            if (row >= 0 && row < block.slice().rows() && offset >= 0 && offset < block.slice().columns() * block.perWeight()) {
                int level = block.level(row, offset / block.perWeight(), offset % block.perWeight());
                return (long) Math.abs(level - cell.value()) * block.worth();
            }
        }
        return 0;
    }

    /** Strips that lie elsewhere. */
    int moved(int[] newColumns) {
        return (int) strips.stream().filter(strip -> newColumns[strip.first] != strip.first).count();
    }
}
