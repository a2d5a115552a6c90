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
    private final Core core;
    private final int channels;
    private final int positions;

    SumEmitter(CoreCode code, Chip chip, Step.Sum step, GlobalMemory memory) {
        this.code = code;
        this.step = step;
        this.memory = memory;
        this.core = chip.typeOf(code.core()).core();
        var type = (TensorType) step.sum().input().type();
        this.channels = WindowedMap.dimension(type, 3);
        this.positions = WindowedMap.dimension(type, 1) * WindowedMap.dimension(type, 2);
    }

    private long localBytes(int range, int count) {
        return MemoryAllocator.align(Parameters.requantizeBytes(range)) + MemoryAllocator.align((long) range * count)
                + 2 * MemoryAllocator.align(range);
    }

    void emit() {
        if (positions == 0) {
            throw new CodegenException(step.sum(), "its map has no positions");
        }
        int range = Math.min(Math.min(channels, CoreCode.MAX_FIELD), core.accumulators().entries());
        while (range > 1 && localBytes(range, 1) > core.localMem().bytes()) {
            range /= 2;
        }
        if (localBytes(range, 1) > core.localMem().bytes()) {
            throw new CodegenException(step.sum(),
                    "one channel does not fit the %d bytes of local memory".formatted(core.localMem().bytes()));
        }
        int parameters = code.register();
        int global = code.register();
        int input = code.register();
        int output = code.register();
        int residual = code.register();
        for (int first = 0; first < channels; first += range) {
            emitRange(first, Math.min(range, channels - first), new int[]{parameters, global, input, output, residual});
        }
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
        sum(global, input, Math.min(chunk, positions), count, false);
        code.chunks(positions - Math.min(chunk, positions), chunk, n -> sum(global, input, n, count, true));
        var residual = loadResidual(first, count, outputAddress + (int) MemoryAllocator.align(count), registers);
        code.load(output, outputAddress);
        code.emit(new Requantize(output, CoreCode.ZERO, parameters, 1, count, 0, 0, Parameters.mode(step.op().mode()), residual));
        code.load(global, memory.address(step.op().result()) + first);
        code.moveOut(output, global, 1, count, 0, 0);
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
            code.load(registers[1], memory.address(value) + first);
            code.load(registers[4], address);
            code.moveIn(registers[4], registers[1], 1, count, 0, 0);
            return new Residual(registers[4], 0);
        });
    }
}
