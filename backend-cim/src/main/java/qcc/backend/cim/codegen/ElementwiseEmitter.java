package qcc.backend.cim.codegen;

import java.util.Arrays;
import java.util.function.IntConsumer;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.VectorInstruction.Add;
import qcc.backend.cim.isa.VectorInstruction.Mul;
import qcc.backend.cim.isa.VectorInstruction.Rescale;
import qcc.backend.cim.isa.VectorInstruction.Sub;
import qcc.backend.cim.isa.VectorInstruction.Table;
import qcc.chip.Chip;
import qcc.dialect.cim.AddOp;
import qcc.dialect.cim.MulOp;
import qcc.dialect.cim.RescaleOp;
import qcc.dialect.cim.SubOp;
import qcc.dialect.cim.SumOfTwoOp;
import qcc.dialect.cim.TableOp;
import qcc.ir.Op;
import qcc.ir.TensorType;

/** Element-wise operations: chunks of bytes are moved in, computed and moved out. */
final class ElementwiseEmitter {
    private final CoreCode code;
    private final Op op;
    private final GlobalMemory memory;
    private final StepTokens tokens;
    private final long capacity;

    ElementwiseEmitter(CoreCode code, Chip chip, Op op, GlobalMemory memory, StepTokens tokens) {
        this.code = code;
        this.op = op;
        this.memory = memory;
        this.tokens = tokens;
        this.capacity = chip.typeOf(code.core()).core().localMem().bytes();
    }

    void emit() {
        int total = Math.toIntExact(((TensorType) op.result().type()).shape().elements());
        var table = table();
        int buffers = op.operandCount() + 1;
        int parameterBytes = (int) MemoryAllocator.align(table.length);
        long share = Math.min((capacity - parameterBytes) / buffers, CoreCode.MAX_FIELD);
        int room = (int) share / MemoryAllocator.ALIGNMENT * MemoryAllocator.ALIGNMENT;
        if (room <= 0) {
            throw new CodegenException(op,
                    "%d buffers do not fit the %d bytes of local memory (core.local_mem.kib)".formatted(buffers, capacity));
        }
        code.moveIn(CoreCode.ZERO, code.constant(memory.constant(table)), 1, table.length, 0, 0);
        var local = new int[buffers];
        var global = new int[buffers];
        for (int i = 0; i < buffers; i++) {
            local[i] = code.constant(parameterBytes + i * room);
            global[i] = code.register();
            code.load(global[i], memory.address(i < op.operandCount() ? op.operand(i) : op.result()));
        }
        var unit = RowUnit.of(op.result());
        var part = new Part(code.core(), 0, unit.rows());
        if (tokens.stream()) {
            emitRows(unit, part, count -> emitChunk(count, local, global), room);
        } else {
            code.chunks(total, Math.min(total, room), count -> emitChunk(count, local, global));
            tokens.signal(part, unit.rows());
        }
    }

    /** Row by row, each when it is there. */
    private void emitRows(RowUnit unit, Part part, IntConsumer chunk, int room) {
        var cursors = op.operands().stream().distinct().map(value -> tokens.rows(value, unit.bytes())).filter(RowWaits::areNeeded)
                .map(waits -> new RowCursor(code, waits, 1)).toList();
        code.loop(unit.rows(), () -> {
            cursors.forEach(cursor -> cursor.await(0, unit.rows()));
            code.chunks(unit.bytes(), Math.min(unit.bytes(), room), chunk);
            tokens.signal(part, 1);
            cursors.forEach(cursor -> cursor.advance(1));
        });
    }

    private void emitChunk(int count, int[] local, int[] global) {
        int output = local.length - 1;
        for (int i = 0; i < output; i++) {
            code.moveIn(local[i], global[i], 1, count, 0, 0);
        }
        code.emit(instruction(local[output], local, count));
        code.moveOut(local[output], global[output], 1, count, 0, 0);
        Arrays.stream(global).forEach(register -> code.add(register, register, count));
    }

    private byte[] table() {
        return switch (op) {
            case SumOfTwoOp s -> Parameters.of(s).toBytes();
            case MulOp m -> Parameters.of(m).toBytes();
            case RescaleOp r -> Parameters.of(r).toBytes();
            case TableOp t -> t.table();
            default -> throw new CodegenException(op, "it is not an element-wise operation");
        };
    }

    private Instruction instruction(int destination, int[] local, int count) {
        return switch (op) {
            case AddOp a -> new Add(destination, local[0], local[1], CoreCode.ZERO, count, Parameters.mode(a.mode()));
            case SubOp s -> new Sub(destination, local[0], local[1], CoreCode.ZERO, count, Parameters.mode(s.mode()));
            case MulOp m -> new Mul(destination, local[0], local[1], CoreCode.ZERO, count, Parameters.mode(m.mode()));
            case RescaleOp r -> new Rescale(destination, local[0], CoreCode.ZERO, count, Parameters.mode(r.mode()));
            case TableOp _ -> new Table(destination, local[0], CoreCode.ZERO, count);
            default -> throw new CodegenException(op, "it is not an element-wise operation");
        };
    }
}
