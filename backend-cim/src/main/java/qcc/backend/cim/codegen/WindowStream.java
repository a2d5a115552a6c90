package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import qcc.backend.cim.codegen.TileLoops.Walk;

/**
 * Carries a window over a map on one core: tile by tile, and inside a tile group of rows by group of rows, inputs are moved in, outputs
 * computed and moved out. Rows that others make are awaited just before they are moved in, so that a step starts with its first window.
 */
final class WindowStream implements TileLoops.Body {
    /**
     * A map in global memory, or some channels of it.
     *
     * @param address the first byte, offsets of channels included
     * @param rowBytes bytes between rows
     * @param positionBytes bytes between positions of a row
     * @param run bytes moved of each position
     * @param waits who makes it; nobody where it is written
     */
    record Side(int address, int rowBytes, int positionBytes, int run, RowWaits waits) {}

    /**
     * Everything that is moved, and the local addresses of its buffers.
     *
     * @param input the map under the windows
     * @param residual a map of the size of the output
     * @param taken sums for each element of the output
     * @param output the map that is made; empty where nothing is written
     */
    record Sides(Side input, int inputBuffer, Optional<Side> residual, int residualBuffer, Optional<Side> taken, int takenBuffer,
            Optional<Side> output, int outputBuffer) {
        /** Sides without sums to be added. */
        Sides(Side input, int inputBuffer, Optional<Side> residual, int residualBuffer, Optional<Side> output, int outputBuffer) {
            this(input, inputBuffer, residual, residualBuffer, Optional.empty(), 0, output, outputBuffer);
        }
    }

    /** What is computed. */
    interface Computation {
        /** Emits what holds for all rows of a tile. */
        void begin(TileRun rows, TileRun columns);

        /**
         * Emits the computation of output rows into the output buffer.
         *
         * @param outputs how many rows
         * @param source a register with the local address of the first window, which moves on behind them
         */
        void rows(int outputs, TileRun rows, TileRun columns, int source);
    }

    private final CoreCode code;
    private final WindowedMap map;
    private final Sides sides;
    private final int border;
    private final Computation computation;
    private final IntConsumer signal;
    private final TileLoops loops;
    private final Cursor input;
    private final Optional<Cursor> residual;
    private final Optional<Cursor> taken;
    private final Optional<Cursor> output;
    private final int inputBuffer;
    private final int outputBuffer;
    private final int residualBuffer;
    private final int takenBuffer;
    private final int source;
    private final int local;
    private final int scratchLocal;
    private final int scratchGlobal;
    private int rowsAtOnce;
    private boolean wholeRows;
    private boolean advances;

    /** Where a side's next row is while a tile's code runs: registers, and which walks give their first values. */
    private record Cursor(Side side, int addressWalk, int rowWalk, int address, int row) {}

    /**
     * @param border the byte that elements outside the map hold
     * @param signal emits what tells that output rows are complete
     */
    WindowStream(CoreCode code, WindowedMap map, Sides sides, int border, Computation computation, IntConsumer signal) {
        this.code = code;
        this.map = map;
        this.sides = sides;
        this.border = border;
        this.computation = computation;
        this.signal = signal;
        var walks = new ArrayList<Walk>();
        this.input = cursor(walks, sides.input, true);
        this.residual = sides.residual.map(side -> cursor(walks, side, false));
        this.taken = sides.taken.map(side -> cursor(walks, side, false));
        this.output = sides.output.map(side -> cursor(walks, side, false));
        this.loops = new TileLoops(code, map, walks);
        this.inputBuffer = code.constant(sides.inputBuffer);
        this.outputBuffer = output.isPresent() ? code.constant(sides.outputBuffer) : CoreCode.ZERO;
        this.takenBuffer = taken.isPresent() ? code.constant(sides.takenBuffer) : CoreCode.ZERO;
        this.residualBuffer = residual.isPresent() ? code.constant(sides.residualBuffer) : CoreCode.ZERO;
        this.source = code.register();
        this.local = code.register();
        this.scratchLocal = code.register();
        this.scratchGlobal = code.register();
    }

    private Cursor cursor(List<Walk> walks, Side side, boolean byInputs) {
        int addressWalk = walks.size();
        walks.add(new Walk(side.address, side.rowBytes, side.positionBytes, byInputs));
        if (!side.waits.areNeeded()) {
            return new Cursor(side, addressWalk, -1, code.register(), -1);
        }
        walks.add(new Walk(0, side.waits.scale(), 0, byInputs));
        return new Cursor(side, addressWalk, addressWalk + 1, code.register(), code.register());
    }

    /** The register with the address of the output buffer. */
    int outputBuffer() {
        return outputBuffer;
    }

    /** The register with the address of the buffer of sums to be added. */
    int takenBuffer() {
        return takenBuffer;
    }

    /** The register with the address of the residual's buffer. */
    int residualBuffer() {
        return residualBuffer;
    }

