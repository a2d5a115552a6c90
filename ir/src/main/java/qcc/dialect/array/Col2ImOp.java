package qcc.dialect.array;

import java.util.Arrays;
import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.DenseArrayAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Columns of sliding blocks added up to the image they were taken of. */
public final class Col2ImOp extends Op implements ArrayMove {
    public static final OpDef<Col2ImOp> DEF = OpDef.of("array.col2im", Col2ImOp.class, Col2ImOp::new)
            .summary("columns of sliding blocks added up to an image")
            .description(
                    """
                            The input has shape [N, C * block elements, blocks]: each column is one position of a block that slides over the padded image by
                            `strides`, its elements `dilations` apart. Each element goes back to where it came from; those that meet are added.""")
            .example(
                    """
                            %y = array.col2im %x, %image, %block {dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>}
                                : (tensor<1x5x5xf32>, tensor<2xi64>, tensor<2xi64>) -> tensor<1x1x5x5xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("image_shape", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .operand("block_shape", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("strides", DenseArrayAttr.class, "step between blocks on each spatial axis")
            .attribute("dilations", DenseArrayAttr.class, "step inside a block on each spatial axis")
            .attribute("pads", DenseArrayAttr.class, "elements added before each spatial axis, then after each")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private Col2ImOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the lists of the operands have a known length. */
    public static Col2ImOp create(OpBuilder builder, Location location, Value input, Value imageShape, Value blockShape, long[] strides,
            long[] dilations, long[] pads) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, imageShape, blockShape)
                .property("strides", DenseArrayAttr.ofLongs(strides)).property("dilations", DenseArrayAttr.ofLongs(dilations))
                .property("pads", DenseArrayAttr.ofLongs(pads))
                .results(type.withShape(inferShape(type.shape(), imageShape, blockShape))));
    }

    public long[] strides() {
        return longsProperty("strides");
    }

    public long[] dilations() {
        return longsProperty("dilations");
    }

    public long[] pads() {
        return longsProperty("pads");
    }

    private static Shape inferShape(Shape input, Value imageShape, Value blockShape) {
        ArrayTypes.requireRank(input, 3, "columns");
        int rank = ArrayTypes.listLength(ArrayTypes.shape(imageShape), "the shape of the image");
        var dimensions = ArrayTypes.unknown(rank + 2).toArray();
        dimensions[0] = input.dimension(0);
        var block = ConstantOperand.longs(blockShape);
        if (block.isPresent() && !input.isDynamic(1)) {
            long elements = Arrays.stream(block.get()).reduce(1, Math::multiplyExact);
            if (elements < 1 || input.dimension(1) % elements != 0) {
                throw new IllegalArgumentException("has columns of " + input.dimension(1) + " elements for blocks of " + elements);
            }
            dimensions[1] = input.dimension(1) / elements;
        }
        ConstantOperand.longs(imageShape).ifPresent(image -> System.arraycopy(image, 0, dimensions, 2, rank));
        return Shape.of(dimensions);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(operand(0)), operand(1), operand(2)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
        int rank = ArrayTypes.shape(result()).rank() - 2;
        if (strides().length != rank || dilations().length != rank || pads().length != 2 * rank) {
            check.error("expects %d strides, %d dilations and %d pads", rank, rank, 2 * rank);
        }
    }
}
