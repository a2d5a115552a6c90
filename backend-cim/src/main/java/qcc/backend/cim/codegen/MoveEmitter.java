package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import qcc.chip.Chip;
import qcc.dialect.cim.CimMoveOp;
import qcc.dialect.cim.ConcatOp;
import qcc.dialect.cim.PadOp;
import qcc.dialect.cim.SliceOp;
import qcc.dialect.cim.TransposeOp;
import qcc.dialect.cim.ViewOp;
import qcc.ir.Op;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * Bytes that change their places in global memory, through a buffer in local memory. Where other cores make or read them, and rows of the
 * input stay rows of the output in the same order, they are moved row by row.
 */
final class MoveEmitter {
    /** The axis of rows of a map [1, H, W, C]. */
    private static final int ROWS = 1;
    /** Inputs that are copied side by side, each with registers of its own. */
    private static final int MOST_SIDE_BY_SIDE = 8;

    /**
     * Bytes of one input.
     *
     * @param value the input
     * @param shape what is copied of it
     * @param source address of the first byte
     * @param destination address of the first byte's new place
     * @param firstRow the first row read, on a map
     * @param rowStep rows from one that is read to the next, on a map
     */
    private record Piece(Value value, Shape shape, int source, int[] sourceStrides, int destination, int[] destinationStrides, int firstRow,
            int rowStep) {
        int rows() {
            return Math.toIntExact(shape.dimension(ROWS));
        }
    }

    private final CoreCode code;
    private final Op op;
    private final GlobalMemory memory;
    private final StepTokens tokens;
    private final int capacity;

    MoveEmitter(CoreCode code, Chip chip, Op op, GlobalMemory memory, StepTokens tokens) {
        this.code = code;
        this.op = op;
        this.memory = memory;
        this.tokens = tokens;
        this.capacity = (int) Math.min(chip.typeOf(code.core()).core().localMem().bytes(), CoreCode.MAX_FIELD);
    }

    void emit(CimMoveOp move) {
        switch (move) {
            case ConcatOp c -> emitPieces(pieces(c), c.axis() > ROWS, keepsRows(c));
            case PadOp p -> pad(p);
            case SliceOp s -> emitPieces(List.of(piece(s)), false, keepsRows(s) && s.steps()[ROWS] > 0);
            case TransposeOp t -> emitPieces(List.of(piece(t)), false,
                    keepsRows(t) && t.permutation()[0] == 0 && t.permutation()[ROWS] == ROWS);
            case ViewOp v -> throw new CodegenException(v, "a view moves nothing");
        }
    }

    /** Whether everything is a map of one sample, whose rows are counted one by one. */
    private static boolean keepsRows(Op op) {
        return op.operands().stream().allMatch(MoveEmitter::isMap) && isMap(op.result());
    }

    private static boolean isMap(Value value) {
        var shape = shape(value);
        return shape.rank() == 4 && shape.dimension(0) == 1 && RowUnit.of(value).rows() == shape.dimension(ROWS);
    }

    private static Shape shape(Value value) {
        return ((TensorType) value.type()).shape();
    }

    /** Bytes between neighbors on each axis of a row-major tensor. */
    private static int[] strides(Shape shape) {
        var strides = new int[shape.rank()];
        int stride = 1;
        for (int i = shape.rank() - 1; i >= 0; i--) {
            strides[i] = stride;
            stride = Math.multiplyExact(stride, Math.toIntExact(shape.dimension(i)));
        }
        return strides;
    }

    private List<Piece> pieces(ConcatOp concat) {
        var pieces = new ArrayList<Piece>();
        int axis = concat.axis();
        var to = strides(shape(concat.result()));
        int offset = 0;
        for (var part : concat.operands()) {
            if (shape(part).elements() > 0) {
                pieces.add(new Piece(part, shape(part), memory.address(part), strides(shape(part)),
                        memory.address(concat.result()) + offset, to, 0, 1));
            }
            offset += Math.toIntExact(shape(part).dimension(axis)) * to[axis];
        }
        return pieces;
    }

    private Piece piece(SliceOp slice) {
        var from = strides(shape(slice.input()));
        int base = memory.address(slice.input());
        var stepped = from.clone();
        for (int i = 0; i < from.length; i++) {
            base += Math.toIntExact(slice.starts()[i]) * from[i];
            stepped[i] = Math.toIntExact(slice.steps()[i]) * from[i];
        }
        boolean hasRows = from.length > ROWS;
        return new Piece(slice.input(), shape(slice.result()), base, stepped, memory.address(slice.result()),
                strides(shape(slice.result())), hasRows ? Math.toIntExact(slice.starts()[ROWS]) : 0,
                hasRows ? Math.toIntExact(slice.steps()[ROWS]) : 1);
    }