    /**
     * Emits the loops.
     *
     * @param rowsAtOnce output rows computed between moves; the buffers hold as many
     */
    void emit(List<TileRun> rowRuns, List<TileRun> columnRuns, int rowsAtOnce) {
        this.rowsAtOnce = rowsAtOnce;
        this.wholeRows = columnRuns.size() == 1 && columnRuns.getFirst().count() == 1;
        loops.emit(rowRuns, columnRuns, this);
    }

    @Override
    public void endRows(TileRun rows) {
        if (!wholeRows) {
            signal.accept(rows.outputs());
        }
    }

    @Override
    public void emit(TileRun rows, TileRun columns) {
        int channels = sides.input.run;
        if (rows.isPadded() || columns.isPadded()) {
            code.fill(inputBuffer, border, rows.span() * columns.span() * channels);
        }
        begin(input);
        residual.ifPresent(this::begin);
        taken.ifPresent(this::begin);
        output.ifPresent(this::begin);
        code.load(local, sides.inputBuffer + (rows.lead() * columns.span() + columns.lead()) * channels);
        code.add(source, inputBuffer, 0);
        computation.begin(rows, columns);
        int loaded = 0;
        int made = 0;
        var groups = RowGroup.of(rows, map.rows(), rowsAtOnce);
        advances = groups.size() > 1 || groups.getFirst().count() > 1;
        for (var group : groups) {
            int loadedBefore = loaded;
            int madeBefore = made;
            code.loop(group.count(), () -> {
                load(group, rows, columns, loadedBefore);
                if (group.outputs() > 0) {
                    compute(group, rows, columns, madeBefore);
                }
            });
            loaded += group.count() * group.loads();
            made += group.count() * group.outputs();
        }
    }

    private void begin(Cursor cursor) {
        code.add(cursor.address, loops.address(cursor.addressWalk), 0);
        if (cursor.rowWalk >= 0) {
            code.add(cursor.row, loops.address(cursor.rowWalk), 0);
        }
    }

    private void load(RowGroup group, TileRun rows, TileRun columns, int before) {
        if (group.loads() == 0 || columns.inputs() == 0) {
            return;
        }
        long first = rows.firstInput() + before;
        long lastTile = (rows.count() - 1) * rows.outputs() * map.rows().stride();
        await(input, group.loads(), first, first + lastTile + (long) group.count() * group.loads());
        int stride = columns.span() * sides.input.run;
        move(true, local, input, group.loads(), columns.inputs(), stride);
        code.add(local, local, advances ? group.loads() * stride : 0);
    }

    private void compute(RowGroup group, TileRun rows, TileRun columns, int before) {
        residual.ifPresent(cursor -> loadBeside(residualBuffer, cursor, group, rows, columns, before));
        taken.ifPresent(cursor -> loadBeside(takenBuffer, cursor, group, rows, columns, before));
        computation.rows(group.outputs(), rows, columns, source);
        output.ifPresent(cursor -> move(false, outputBuffer, cursor, group.outputs(), columns.outputs(),
                columns.outputs() * cursor.side.run));
        if (wholeRows) {
            signal.accept(group.outputs());
        }
    }

    /** Moves rows of a map of the size of the output in. */
    private void loadBeside(int buffer, Cursor cursor, RowGroup group, TileRun rows, TileRun columns, int before) {
        long first = rows.firstOutput() + before;
        long lastTile = (rows.count() - 1) * rows.outputs();
        await(cursor, group.outputs(), first, first + lastTile + (long) group.count() * group.outputs());
        move(true, buffer, cursor, group.outputs(), columns.outputs(), columns.outputs() * cursor.side.run);
    }

    private void await(Cursor cursor, int rows, long from, long to) {
        if (cursor.row >= 0) {
            code.add(cursor.row, cursor.row, rows * cursor.side.waits.scale());
            cursor.side.waits.emit(code, cursor.row, from, to);
        }
    }

    /** Moves rows between a local buffer and the cursor's place, which moves on. */
    private void move(boolean in, int local, Cursor cursor, int rows, int positions, int localStride) {
        var side = cursor.side;
        if (side.run == side.positionBytes) {
            move(in, local, cursor.address, rows, positions * side.run, localStride, side.rowBytes);
        } else if (rows == 1) {
            move(in, local, cursor.address, positions, side.run, side.run, side.positionBytes);
        } else {
            code.add(scratchLocal, local, 0);
            code.add(scratchGlobal, cursor.address, 0);
            code.loop(rows, () -> {
                move(in, scratchLocal, scratchGlobal, positions, side.run, side.run, side.positionBytes);
                code.add(scratchLocal, scratchLocal, localStride);
                code.add(scratchGlobal, scratchGlobal, side.rowBytes);
            });
        }
        code.add(cursor.address, cursor.address, advances ? rows * side.rowBytes : 0);
    }

    private void move(boolean in, int local, int global, int rows, int run, int localStride, int globalStride) {
        if (in) {
            code.moveIn(local, global, rows, run, localStride, globalStride);
        } else {
            code.moveOut(local, global, rows, run, localStride, globalStride);
        }
    }
}
