package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import qcc.backend.cim.codegen.TileLoops.Walk;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Residual;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.chip.Chip;

/**
 * Products on one core: for each tile of the output the inputs under it are moved in, each row of windows is multiplied and requantized, and
 * the tile is moved out. The core makes a range of output channels from a range of input channels.
 */
final class ProductEmitter {
    /**
     * A group's part in the product.
     *
     * @param id the group's number on the core
     */
    record Share(int id, int firstChannel, int channels, int firstColumn, int columns) {
        private boolean sameColumns(Share other) {
            return firstColumn == other.firstColumn && columns == other.columns;
        }

        private boolean meets(Share other) {
            return firstColumn < other.firstColumn + other.columns && other.firstColumn < firstColumn + columns;
        }
    }

    private final CoreCode code;
    private final Step.Product step;
    private final WindowedMap map;
    private final List<Share> shares;
    private final GlobalMemory memory;
    private final int firstChannel;
    private final int channels;
    private final int firstColumn;
    private final int columns;
    private final int parameterBytes;
    private final boolean hasResidual;
    private final TileSize tile;
    private final int chunk;

    ProductEmitter(CoreCode code, Chip chip, Step.Product step, List<Share> unordered, GlobalMemory memory) {
        this.code = code;
        this.step = step;
        this.map = WindowedMap.of(step.product().input(), step.op().result(), step.product().window());
        this.shares = unordered.stream().sorted(Comparator.comparingInt(Share::firstColumn)).toList();
        this.memory = memory;
        this.firstChannel = shares.stream().mapToInt(Share::firstChannel).min().orElseThrow();
        this.channels = shares.stream().mapToInt(s -> s.firstChannel() + s.channels()).max().orElseThrow() - firstChannel;
        this.firstColumn = shares.getFirst().firstColumn();
        this.columns = shares.stream().mapToInt(s -> s.firstColumn() + s.columns()).max().orElseThrow() - firstColumn;
        this.parameterBytes = Parameters.requantizeBytes(columns);
        this.hasResidual = step.op().residual().isPresent();
        checkColumns();
        var core = chip.typeOf(code.core()).core();
        this.tile = TileSize.largest(map.rows().outputs(), map.columns().outputs(), core.localMem().bytes(), this::localBytes)
                .orElseThrow(() -> new CodegenException(step.product(), "one output position needs %d bytes, but local memory has %d"
                        .formatted(localBytes(1, 1), core.localMem().bytes())));
        this.chunk = Math.min(tile.columns(), core.accumulators().entries() / columns);
        if (chunk == 0) {
            throw new CodegenException(step.product(),
                    "core %d makes %d output channels, but has %d accumulators".formatted(code.core(), columns,
                            core.accumulators().entries()));
        }
    }

    /** Every column is made by whole groups, side by side. */
    private void checkColumns() {
        int next = firstColumn;
        for (int i = 0; i < shares.size(); i++) {
            var share = shares.get(i);
            var previous = i == 0 ? share : shares.get(i - 1);
            if (share.meets(previous) && !share.sameColumns(previous)) {
                throw new CodegenException(step.product(), "groups that give partial sums must have the same columns");
            }
            if (share.firstColumn() > next) {
                throw new CodegenException(step.product(), "core %d makes no column %d between its others".formatted(code.core(), next));
            }
            next = Math.max(next, share.firstColumn() + share.columns());
        }
    }

    private long inputBytes(int rows, int outputColumns) {
        return (long) WindowedMap.span(map.rows(), rows) * WindowedMap.span(map.columns(), outputColumns) * channels;
    }

    private long localBytes(int rows, int outputColumns) {
        long output = MemoryAllocator.align((long) rows * outputColumns * columns);
        return MemoryAllocator.align(parameterBytes) + MemoryAllocator.align(inputBytes(rows, outputColumns))
                + output * (hasResidual ? 2 : 1);
    }

    void emit() {
        int parameters = 0;
        int input = (int) MemoryAllocator.align(parameterBytes);
        int output = input + (int) MemoryAllocator.align(inputBytes(tile.rows(), tile.columns()));
        int residual = output + (int) MemoryAllocator.align((long) tile.rows() * tile.columns() * columns);
        var table = Parameters.requantize(step.op(), firstColumn, columns).toBytes();
        int tableAddress = code.constant(memory.constant(table));
        code.moveIn(code.constant(parameters), tableAddress, 1, table.length, 0, 0);

        var walks = new ArrayList<Walk>();
        walks.add(new Walk(memory.address(step.product().input()) + firstChannel, map.inputRowBytes(), map.inputChannels(), true));
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
        if (haveOneWindow()) {
            window(shares.getFirst(), cols);
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

    private boolean haveOneWindow() {
        return shares.stream().allMatch(s -> s.channels() == shares.getFirst().channels());
    }

    private void window(Share share, TileRun cols) {
        code.emit(new Window(map.rows().kernel(), map.columns().kernel(), share.channels(), map.rows().dilation() * cols.span() * channels,
                map.columns().dilation() * channels));
    }

    private void multiply(int count, int columnStride, TileRun cols, Registers registers) {
        for (int i = 0; i < shares.size(); i++) {
            var share = shares.get(i);
            if (!haveOneWindow()) {
                window(share, cols);
            }
            int offset = share.firstChannel() - firstChannel;
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
