package qcc.dialect.quant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import qcc.dialect.quant.UniformSubChannelType.Block;
import qcc.ir.AsmParser;
import qcc.ir.FloatType;
import qcc.ir.ParseException;
import qcc.ir.Shape;
import qcc.ir.Type;

/** Reads the types of the dialect after their keyword. */
final class QuantTypeParser {
    private final AsmParser parser;
    private double[] scales = new double[4];
    private long[] zeroPoints = new long[4];
    private int count;

    QuantTypeParser(AsmParser parser) {
        this.parser = parser;
    }

    /** The type of a keyword, or empty if there is none. */
    Optional<Type> parse(String keyword) throws ParseException {
        int start = parser.offset();
        try {
            return switch (keyword) {
                case "uniform" -> Optional.of(uniform());
                case "any" -> Optional.of(any());
                case "calibrated" -> Optional.of(calibrated());
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            throw new ParseException(start, e.getMessage());
        }
    }

    private Storage storage() throws ParseException {
        int start = parser.offset();
        var word = parser.keyword();
        boolean signed = !word.startsWith("u");
        var digits = word.replaceFirst("^(i|si|u)(?=[0-9]{1,9}$)", "");
        if (digits.equals(word)) {
            throw new ParseException(start, "illegal storage type prefix: '" + word + "'");
        }
        var full = Storage.full(Integer.parseInt(digits), signed);
        if (!parser.accept("<")) {
            return full;
        }
        long min = parser.integer();
        parser.expect(":");
        long max = parser.integer();
        parser.expect(">");
        return new Storage(full.width(), signed, min, max);
    }

    private FloatType expressed() throws ParseException {
        int start = parser.offset();
        if (!(parser.type() instanceof FloatType type)) {
            throw new ParseException(start, "invalid kind of type specified: expected a floating-point type");
        }
        return type;
    }

    private Type any() throws ParseException {
        parser.expect("<");
        var storage = storage();
        var expressed = parser.accept(":") ? Optional.of(expressed()) : Optional.<FloatType>empty();
        parser.expect(">");
        return new AnyQuantizedType(storage, expressed);
    }

    private Type calibrated() throws ParseException {
        parser.expect("<");
        var expressed = expressed();
        parser.expect("<");
        double min = parser.floatLiteral();
        parser.expect(":");
        double max = parser.floatLiteral();
        parser.expect(">");
        parser.expect(">");
        return new CalibratedType(expressed, min, max);
    }

    private Type uniform() throws ParseException {
        parser.expect("<");
        var storage = storage();
        parser.expect(":");
        var expressed = expressed();
        if (!parser.accept(":")) {
            parser.expect(",");
            grid();
            parser.expect(">");
            return new UniformType(storage, expressed, scales[0], zeroPoints[0]);
        }
        var type = parser.accept("{") ? subChannel(storage, expressed) : perAxis(storage, expressed);
        parser.expect(">");
        return type;
    }

    private void grid() throws ParseException {
        if (count == scales.length) {
            scales = Arrays.copyOf(scales, 2 * count);
            zeroPoints = Arrays.copyOf(zeroPoints, 2 * count);
        }
        scales[count] = parser.floatLiteral();
        zeroPoints[count] = parser.accept(":") ? parser.integer() : 0;
        count++;
    }

    private Type perAxis(Storage storage, FloatType expressed) throws ParseException {
        long axis = parser.integer();
        parser.expect(",");
        parser.expect("{");
        do {
            grid();
        } while (parser.accept(","));
        parser.expect("}");
        return new UniformPerAxisType(storage, expressed, axisOf(axis), Arrays.copyOf(scales, count), Arrays.copyOf(zeroPoints, count));
    }

    private static int axisOf(long axis) {
        if (axis < 0 || axis > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("illegal quantized dimension: " + axis);
        }
        return (int) axis;
    }

    private Type subChannel(Storage storage, FloatType expressed) throws ParseException {
        var blocks = new ArrayList<Block>();
        do {
            int axis = axisOf(parser.integer());
            parser.expect(":");
            blocks.add(new Block(axis, parser.integer()));
        } while (parser.accept(","));
        parser.expect("}");
        parser.expect(",");
        var shape = new ArrayList<Long>();
        grids(shape, 0);
        return new UniformSubChannelType(storage, expressed, blocks, Shape.of(shape.stream().mapToLong(Long::longValue).toArray()),
                Arrays.copyOf(scales, count), Arrays.copyOf(zeroPoints, count));
    }

    /** Nested lists, of equal length at each depth. */
    private void grids(List<Long> shape, int depth) throws ParseException {
        int start = parser.offset();
        if (depth > 0 && !parser.accept("{")) {
            if (shape.size() != depth) {
                throw inconsistent(start);
            }
            grid();
            return;
        }
        if (depth == 0) {
            parser.expect("{");
        }
        if (shape.size() == depth) {
            if (count > 0) {
                throw inconsistent(start);
            }
            shape.add(0L);
        }
        long elements = 0;
        do {
            grids(shape, depth + 1);
            elements++;
        } while (parser.accept(","));
        parser.expect("}");
        if (shape.get(depth) != 0 && shape.get(depth) != elements) {
            throw inconsistent(start);
        }
        shape.set(depth, elements);
    }

    private static ParseException inconsistent(int start) {
        return new ParseException(start, "tensor literal is invalid; ranks are not consistent between elements");
    }
}
