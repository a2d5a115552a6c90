package qcc.backend.cim.codegen;

import java.util.Optional;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Residual;
import qcc.backend.cim.isa.AccumulatorInstruction.Sum;
import qcc.chip.Chip;
import qcc.chip.Core;
import qcc.ir.TensorType;

/** The sum over all positions of a map, requantized: channels in ranges that fit the accumulators, positions in chunks that fit local memory. */
final class SumEmitter {
    private final CoreCode code;
    private final Step.Sum step;
    private final GlobalMemory memory;
    private final StepTokens tokens;
    private final Core core;
    private final int channels;
    private final int width;
    private final int positions;

    SumEmitter(CoreCode code, Chip chip, Step.Sum step, GlobalMemory memory, StepTokens tokens) {
        this.code = code;
        this.step = step;
        this.memory = memory;
        this.tokens = tokens;
        this.core = chip.typeOf(code.core()).core();
        var type = (TensorType) step.sum().input().type();
        this.channels = WindowedMap.dimension(type, 3);
        this.width = WindowedMap.dimension(type, 2);
        this.positions = WindowedMap.dimension(type, 1) * width;
    }

    private long localBytes(int range, int count) {
        return MemoryAllocator.align(Parameters.requantizeBytes(range)) + MemoryAllocator.align((long) range * count)
                + 2 * MemoryAllocator.align(range);
    }

    void emit() {
        if (positions == 0) {
            throw new CodegenException(step.sum(), "its map has no positions");
        }
        int range = range();
        int parameters = code.register();
        int global = code.register();
        int input = code.register();
        int output = code.register();
        int residual = code.register();
        for (int first = 0; first < channels; first += range) {
            int start = first;
            code.scope(() -> emitRange(start, Math.min(range, channels - start),
                    new int[]{parameters, global, input, output, residual}));
        }
        tokens.signal(new Part(code.core(), 0, 1), 1);
    }

    /** Channels that are summed at once. */
    private int range() {
        int range = Math.min(Math.min(channels, CoreCode.MAX_FIELD), core.accumulators().entries());
        while (range > 1 && localBytes(range, 1) > core.localMem().bytes()) {
            range /= 2;
        }
        if (localBytes(range, 1) > core.localMem().bytes()) {
            throw new CodegenException(step.sum(),
                    "one channel does not fit the %d bytes of local memory (core.local_mem.kib)".formatted(core.localMem().bytes()));
        }
        return range;
    }

    private void emitRange(int first, int count, int[] registers) {
        int parameters = registers[0];
        int global = registers[1];
        int input = registers[2];
        int output = registers[3];
        int chunk = chunk(count);
        int inputAddress = (int) MemoryAllocator.align(Parameters.requantizeBytes(count));
        int outputAddress = inputAddress + (int) MemoryAllocator.align((long) count * chunk);
        var table = Parameters.requantize(step.op(), first, count).toBytes();
        code.load(parameters, 0);
        code.load(global, memory.constant(table));
        code.moveIn(parameters, global, 1, table.length, 0, 0);
        code.load(global, memory.address(step.sum().input()) + first);
        code.load(input, inputAddress);
        if (tokens.stream() && chunk >= width) {
            sumRows(global, input, count);
        } else {
            tokens.await(step.sum().input());
            sum(global, input, chunk, count, false);
            code.chunks(positions - chunk, chunk, n -> sum(global, input, n, count, true));
        }
        var residual = loadResidual(first, count, outputAddress + (int) MemoryAllocator.align(count), registers);
        code.load(output, outputAddress);
        code.emit(new Requantize(output, CoreCode.ZERO, parameters, 1, count, 0, 0, Parameters.mode(step.op().mode()), residual));
        code.load(global, memory.address(step.op().result()) + first);
        code.moveOut(output, global, 1, count, 0, 0);
    }

    /** Row by row, each when it is there. */
    private void sumRows(int global, int input, int count) {
        int rows = positions / width;
        var cursor = new RowCursor(code, tokens.rows(step.sum().input(), width * channels), 1);
        cursor.await(0, 1);
        sum(global, input, width, count, false);
        code.loop(rows - 1L, () -> {
            cursor.advance(1);
            cursor.await(1, rows);
            sum(global, input, width, count, true);
        });
    }

    private int chunk(int count) {
        int chunk = Math.min(positions, CoreCode.MAX_FIELD);
        while (localBytes(count, chunk) > core.localMem().bytes()) {
            chunk = (chunk + 1) / 2;
        }
        return chunk;
    }

    private void sum(int global, int input, int count, int range, boolean accumulate) {
        if (range == channels) {
            code.moveIn(input, global, 1, count * range, 0, 0);
        } else {
            code.moveIn(input, global, count, range, range, channels);
        }
        code.emit(new Sum(CoreCode.ZERO, input, count, range, range, accumulate));
        code.add(global, global, count * channels);
    }

    private Optional<Residual> loadResidual(int first, int count, int address, int[] registers) {
        return step.op().residual().map(value -> {
            tokens.await(value);
            code.load(registers[1], memory.address(value) + first);
            code.load(registers[4], address);
            code.moveIn(registers[4], registers[1], 1, count, 0, 0);
            return new Residual(registers[4], 0);
        });
    }
}
