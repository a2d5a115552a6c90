package qcc.tests;

import static qcc.tests.ScalarNumbers.clamp;
import static qcc.tests.ScalarNumbers.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import qcc.dialect.cim.AddOp;
import qcc.dialect.cim.AvgPoolOp;
import qcc.dialect.cim.ConcatOp;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.MaxPoolOp;
import qcc.dialect.cim.MulOp;
import qcc.dialect.cim.PadOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.RequantizeOp;
import qcc.dialect.cim.RescaleOp;
import qcc.dialect.cim.SliceOp;
import qcc.dialect.cim.SubOp;
import qcc.dialect.cim.SumOp;
import qcc.dialect.cim.TableOp;
import qcc.dialect.cim.TransposeOp;
import qcc.dialect.cim.ViewOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.Window;
import qcc.ir.DenseElementsAttr;
import qcc.ir.Op;
import qcc.ir.SymbolTable;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** What the operations of the {@code cim} dialect mean, element by element, as their descriptions say. */
final class ScalarReference {
    private final SymbolTable symbols;
    private final Map<Value, int[]> values = new HashMap<>();

    private ScalarReference(FuncOp function) {
        this.symbols = new SymbolTable(SymbolTable.nearest(function.parentOp()));
    }

    /** The results of a device function on one sample. */
    static List<byte[]> run(FuncOp function, List<byte[]> arguments) {
        var reference = new ScalarReference(function);
        for (int i = 0; i < arguments.size(); i++) {
            reference.values.put(function.entry().arguments().get(i), widen(arguments.get(i)));
        }
        for (var op : function.entry()) {
            if (!(op instanceof ReturnOp)) {
                reference.values.put(op.result(), reference.evaluate(op));
            }
        }
        return function.entry().last().operands().stream().map(v -> narrow(reference.values.get(v))).toList();
    }

    private static int[] widen(byte[] bytes) {
        var wide = new int[bytes.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = bytes[i];
        }
        return wide;
    }

