package qcc.backend.cim.isa;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;

/** Checks that the replicas of an array group are copies of one another in crossbars of their own. */
final class Replicas {
    private static final Comparator<Block> ORDER = Comparator.comparingInt(Block::slice).thenComparingInt(Block::row)
            .thenComparingInt(Block::column);

    /** A block of the matrix, wherever it lies. */
    private record Block(int slice, int row, int column, int rows, int columns) {
        static Block of(CrossbarSlice slice) {
            return new Block(slice.slice(), slice.matrixRow(), slice.matrixColumn(), slice.rows(), slice.columns());
        }
    }

    private Replicas() {}

    /** @throws IllegalArgumentException naming the replica that differs from the first, or the crossbar that two share */
    static void check(int group, List<CrossbarSlice> slices) {
        if (slices.stream().allMatch(slice -> slice.replica() == 0)) {
            return;
        }
        checkCrossbars(group, slices);
        checkBlocks(group, slices);
    }

    private static void checkCrossbars(int group, List<CrossbarSlice> slices) {
        var owners = new HashMap<Integer, Integer>();
        for (var slice : slices) {
            var owner = owners.putIfAbsent(slice.crossbar(), slice.replica());
            if (owner != null && owner != slice.replica()) {
                throw new IllegalArgumentException("group %d: replicas %d and %d share crossbar %d".formatted(group,
                        Math.min(owner, slice.replica()), Math.max(owner, slice.replica()), slice.crossbar()));
            }
        }
    }

    private static void checkBlocks(int group, List<CrossbarSlice> slices) {
        var replicas = new TreeMap<Integer, List<Block>>();
        slices.stream().map(CrossbarSlice::replica).distinct().forEach(number -> replicas.put(number, blocks(slices, number)));
        for (var number = 0; number <= replicas.lastKey(); number++) {
            if (!replicas.containsKey(number)) {
                throw new IllegalArgumentException(
                        "group %d has a replica %d but no replica %d".formatted(group, replicas.lastKey(), number));
            }
            if (!replicas.get(number).equals(replicas.get(0))) {
                throw new IllegalArgumentException(
                        "group %d: replica %d does not hold the same blocks as replica 0".formatted(group, number));
            }
        }
    }

    private static List<Block> blocks(List<CrossbarSlice> slices, int replica) {
        return slices.stream().filter(slice -> slice.replica() == replica).map(Block::of).sorted(ORDER).toList();
    }
}
