package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.backend.cim.codegen.ProductRange.Share;
import qcc.backend.cim.codegen.TileLoops.Walk;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Residual;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.chip.Core;

/**
 * Products on one core: for each tile of the output the inputs under it are moved in, each row of windows is multiplied and requantized, and
 * the tile is moved out. The parameter table lies at the start of local memory, then inputs, outputs and residual.
 */
final class ProductEmitter {
    private final CoreCode code;
    private final Step.Product step;
    private final WindowedMap map;
    private final ProductRange range;
    private final GlobalMemory memory;
    private final int channels;
    private final int firstColumn;
    private final int columns;
    private final boolean hasResidual;
    private final TileSize tile;
    private final int chunk;

    ProductEmitter(CoreCode code, Core core, Step.Product step, ProductRange range, GlobalMemory memory) {
        this.code = code;
        this.step = step;
        this.map = range.map();
        this.range = range;
        this.memory = memory;
        this.channels = range.channels();
        this.firstColumn = range.firstColumn();
        this.columns = range.columns();
        this.hasResidual = range.hasResidual();
        this.tile = TileSize.largest(map.rows().outputs(), map.columns().outputs(), core.localMem().bytes(), range::localBytes)
                .orElseThrow();
        this.chunk = Math.min(tile.columns(), core.accumulators().entries() / columns);
    }

    void emit() {
        int input = (int) MemoryAllocator.align(range.parameterBytes());
        int output = input + (int) MemoryAllocator.align(range.inputBytes(tile.rows(), tile.columns()));
        int residual = output + (int) MemoryAllocator.align((long) tile.rows() * tile.columns() * columns);
        var table = Parameters.requantize(step.op(), firstColumn, columns).toBytes();
        code.moveIn(CoreCode.ZERO, code.constant(memory.constant(table)), 1, table.length, 0, 0);

        var walks = new ArrayList<Walk>();
        walks.add(new Walk(memory.address(step.product().input()) + range.firstChannel(), map.inputRowBytes(), map.inputChannels(), true));
        walks.add(outputWalk(memory.address(step.op().result())));
        step.op().residual().ifPresent(r -> walks.add(outputWalk(memory.address(r))));
        var loops = new TileLoops(code, map, walks);
        var buffers = new Buffers(code.constant(input), code.constant(output), hasResidual ? code.constant(residual) : CoreCode.ZERO,
                input);
        var registers = new Registers(code);
        loops.emit(TileRun.padded(map.rows(), tile.rows()), TileRun.padded(map.columns(), tile.columns()),
                (rows, cols) -> emitTile(rows, cols, loops, buffers, registers));
    }

    private Walk outputWalk(int address) {
        return new Walk(address + firstColumn, map.outputRowBytes(), map.outputChannels(), false);
    }

    /** Registers that hold local addresses, and the number that the first holds. */
    private record Buffers(int input, int output, int residual, int inputAddress) {}

    /** Registers that walk over a tile. */
    private static final class Registers {
        private final int source;
        private final int destination;
        private final int residual;
        private final int scratch;
        private final int scratch2;
        private final int accumulator;

        Registers(CoreCode code) {
            source = code.register();
            destination = code.register();
            residual = code.register();
            scratch = code.register();
            scratch2 = code.register();
            accumulator = code.register();
        }
    }

    private void emitTile(TileRun rows, TileRun cols, TileLoops loops, Buffers buffers, Registers registers) {
        if (rows.isPadded() || cols.isPadded()) {
            code.fill(buffers.input, step.product().padValue(), rows.span() * cols.span() * channels);
        }
        if (rows.inputs() > 0 && cols.inputs() > 0) {
            int corner = buffers.inputAddress + (rows.lead() * cols.span() + cols.lead()) * channels;
            code.load(registers.scratch, corner);
            moveRows(registers, loops.address(0), rows.inputs(), cols.inputs(), channels, cols.span() * channels, map.inputRowBytes(),
                    map.inputChannels(), true);
        }
        if (hasResidual) {
            code.add(registers.scratch, buffers.residual, 0);
            moveRows(registers, loops.address(2), rows.outputs(), cols.outputs(), columns, cols.outputs() * columns, map.outputRowBytes(),
                    map.outputChannels(), true);
        }
        compute(rows, cols, buffers, registers);
        code.add(registers.scratch, buffers.output, 0);
        moveRows(registers, loops.address(1), rows.outputs(), cols.outputs(), columns, cols.outputs() * columns, map.outputRowBytes(),
                map.outputChannels(), false);
    }

