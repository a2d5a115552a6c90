package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Consecutive tiles along one axis that differ only in their place, so that one loop serves them all.
 *
 * @param count how many tiles
 * @param outputs output elements of each tile
 * @param firstOutput the first output element of the first tile
 * @param firstInput the first input element that lies inside the map, of the first tile
 * @param inputs input elements of each tile that lie inside the map
 * @param lead padding elements before them; all of the tile's elements where none lies inside
 * @param span input elements of each tile, padding included
 * @param taps window elements that take part on this axis
 */
record TileRun(long count, int outputs, int firstOutput, int firstInput, int inputs, int lead, int span, int taps) {
    /** One axis of a sliding window over a map. */
    record Axis(int inputs, int outputs, int kernel, int stride, int dilation, int padBefore) {
        int extent(int taps) {
            return (taps - 1) * dilation + 1;
        }
    }

    boolean isPadded() {
        return inputs < span;
    }

    /** Tiles whose windows are complete, padding included. */
    static List<TileRun> padded(Axis axis, int tile) {
        return padded(axis, tile, 0, axis.outputs);
    }

    /** Tiles of some of the outputs, whose windows are complete, padding included. */
    static List<TileRun> padded(Axis axis, int tile, int firstOutput, int count) {
        var runs = new ArrayList<TileRun>();
        int end = firstOutput + count;
        for (int first = firstOutput; first < end; first += tile) {
            int outputs = Math.min(tile, end - first);
            int start = first * axis.stride - axis.padBefore;
            int span = (outputs - 1) * axis.stride + axis.extent(axis.kernel);
            int from = Math.clamp(start, 0, axis.inputs);
            int to = Math.clamp((long) start + span, from, axis.inputs);
            int lead = to == from ? span : from - start;
            append(runs, new TileRun(1, outputs, first, from, to - from, lead, span, axis.kernel),
                    tile * axis.stride);
        }
        return runs;
    }

    /** The first output whose window has no element inside the map. */
    static OptionalInt firstEmpty(Axis axis) {
        return IntStream.range(0, axis.outputs).filter(output -> toTap(axis, output) <= fromTap(axis, output)).findFirst();
    }

    /** Tiles of windows cut to what lies inside the map; all windows of a tile are cut alike, and none may be empty. */
    static List<TileRun> clipped(Axis axis, int tile) {
        var runs = new ArrayList<TileRun>();
        int first = 0;
        while (first < axis.outputs) {
            int fromTap = fromTap(axis, first);
            int toTap = toTap(axis, first);
            int outputs = 1;
            while (outputs < tile && first + outputs < axis.outputs && fromTap(axis, first + outputs) == fromTap
                    && toTap(axis, first + outputs) == toTap) {
                outputs++;
            }
            int start = first * axis.stride - axis.padBefore + fromTap * axis.dilation;
            int span = (outputs - 1) * axis.stride + axis.extent(toTap - fromTap);
            append(runs, new TileRun(1, outputs, first, start, span, 0, span, toTap - fromTap), outputs * axis.stride);
            first += outputs;
        }
        return runs;
    }

    private static int fromTap(Axis axis, int output) {
        int start = output * axis.stride - axis.padBefore;
        return Math.ceilDiv(Math.max(0, -start), axis.dilation);
    }

    private static int toTap(Axis axis, int output) {
        int start = output * axis.stride - axis.padBefore;
        return Math.min(axis.kernel, Math.floorDiv(axis.inputs - 1 - start, axis.dilation) + 1);
    }

    private static void append(List<TileRun> runs, TileRun next, int step) {
        var last = runs.isEmpty() ? null : runs.getLast();
        if (last != null && last.continuesWith(next, step)) {
            runs.set(runs.size() - 1, new TileRun(last.count + 1, last.outputs, last.firstOutput, last.firstInput, last.inputs, last.lead,
                    last.span, last.taps));
        } else {
            runs.add(next);
        }
    }

    private boolean continuesWith(TileRun next, int step) {
        return outputs == next.outputs && inputs == next.inputs && lead == next.lead && span == next.span && taps == next.taps
                && next.firstInput == firstInput + count * step && next.firstOutput == firstOutput + count * outputs;
    }
}