    private static byte[] narrow(int[] wide) {
        var bytes = new byte[wide.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) wide[i];
        }
        return bytes;
    }

    private int[] evaluate(Op op) {
        return switch (op) {
            case ProductOp p -> product(p);
            case RequantizeOp r -> requantize(r);
            case SumOp s -> sum(s);
            case MaxPoolOp m -> pool(m, m.window(), false, 0);
            case AvgPoolOp a -> pool(a, a.window(), a.countIncludePad(), a.padValue());
            case AddOp a -> map(a, (x, y) -> sum(a.mode(), 1, x, y, new int[]{a.lhsZeroPoint(), a.lhsMultiplier(), a.lhsShift(),
                    a.rhsZeroPoint(), a.rhsMultiplier(), a.rhsShift(), a.outputMultiplier(), a.outputShift(), a.outputZeroPoint(),
                    a.clampMin(), a.clampMax()}));
            case SubOp s -> map(s, (x, y) -> sum(s.mode(), -1, x, y, new int[]{s.lhsZeroPoint(), s.lhsMultiplier(), s.lhsShift(),
                    s.rhsZeroPoint(), s.rhsMultiplier(), s.rhsShift(), s.outputMultiplier(), s.outputShift(), s.outputZeroPoint(),
                    s.clampMin(), s.clampMax()}));
            case MulOp m -> map(m, (x, y) -> clamp(scale(m.mode(), (long) (x - m.lhsZeroPoint()) * (y - m.rhsZeroPoint()), m.multiplier(),
                    m.shift()), m.outputZeroPoint(), m.clampMin(), m.clampMax()));
            case RescaleOp r -> map(r, (x, _) -> clamp(scale(r.mode(), x - r.inputZeroPoint(), r.multiplier(), r.shift()),
                    r.outputZeroPoint(), r.clampMin(), r.clampMax()));
            case TableOp t -> {
                var table = t.table();
                yield map(t, (x, _) -> table[x + 128]);
            }
            case ViewOp v -> values.get(v.input());
            case ConcatOp c -> concat(c);
            case PadOp p -> pad(p);
            case SliceOp s -> slice(s);
            case TransposeOp t -> transpose(t);
            default -> throw new AssertionError(op.name());
        };
    }

    private static int[] dimensions(Value value) {
        var shape = ((TensorType) value.type()).shape().toArray();
        var dimensions = new int[shape.length];
        for (int i = 0; i < shape.length; i++) {
            dimensions[i] = (int) shape[i];
        }
        return dimensions;
    }

    private static int elements(Value value) {
        return (int) ((TensorType) value.type()).shape().elements();
    }

    private interface Element {
        int of(int x, int y);
    }

    private int[] map(Op op, Element element) {
        var x = values.get(op.operand(0));
        var y = values.get(op.operand(op.operandCount() - 1));
        var result = new int[x.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = element.of(x[i], y[i]);
        }
        return result;
    }

    private static int sum(RequantizeMode mode, int sign, int x, int y, int[] p) {
        long a = x - p[0];
        long b = y - p[3];
        long scaled = switch (mode) {
            case DOUBLE, SINGLE -> scale(mode, scale(mode, a << 20, p[1], p[2]) + sign * scale(mode, b << 20, p[4], p[5]), p[6], p[7]);
            case FLOAT -> (long) Math
                    .rint((a * Float.intBitsToFloat(p[1]) + sign * (b * Float.intBitsToFloat(p[4]))) / Float.intBitsToFloat(p[6]));
            case SHIFT -> {
                int finest = Math.min(0, Math.min(p[2], p[5]));
                yield scale(mode, (a << p[2] - finest) + sign * (b << p[5] - finest), 1, finest);
            }
        };
        return clamp(scaled, p[8], p[9], p[10]);
    }

    /** The element of a map at a place that may lie outside. */
    private static int at(int[] map, int[] dimensions, int y, int x, int c, int outside) {
        boolean inside = y >= 0 && y < dimensions[1] && x >= 0 && x < dimensions[2];
        return inside ? map[(y * dimensions[2] + x) * dimensions[3] + c] : outside;
    }

    private interface Tap {
        void at(int y, int x);
    }

    /** Calls for every element of the window of an output position, in the order of rows, then columns. */
    private static void window(Window window, int y, int x, Tap tap) {
        for (int i = 0; i < window.kernel().get(0); i++) {
            for (int j = 0; j < window.kernel().get(1); j++) {
                tap.at((int) (y * window.strides().get(0) - window.padBefore(0) + i * window.dilations().get(0)),
                        (int) (x * window.strides().get(1) - window.padBefore(1) + j * window.dilations().get(1)));
            }
        }
    }

    private int[] product(ProductOp op) {
        var to = dimensions(op.result());
        var result = op.sums().map(sums -> values.get(sums).clone()).orElseGet(() -> new int[elements(op.result())]);
        var bias = op.bias();
        for (int i = 0; i < (bias.length == 0 ? 0 : result.length); i++) {
            result[i] += bias[i % to[3]];
        }
        for (var share : op.shares()) {
            var group = symbols.lookup(share.group(), GroupOp.class).orElseThrow();
            var matrix = ((DenseElementsAttr) group.matrix()).toLongs();
            for (int position = share.firstRow() * to[2]; position < (share.firstRow() + share.rows()) * to[2]; position++) {
                var elements = elements(op, share, position / to[2], position % to[2]);
                for (int i = 0; i < matrix.length; i++) {
                    int column = share.firstColumn() + i % group.columns();
                    result[position * to[3] + column] += elements[i / group.columns()] * (int) matrix[i];
                }
            }
        }
        return result;
    }

    /** The part of the window of an output position that a group multiplies. */
    private int[] elements(ProductOp op, ProductOp.Share share, int y, int x) {
        var input = values.get(op.input());
        var from = dimensions(op.input());
        int outside = op.padValue();
        var taps = IntStream.builder();
        window(op.window(), y, x, (row, column) -> {
            for (int c = 0; c < share.channels(); c++) {
                taps.add(at(input, from, row, column, share.firstChannel() + c, outside));
            }
        });
        return taps.build().toArray();
    }

    private int[] requantize(RequantizeOp op) {
        var sums = values.get(op.sums());
        var residual = op.residual().map(values::get);
        var bias = op.bias();
        var multiplier = op.multiplier();
        var shift = op.shift();
        var residualMultiplier = op.residualMultiplier();
        var residualShift = op.residualShift();
        var mode = op.mode();
        int channels = bias.length;
        var result = new int[sums.length];
        for (int i = 0; i < sums.length; i++) {
            int c = i % channels;
            long sum = (long) sums[i] + bias[c];
            if (residual.isPresent()) {
                sum += scale(mode, residual.get()[i] - op.residualZeroPoint(), residualMultiplier[c], residualShift[c]);
            }
            result[i] = clamp(scale(mode, Math.toIntExact(sum), multiplier[c], shift[c]), op.outputZeroPoint(),
                    op.clampMin(), op.clampMax());
        }
        return result;
    }

    private int[] sum(SumOp op) {
        var input = values.get(op.input());
        var result = new int[elements(op.result())];
        for (int i = 0; i < input.length; i++) {
            result[i % result.length] += input[i];
        }
        return result;
    }

    private int[] pool(Op op, Window window, boolean padded, int padValue) {
        var input = values.get(op.operand(0));
        var from = dimensions(op.operand(0));
        var to = dimensions(op.result());
        var result = new int[elements(op.result())];
        for (int i = 0; i < result.length; i++) {
            int c = i % to[3];
            var taken = new ArrayList<Integer>();
            window(window, i / to[3] / to[2], i / to[3] % to[2], (y, x) -> {
                int value = at(input, from, y, x, c, padded ? padValue : Integer.MIN_VALUE);
                if (value != Integer.MIN_VALUE) {
                    taken.add(value);
                }
            });
            result[i] = op instanceof MaxPoolOp
                    ? taken.stream().mapToInt(v -> v).max().orElseThrow()
                    : ScalarNumbers.mean(taken.stream().mapToInt(v -> v).sum(), taken.size());
        }
        return result;
    }

    /** The place of element {@code flat} on each axis. */
    private static int[] index(int[] dimensions, int flat) {
        var index = new int[dimensions.length];
        for (int i = dimensions.length - 1; i >= 0; i--) {
            index[i] = flat % dimensions[i];
            flat /= dimensions[i];
        }
        return index;
    }

    private static int flat(int[] dimensions, int[] index) {
        int flat = 0;
        for (int i = 0; i < dimensions.length; i++) {
            flat = flat * dimensions[i] + index[i];
        }
        return flat;
    }

    private int[] concat(ConcatOp op) {
        var result = new int[elements(op.result())];
        int offset = 0;
        for (var part : op.operands()) {
            var from = dimensions(part);
            var input = values.get(part);
            for (int i = 0; i < input.length; i++) {
                var index = index(from, i);
                index[op.axis()] += offset;
                result[flat(dimensions(op.result()), index)] = input[i];
            }
            offset += from[op.axis()];
        }
        return result;
    }

    private int[] pad(PadOp op) {
        var input = values.get(op.input());
        var result = new int[elements(op.result())];
        Arrays.fill(result, op.value());
        for (int i = 0; i < input.length; i++) {
            var index = index(dimensions(op.input()), i);
            for (int axis = 0; axis < index.length; axis++) {
                index[axis] += (int) op.low()[axis];
            }
            result[flat(dimensions(op.result()), index)] = input[i];
        }
        return result;
    }

    private int[] slice(SliceOp op) {
        var input = values.get(op.input());
        var result = new int[elements(op.result())];
        for (int i = 0; i < result.length; i++) {
            var index = index(dimensions(op.result()), i);
            for (int axis = 0; axis < index.length; axis++) {
                index[axis] = (int) (op.starts()[axis] + index[axis] * op.steps()[axis]);
            }
            result[i] = input[flat(dimensions(op.input()), index)];
        }
        return result;
    }

    private int[] transpose(TransposeOp op) {
        var input = values.get(op.input());
        var result = new int[elements(op.result())];
        for (int i = 0; i < result.length; i++) {
            var to = index(dimensions(op.result()), i);
            var from = new int[to.length];
            for (int axis = 0; axis < to.length; axis++) {
                from[op.permutation()[axis]] = to[axis];
            }
            result[i] = input[flat(dimensions(op.input()), from)];
        }
        return result;
    }
}
