package qcc.interpreter;

import qcc.dialect.quant.DequantizeCastOp;
import qcc.dialect.quant.QuantOp;
import qcc.dialect.quant.QuantizeCastOp;
import qcc.dialect.quant.QuantizedType;
import qcc.dialect.quant.StorageCastOp;
import qcc.ir.TensorType;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/** The casts between reals, quantized values and their storage integers, in f32. */
final class QuantCasts {
    private QuantCasts() {}

    static Tensor execute(QuantOp op, Invocation invocation) {
        return switch (op) {
            case QuantizeCastOp _ -> quantize(invocation);
            case DequantizeCastOp _ -> dequantize(invocation);
            case StorageCastOp _ -> storage(invocation);
        };
    }

    private static int[] gridOfElements(Grid grid, Tensor tensor) {
        return grid.isPerAxis() || grid.isBlockwise() ? grid.gridOfElements(tensor.shape().sample().dimensions()) : null;
    }

    private static Tensor quantize(Invocation invocation) {
        var input = invocation.floats(0);
        var grid = Grid.of(invocation.op(), (TensorType) invocation.op().result().type());
        input.firstNaN().ifPresent(index -> {
            throw invocation.error("meets NaN at index %s of its input ([sample, ...]), which no grid holds",
                    input.shape().describeIndex(index));
        });
        var grids = gridOfElements(grid, input);
        var result = Tensor.zeros(Elements.kind(invocation.resultElement()), input.shape());
        Elementwise.forPieces(input.elements(), invocation.parallel(), (from, count) -> {
            for (int i = from; i < from + count; i++) {
                result.setLong(i, grid.quantize(input.data()[i], grids == null ? 0 : grids[i % grids.length]));
            }
        });
        return result;
    }

    private static Tensor dequantize(Invocation invocation) {
        var input = invocation.integers(0);
        var grid = Grid.of(invocation.op(), (TensorType) invocation.op().operand(0).type());
        var grids = gridOfElements(grid, input);
        var result = new float[input.elements()];
        Elementwise.forPieces(result.length, invocation.parallel(), (from, count) -> {
            for (int i = from; i < from + count; i++) {
                result[i] = grid.dequantize((int) input.longAt(i), grids == null ? 0 : grids[i % grids.length]);
            }
        });
        return new FloatTensor(input.shape(), result);
    }

    /** The same bits: an unsigned storage integer is a signless integer of its width and back. */
    private static Tensor storage(Invocation invocation) {
        IntegerTensor input = invocation.integers(0);
        var kind = Elements.kind(invocation.resultElement());
        if (kind == input.elementType()) {
            return input;
        }
        var result = Tensor.zeros(kind, input.shape());
        boolean unsigned = invocation.resultElement() instanceof QuantizedType q && !q.isSigned();
        int width = unsigned ? ((QuantizedType) invocation.resultElement()).storageWidth() : 64;
        long mask = width == 64 ? -1 : (1L << width) - 1;
        for (int i = 0; i < result.elements(); i++) {
            result.setLong(i, input.longAt(i) & mask);
        }
        return result;
    }
}