    private Piece piece(TransposeOp transpose) {
        var from = strides(shape(transpose.input()));
        var moved = Arrays.stream(transpose.permutation()).map(axis -> from[axis]).toArray();
        return new Piece(transpose.input(), shape(transpose.result()), memory.address(transpose.input()), moved,
                memory.address(transpose.result()), strides(shape(transpose.result())), 0, 1);
    }

    private void pad(PadOp pad) {
        fillAll(pad);
        if (shape(pad.input()).elements() == 0) {
            signal(RowUnit.of(op.result()).rows());
            return;
        }
        var to = strides(shape(pad.result()));
        int base = memory.address(pad.result());
        for (int i = 0; i < to.length; i++) {
            base += Math.toIntExact(pad.low()[i]) * to[i];
        }
        var piece = new Piece(pad.input(), shape(pad.input()), memory.address(pad.input()), strides(shape(pad.input())), base, to, 0, 1);
        if (keepsRows(pad) && tokens.stream()) {
            signal(Math.toIntExact(pad.low()[ROWS]));
            emitRows(List.of(piece));
            signal(Math.toIntExact(pad.high()[ROWS]));
        } else {
            emitPieces(List.of(piece), false, false);
        }
    }

    private void fillAll(PadOp pad) {
        int total = Math.toIntExact(shape(pad.result()).elements());
        int chunk = Math.min(total, capacity);
        code.fill(CoreCode.ZERO, pad.value(), chunk);
        int global = code.register();
        code.load(global, memory.address(pad.result()));
        code.chunks(total, chunk, count -> {
            code.moveOut(CoreCode.ZERO, global, 1, count, 0, 0);
            code.add(global, global, count);
        });
    }

    private void signal(int rows) {
        if (rows > 0) {
            tokens.signal(new Part(code.core(), 0, RowUnit.of(op.result()).rows()), rows);
        }
    }

    /**
     * Copies all pieces.
     *
     * @param sideBySide whether they lie side by side in each row, on a map
     * @param byRows whether rows stay rows in their order
     */
    private void emitPieces(List<Piece> pieces, boolean sideBySide, boolean byRows) {
        if (tokens.stream() && byRows && sideBySide && pieces.size() <= MOST_SIDE_BY_SIDE) {
            emitRows(pieces);
        } else if (tokens.stream() && byRows && !sideBySide) {
            pieces.forEach(piece -> code.scope(() -> emitRows(List.of(piece))));
        } else {
            pieces.stream().map(Piece::value).distinct().forEach(tokens::await);
            pieces.forEach(piece -> code.scope(() -> emitWhole(piece)));
            signal(RowUnit.of(op.result()).rows());
        }
    }

    private void emitWhole(Piece piece) {
        int from = code.register();
        int to = code.register();
        code.load(from, piece.source);
        code.load(to, piece.destination);
        new StridedCopy(code, capacity, piece.shape, piece.sourceStrides, piece.destinationStrides).emit(from, to);
    }

    /** Where the next row of a piece is read. */
    private record Reader(Piece piece, RowCursor cursor, int address) {}

    /** Copies row after row, each when it is there, of all pieces side by side. */
    private void emitRows(List<Piece> pieces) {
        var first = pieces.getFirst();
        var readers = pieces.stream().map(this::reader).toList();
        int row = code.register();
        int from = code.register();
        int to = code.register();
        code.load(row, first.destination);
        code.loop(first.rows(), () -> {
            for (var reader : readers) {
                var piece = reader.piece;
                reader.cursor.await(piece.firstRow, piece.firstRow + (piece.rows() - 1) * piece.rowStep + 1);
                code.add(from, reader.address, 0);
                code.add(to, row, piece.destination - first.destination);
                new StridedCopy(code, capacity, piece.shape.with(ROWS, 1), piece.sourceStrides, piece.destinationStrides).emit(from, to);
                code.add(reader.address, reader.address, piece.sourceStrides[ROWS]);
                reader.cursor.advance(piece.rowStep);
            }
            signal(1);
            code.add(row, row, first.destinationStrides[ROWS]);
        });
    }

    private Reader reader(Piece piece) {
        var input = shape(piece.value);
        int rowBytes = Math.toIntExact(input.dimension(2) * input.dimension(3));
        var cursor = new RowCursor(code, tokens.rows(piece.value, rowBytes), piece.firstRow + 1);
        int address = code.register();
        code.load(address, piece.source);
        return new Reader(piece, cursor, address);
    }
}
