package qcc.backend.cim.codegen;

import java.util.List;
import java.util.Optional;
import qcc.backend.cim.codegen.WindowStream.Side;
import qcc.backend.cim.codegen.WindowStream.Sides;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.VectorInstruction.AvgPool;
import qcc.backend.cim.isa.VectorInstruction.MaxPool;
import qcc.chip.Chip;
import qcc.dialect.cim.AvgPoolOp;
import qcc.dialect.cim.MaxPoolOp;
import qcc.ir.Op;

/**
 * Pooling on one core. Where padding takes part, windows are whole and the border is filled with it; so they are for a maximum, whose border
 * is filled with the smallest value. Windows of other means are cut to what lies inside the map, and tiles hold windows that are cut alike.
 */
final class PoolEmitter {
    private final CoreCode code;
    private final Op op;
    private final GlobalMemory memory;
    private final StepTokens tokens;
    private final WindowedMap map;
    private final long capacity;
    private final boolean cut;
    private final int border;

    PoolEmitter(CoreCode code, Chip chip, Op op, GlobalMemory memory, StepTokens tokens) {
        this.code = code;
        this.op = op;
        this.memory = memory;
        this.tokens = tokens;
        this.capacity = chip.typeOf(code.core()).core().localMem().bytes();
        this.cut = op instanceof AvgPoolOp a && !a.countIncludePad();
        this.border = op instanceof AvgPoolOp a ? a.padValue() : Byte.MIN_VALUE;
        var window = op instanceof AvgPoolOp a ? a.window() : ((MaxPoolOp) op).window();
        this.map = WindowedMap.of(op.operand(0), op.result(), window);
        if (cut || op instanceof MaxPoolOp) {
            checkWindows("row", map.rows());
            checkWindows("column", map.columns());
        }
    }

    private void checkWindows(String what, TileRun.Axis axis) {
        TileRun.firstEmpty(axis).ifPresent(output -> {
            throw new CodegenException(op, "the windows of output %s %d have no element inside the map".formatted(what, output));
        });
    }

    private long inputBytes(TileSize tile, int channels) {
        return (long) WindowedMap.span(map.rows(), tile.rows()) * WindowedMap.span(map.columns(), tile.columns()) * channels;
    }

    private long localBytes(TileSize tile, int rowsAtOnce, int channels) {
        return MemoryAllocator.align(inputBytes(tile, channels)) + (long) rowsAtOnce * tile.columns() * channels;
    }

    void emit() {
        int range = Math.min(map.inputChannels(), CoreCode.MAX_FIELD);
        while (range > 1 && localBytes(TileSize.ONE, 1, range) > capacity) {
            range = (range + 1) / 2;
        }
        if (localBytes(TileSize.ONE, 1, range) > capacity) {
            throw new CodegenException(op, "one window of one channel needs %d bytes, but local memory has %d (core.local_mem.kib)"
                    .formatted(localBytes(TileSize.ONE, 1, 1), capacity));
        }
        for (int first = 0; first < map.inputChannels(); first += range) {
            int start = first;
            int channels = Math.min(range, map.inputChannels() - first);
            code.scope(() -> emitRange(start, channels));
        }
    }

    private void emitRange(int first, int channels) {
        boolean streamed = tokens.stream();
        var tile = TileSize.largest(map.rows().outputs(), map.columns().outputs(),
                t -> localBytes(t, streamed ? 1 : t.rows(), channels) <= capacity).orElseThrow();
        int outputBuffer = (int) MemoryAllocator.align(inputBytes(tile, channels));
        boolean last = first + channels == map.inputChannels();
        var part = new Part(code.core(), 0, RowUnit.of(op.result()).rows());
        var input = new Side(memory.address(op.operand(0)) + first, map.inputRowBytes(), map.inputChannels(), channels,
                tokens.rows(op.operand(0), map.inputRowBytes()));
        var output = new Side(memory.address(op.result()) + first, map.outputRowBytes(), map.inputChannels(), channels, RowWaits.NONE);
        var computation = new Range(channels, outputBuffer, code.register());
        var stream = new WindowStream(code, map, new Sides(input, 0, Optional.empty(), 0, Optional.of(output), outputBuffer), border,
                computation, rows -> {
                    if (last) {
                        tokens.signal(part, rows);
                    }
                });
        stream.emit(runs(map.rows(), tile.rows()), runs(map.columns(), tile.columns()), streamed ? 1 : tile.rows());
    }

    private List<TileRun> runs(TileRun.Axis axis, int tile) {
        return cut ? TileRun.clipped(axis, tile) : TileRun.padded(axis, tile);
    }

    /** The windows over some channels. */
    private final class Range implements WindowStream.Computation {
        private final int channels;
        private final int outputBuffer;
        private final int destination;

        Range(int channels, int outputBuffer, int destination) {
            this.channels = channels;
            this.outputBuffer = outputBuffer;
            this.destination = destination;
        }

        @Override
        public void begin(TileRun rows, TileRun columns) {
            code.emit(new Window(rows.taps(), columns.taps(), channels, map.rows().dilation() * columns.span() * channels,
                    map.columns().dilation() * channels));
        }

        @Override
        public void rows(int outputs, TileRun rows, TileRun columns, int source) {
            code.load(destination, outputBuffer);
            int stride = map.columns().stride() * channels;
            code.loop(outputs, () -> {
                code.emit(op instanceof MaxPoolOp
                        ? new MaxPool(destination, source, columns.outputs(), channels, stride, channels)
                        : new AvgPool(destination, source, columns.outputs(), channels, stride, channels));
                code.add(source, source, map.rows().stride() * columns.span() * channels);
                code.add(destination, destination, outputs > 1 ? columns.outputs() * channels : 0);
            });
        }
    }
}
