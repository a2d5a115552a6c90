package qcc.backend.cim.codegen;

import java.util.Optional;
import qcc.backend.cim.codegen.ProductRange.Role;
import qcc.backend.cim.codegen.WindowStream.Side;
import qcc.backend.cim.codegen.WindowStream.Sides;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorLoad;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorStore;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Residual;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.chip.Chip;

/**
 * Products on one core of a team: the windows under some output positions are multiplied; then the home adds the sums of the helpers, which
 * send theirs, and requantizes. The parameter table lies at the start of local memory, then inputs, outputs, residual and sums.
 */
final class ProductEmitter implements WindowStream.Computation {
    private final CoreCode code;
    private final Step.Product step;
    private final ProductTeam team;
    private final ProductRange range;
    private final WindowedMap map;
    private final GlobalMemory memory;
    private final StepTokens tokens;
    private final int columns;
    private final TileSize tile;
    private final int rowsAtOnce;
    private final int chunk;
    private final boolean signals;
    private WindowStream stream;
    private int destination;
    private int residual;
    private int scratch;
    private int accumulator;
    private int sums;

    /**
     * @param range what the code's core computes for the team
     * @param signals whether the core's part of the rows is complete behind this team
     */
    ProductEmitter(CoreCode code, Chip chip, Step.Product step, ProductTeam team, ProductRange range, GlobalMemory memory,
            StepTokens tokens, boolean signals) {
        this.code = code;
        this.step = step;
        this.team = team;
        this.range = range;
        this.map = range.map();
        this.memory = memory;
        this.tokens = tokens;
        this.columns = range.columns();
        this.tile = team.tile(chip, tokens.stream());
        this.rowsAtOnce = tokens.stream() ? 1 : tile.rows();
        this.chunk = team.chunk(tile, chip);
        this.signals = signals;
    }

    void emit() {
        int inputBuffer = (int) MemoryAllocator.align(range.parameterBytes());
        int outputBuffer = inputBuffer + (int) MemoryAllocator.align(range.inputBytes(tile));
        int residualBuffer = outputBuffer + (int) MemoryAllocator.align(range.outputBytes(tile, rowsAtOnce));
        int sumBuffer = range.hasResidual()
                ? residualBuffer + (int) MemoryAllocator.align(range.outputBytes(tile, rowsAtOnce))
                : residualBuffer;
        if (range.requantizes()) {
            var table = Parameters.requantize(step.op(), range.firstColumn(), columns).toBytes();
            code.moveIn(CoreCode.ZERO, code.constant(memory.constant(table)), 1, table.length, 0, 0);
        }
        var residualSide = step.op().residual().filter(_ -> range.hasResidual())
                .map(r -> side(memory.address(r), tokens.rows(r, map.outputRowBytes())));
        var outputSide = range.requantizes()
                ? Optional.of(side(memory.address(step.op().result()), RowWaits.NONE))
                : Optional.<Side>empty();
        stream = new WindowStream(code, map, new Sides(input(), inputBuffer, residualSide, residualBuffer, outputSide, outputBuffer),
                step.product().padValue(), this, rows -> {
                    if (signals) {
                        tokens.signal(team.part(), rows);
                    }
                });
        destination = code.register();
        residual = code.register();
        scratch = code.register();
        accumulator = code.register();
        sums = range.role() == Role.ALONE ? CoreCode.ZERO : code.constant(sumBuffer);
        stream.emit(TileRun.padded(map.rows(), tile.rows(), team.firstRow(), team.rows()),
                TileRun.padded(map.columns(), tile.columns()), rowsAtOnce);
    }

    private Side input() {
        return new Side(memory.address(step.product().input()) + range.firstChannel(), map.inputRowBytes(), map.inputChannels(),
                range.channels(), tokens.rows(step.product().input(), map.inputRowBytes()));
    }

    /** A map of the size of the output, of which the columns are moved. */
    private Side side(int address, RowWaits waits) {
        return new Side(address + range.firstColumn(), map.outputRowBytes(), map.outputChannels(), columns, waits);
    }

    @Override
    public void begin(TileRun rows, TileRun cols) {
        if (range.hasOneWindow()) {
            window(range.shares().getFirst(), cols);
        }
    }

    @Override
    public void rows(int outputs, TileRun rows, TileRun cols, int source) {
        code.add(destination, stream.outputBuffer(), 0);
        code.add(residual, stream.residualBuffer(), 0);
        int columnStride = map.columns().stride() * range.channels();
        code.loop(outputs, () -> {
            code.chunks(cols.outputs(), chunk, count -> {
                multiply(count, columnStride, cols, source);
                finish(count);
                code.add(source, source, count * columnStride);
            });
            int nextRow = map.rows().stride() * cols.span() * range.channels();
            code.add(source, source, nextRow - cols.outputs() * columnStride);
        });
    }

    private void window(ProductShare share, TileRun cols) {
        code.emit(new Window(map.rows().kernel(), map.columns().kernel(), share.channels(),
                map.rows().dilation() * cols.span() * range.channels(), map.columns().dilation() * range.channels()));
    }

    private void multiply(int count, int columnStride, TileRun cols, int source) {
        var shares = range.shares();
        for (int i = 0; i < shares.size(); i++) {
            var share = shares.get(i);
            if (!range.hasOneWindow()) {
                window(share, cols);
            }
            int offset = share.firstChannel() - range.firstChannel();
            int from = source;
            if (offset != 0) {
                from = scratch;
                code.add(from, source, offset);
            }
            int to = CoreCode.ZERO;
            if (share.firstColumn() != range.firstColumn()) {
                to = accumulator;
                code.load(to, share.firstColumn() - range.firstColumn());
            }
            boolean accumulate = i > 0 && share.hasSameOutputs(shares.get(i - 1));
            code.emit(new Mvm(share.group(), to, from, count, columnStride, columns, accumulate));
        }
    }

    private void finish(int count) {
        int bytes = columns * Integer.BYTES;
        if (!range.requantizes()) {
            code.emit(new AccumulatorStore(sums, CoreCode.ZERO, count, columns, columns, bytes));
            code.emit(new Send(team.home().core(), sums, count, bytes, bytes));
            return;
        }
        for (var helper : team.helpers()) {
            code.emit(new Receive(helper.core(), sums, count, bytes, bytes));
            code.emit(new AccumulatorLoad(CoreCode.ZERO, sums, count, columns, columns, bytes, true));
        }
        Optional<Residual> added = range.hasResidual() ? Optional.of(new Residual(residual, columns)) : Optional.empty();
        code.emit(new Requantize(destination, CoreCode.ZERO, CoreCode.ZERO, count, columns, columns, columns,
                Parameters.mode(step.op().mode()), added));
        code.add(destination, destination, count * columns);
        code.add(residual, residual, range.hasResidual() ? count * columns : 0);
    }
}
