package qcc.backend.cim.codegen;

import java.util.List;
import qcc.backend.cim.codegen.TileLoops.Walk;
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
    private final WindowedMap map;
    private final long capacity;
    private final boolean cut;
    private final int border;

    PoolEmitter(CoreCode code, Chip chip, Op op, GlobalMemory memory) {
        this.code = code;
        this.op = op;
        this.memory = memory;
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

    private long inputBytes(int rows, int columns, int channels) {
        return (long) WindowedMap.span(map.rows(), rows) * WindowedMap.span(map.columns(), columns) * channels;
    }

    private long localBytes(int rows, int columns, int channels) {
        return MemoryAllocator.align(inputBytes(rows, columns, channels)) + (long) rows * columns * channels;
    }

    void emit() {
        int range = Math.min(map.inputChannels(), CoreCode.MAX_FIELD);
        while (range > 1 && localBytes(1, 1, range) > capacity) {
            range = (range + 1) / 2;
        }
        if (localBytes(1, 1, range) > capacity) {
            throw new CodegenException(op,
                    "one window of one channel needs %d bytes, but local memory has %d".formatted(localBytes(1, 1, 1), capacity));
        }
        var registers = new int[]{code.register(), code.register(), code.register(), code.register()};
        for (int first = 0; first < map.inputChannels(); first += range) {
            int start = first;
            int channels = Math.min(range, map.inputChannels() - first);
            code.scope(() -> emitRange(start, channels, registers));
        }
    }

    private void emitRange(int first, int channels, int[] registers) {
        var tile = TileSize.largest(map.rows().outputs(), map.columns().outputs(), capacity, (r, c) -> localBytes(r, c, channels))
                .orElseThrow();
        int outputAddress = (int) MemoryAllocator.align(inputBytes(tile.rows(), tile.columns(), channels));
        var walks = List.of(new Walk(memory.address(op.operand(0)) + first, map.inputRowBytes(), map.inputChannels(), true),
                new Walk(memory.address(op.result()) + first, map.outputRowBytes(), map.inputChannels(), false));
        var loops = new TileLoops(code, map, walks);
        loops.emit(runs(map.rows(), tile.rows()), runs(map.columns(), tile.columns()),
                (rows, columns) -> emitTile(rows, columns, channels, loops, outputAddress, registers));
    }

    private List<TileRun> runs(TileRun.Axis axis, int tile) {
        return cut ? TileRun.clipped(axis, tile) : TileRun.padded(axis, tile);
    }

    private void emitTile(TileRun rows, TileRun columns, int channels, TileLoops loops, int outputAddress, int[] registers) {
        int local = registers[0];
        int global = registers[1];
        if (rows.isPadded() || columns.isPadded()) {
            code.fill(CoreCode.ZERO, border, rows.span() * columns.span() * channels);
        }
        if (rows.inputs() > 0 && columns.inputs() > 0) {
            code.load(local, (rows.lead() * columns.span() + columns.lead()) * channels);
            code.add(global, loops.address(0), 0);
            code.loop(rows.inputs(), () -> {
                code.moveIn(local, global, columns.inputs(), channels, channels, map.inputChannels());
                code.add(local, local, columns.span() * channels);
                code.add(global, global, map.inputRowBytes());
            });
        }
        code.emit(new Window(rows.taps(), columns.taps(), channels, map.rows().dilation() * columns.span() * channels,
                map.columns().dilation() * channels));
        pool(rows, columns, channels, outputAddress, registers);
        code.load(local, outputAddress);
        code.add(global, loops.address(1), 0);
        code.loop(rows.outputs(), () -> {
            code.moveOut(local, global, columns.outputs(), channels, channels, map.inputChannels());
            code.add(local, local, columns.outputs() * channels);
            code.add(global, global, map.outputRowBytes());
        });
    }

    private void pool(TileRun rows, TileRun columns, int channels, int outputAddress, int[] registers) {
        int source = registers[2];
        int destination = registers[3];
        code.load(source, 0);
        code.load(destination, outputAddress);
        int stride = map.columns().stride() * channels;
        code.loop(rows.outputs(), () -> {
            code.emit(op instanceof MaxPoolOp
                    ? new MaxPool(destination, source, columns.outputs(), channels, stride, channels)
                    : new AvgPool(destination, source, columns.outputs(), channels, stride, channels));
            code.add(source, source, map.rows().stride() * columns.span() * channels);
            code.add(destination, destination, columns.outputs() * channels);
        });
    }
}
