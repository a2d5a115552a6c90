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
import qcc.dialect.cim.RequantizeOp;
import qcc.ir.Value;

/**
 * Products on one core of a team: the windows under some output positions are multiplied; then the home adds the sums of the helpers, which
 * send theirs, and those that another product has left in memory, and requantizes or keeps the sums. The parameter table lies at the start of local
 * memory, then inputs, outputs, residual, sums from memory and sums of other cores.
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
    private int taken;
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
        int takenBuffer = residualBuffer + (int) MemoryAllocator.align(range.residualBytes(tile, rowsAtOnce));
        int sumBuffer = takenBuffer + (int) MemoryAllocator.align(range.takenBytes(tile, rowsAtOnce));
        loadParameters();
        var sides = new Sides(input(), inputBuffer, step.residual().filter(_ -> range.hasResidual()).map(r -> side(r, 1)), residualBuffer,
                step.product().sums().filter(_ -> range.takesSums()).map(s -> side(s, Integer.BYTES)), takenBuffer,
                range.finishes() ? Optional.of(written()) : Optional.empty(), outputBuffer);
        stream = new WindowStream(code, map, sides, step.product().padValue(), this, rows -> {
            if (signals) {
                tokens.signal(team.part(), rows);
            }
        });
        destination = code.register();
        residual = range.hasResidual() ? code.register() : CoreCode.ZERO;
        taken = range.takesSums() ? code.register() : CoreCode.ZERO;
        scratch = code.register();
        accumulator = code.register();
        sums = range.role() == Role.ALONE ? CoreCode.ZERO : code.constant(sumBuffer);
        stream.emit(TileRun.padded(map.rows(), tile.rows(), team.firstRow(), team.rows()),
                TileRun.padded(map.columns(), tile.columns()), rowsAtOnce);
    }

    /** The table of parameters, or of biases where sums are kept, to the start of local memory. */
    private void loadParameters() {
        if (range.parameterBytes() == 0) {
            return;
        }
        var table = step.requantize().map(op -> Parameters.requantize(op, range.firstColumn(), columns).toBytes())
                .orElseGet(() -> Parameters.biases(step.product(), range.firstColumn(), columns));
        code.scope(() -> code.moveIn(CoreCode.ZERO, code.constant(memory.constant(table)), 1, table.length, 0, 0));
    }

    private Side input() {
        return new Side(memory.address(step.product().input()) + range.firstChannel(), map.inputRowBytes(), map.inputChannels(),
                range.channels(), tokens.rows(step.product().input(), map.inputRowBytes()));
    }

    /** A map of the size of the output, of which the columns are moved in. Where sums are taken it is awaited as a whole: registers are few. */
    private Side side(Value value, int elementBytes) {
        if (range.takesSums()) {
            tokens.await(value);
            return side(value, elementBytes, RowWaits.NONE);
        }
        return side(value, elementBytes, tokens.rows(value, elementBytes * map.outputRowBytes()));
    }

    private Side written() {
        return side(step.writes(), step.elementBytes(), RowWaits.NONE);
    }

    private Side side(Value value, int elementBytes, RowWaits waits) {
        return new Side(memory.address(value) + elementBytes * range.firstColumn(), elementBytes * map.outputRowBytes(),
                elementBytes * map.outputChannels(), elementBytes * columns, waits);
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
        code.add(taken, stream.takenBuffer(), 0);
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
        if (!range.finishes()) {
            code.emit(new AccumulatorStore(sums, CoreCode.ZERO, count, columns, columns, bytes));
            code.emit(new Send(team.home().core(), sums, count, bytes, bytes));
            return;
        }
        for (var helper : team.helpers()) {
            code.emit(new Receive(helper.core(), sums, count, bytes, bytes));
            code.emit(new AccumulatorLoad(CoreCode.ZERO, sums, count, columns, columns, bytes, true));
        }
        if (range.takesSums()) {
            code.emit(new AccumulatorLoad(CoreCode.ZERO, taken, count, columns, columns, bytes, true));
            code.add(taken, taken, count * bytes);
        }
        if (step.requantize().isPresent()) {
            requantize(step.requantize().get(), count);
        } else {
            keep(count, bytes);
        }
    }

    private void requantize(RequantizeOp op, int count) {
        Optional<Residual> added = range.hasResidual() ? Optional.of(new Residual(residual, columns)) : Optional.empty();
        code.emit(new Requantize(destination, CoreCode.ZERO, CoreCode.ZERO, count, columns, columns, columns, Parameters.mode(op.mode()),
                added));
        code.add(destination, destination, count * columns);
        code.add(residual, residual, range.hasResidual() ? count * columns : 0);
    }

    /** The same biases for every position, then the sums to the output. */
    private void keep(int count, int bytes) {
        if (step.keepsBias()) {
            code.emit(new AccumulatorLoad(CoreCode.ZERO, CoreCode.ZERO, count, columns, columns, 0, true));
        }
        code.emit(new AccumulatorStore(destination, CoreCode.ZERO, count, columns, columns, bytes));
        code.add(destination, destination, count * bytes);
    }
}
