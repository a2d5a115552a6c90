package qcc.cli.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import qcc.dialect.quant.CalibratedType;
import qcc.dialect.quant.QuantizedType;
import qcc.dialect.quant.UniformPerAxisType;
import qcc.dialect.quant.UniformSubChannelType;
import qcc.dialect.quant.UniformType;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.passes.quantize.ValueRange;

/** Types as lines of a label. */
final class TypeText {
    private TypeText() {}

    /** The shape and element of a value, its grid if it is quantized, and the range that calibration found. */
    static List<String> of(Value value) {
        var lines = new ArrayList<>(of(value.type()));
        ValueRange.of(value).ifPresent(range -> lines.add("[%s, %s]".formatted(number(range.min()), number(range.max()))));
        return lines;
    }

    /** The shape and element of a type, and its grid if it is quantized. */
    static List<String> of(Type type) {
        if (!(type instanceof TensorType tensor)) {
            return List.of(type.toString());
        }
        var shape = tensor.shape().prefix().replaceFirst("x$", "");
        var name = shape.isEmpty() ? element(tensor.element()) : shape + " " + element(tensor.element());
        var grid = grid(tensor.element());
        return grid.isEmpty() ? List.of(name) : List.of(name, grid);
    }

    private static String element(Type type) {
        return switch (type) {
            case QuantizedType quantized -> (quantized.storage().signed() ? "i" : "u") + quantized.storage().width();
            case CalibratedType calibrated -> calibrated.expressed().toString();
            default -> type.toString();
        };
    }

    private static String grid(Type element) {
        return switch (element) {
            case UniformType t -> "scale " + number(t.scale()) + ", zero " + t.zeroPoint();
            case UniformPerAxisType t -> grids(t.scales(), t.zeroPoints());
            case UniformSubChannelType t -> grids(t.scales(), t.zeroPoints());
            case CalibratedType t -> "[%s, %s]".formatted(number(t.min()), number(t.max()));
            default -> "";
        };
    }

    private static String grids(double[] scales, long[] zeroPoints) {
        var least = Arrays.stream(scales).min().orElseThrow();
        var most = Arrays.stream(scales).max().orElseThrow();
        var zeros = LongStream.of(zeroPoints).distinct().toArray();
        return "scales %s..%s, zero%s".formatted(number(least), number(most), zeros.length == 1 ? " " + zeros[0] : "s differ");
    }

    /** Three significant digits. */
    static String number(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
    }
}