    /** Moves rows between the address in the scratch register and a map whose positions have {@code globalPosition} bytes. */
    private void moveRows(Registers registers, int global, int rows, int positions, int run, int localRow, int globalRow,
            int globalPosition,
            boolean in) {
        if (run == globalPosition) {
            move(in, registers.scratch, global, rows, positions * run, localRow, globalRow);
            return;
        }
        code.add(registers.scratch2, global, 0);
        code.loop(rows, () -> {
            move(in, registers.scratch, registers.scratch2, positions, run, run, globalPosition);
            code.add(registers.scratch, registers.scratch, localRow);
            code.add(registers.scratch2, registers.scratch2, globalRow);
        });
    }

    private void move(boolean in, int local, int global, int rows, int run, int localStride, int globalStride) {
        if (in) {
            code.moveIn(local, global, rows, run, localStride, globalStride);
        } else {
            code.moveOut(local, global, rows, run, localStride, globalStride);
        }
    }

    private void compute(TileRun rows, TileRun cols, Buffers buffers, Registers registers) {
        code.add(registers.source, buffers.input, 0);
        code.add(registers.destination, buffers.output, 0);
        code.add(registers.residual, buffers.residual, 0);
        if (range.hasOneWindow()) {
            window(range.shares().getFirst(), cols);
        }
        int columnStride = map.columns().stride() * channels;
        code.loop(rows.outputs(), () -> {
            code.chunks(cols.outputs(), chunk, count -> {
                multiply(count, columnStride, cols, registers);
                requantize(count, registers);
                code.add(registers.source, registers.source, count * columnStride);
                code.add(registers.destination, registers.destination, count * columns);
                code.add(registers.residual, registers.residual, hasResidual ? count * columns : 0);
            });
            int nextRow = map.rows().stride() * cols.span() * channels;
            code.add(registers.source, registers.source, nextRow - cols.outputs() * columnStride);
        });
    }

    private void window(Share share, TileRun cols) {
        code.emit(new Window(map.rows().kernel(), map.columns().kernel(), share.channels(), map.rows().dilation() * cols.span() * channels,
                map.columns().dilation() * channels));
    }

    private void multiply(int count, int columnStride, TileRun cols, Registers registers) {
        var shares = range.shares();
        for (int i = 0; i < shares.size(); i++) {
            var share = shares.get(i);
            if (!range.hasOneWindow()) {
                window(share, cols);
            }
            int offset = share.firstChannel() - range.firstChannel();
            int source = registers.source;
            if (offset != 0) {
                source = registers.scratch;
                code.add(source, registers.source, offset);
            }
            int accumulator = CoreCode.ZERO;
            if (share.firstColumn() != firstColumn) {
                accumulator = registers.accumulator;
                code.load(accumulator, share.firstColumn() - firstColumn);
            }
            boolean accumulate = i > 0 && share.sameColumns(shares.get(i - 1));
            code.emit(new Mvm(share.id(), accumulator, source, count, columnStride, columns, accumulate));
        }
    }

    private void requantize(int count, Registers registers) {
        Optional<Residual> residual = hasResidual ? Optional.of(new Residual(registers.residual, columns)) : Optional.empty();
        code.emit(new Requantize(registers.destination, CoreCode.ZERO, CoreCode.ZERO, count, columns, columns, columns,
                Parameters.mode(step.op().mode()), residual));
    }
}
