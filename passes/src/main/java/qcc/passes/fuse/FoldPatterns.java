package qcc.passes.fuse;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.BatchNormOp;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.NnElementwise;
import qcc.dialect.nn.SubOp;
import qcc.dialect.nn.Window;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.rewrite.Outcome;
import qcc.ir.rewrite.Pattern;
import qcc.ir.rewrite.Rewriter;
import qcc.passes.ConstantData;
import qcc.passes.ProductOperands;

/** Folds constant functions of each channel into products, and makes products of those that stand alone. */
final class FoldPatterns {
    private FoldPatterns() {}

    /** {@code batch_norm(conv(x, w) + b)} is {@code conv(x, w * g) + (b - mean) * g + bias} with {@code g = scale / sqrt(variance + epsilon)}. */
    static final Pattern<BatchNormOp> BATCH_NORM_INTO_PRODUCT = Pattern.on(BatchNormOp.class, "batch-norm-into-product", (op, rewriter) -> {
        var affine = ChannelAffine.of(op).filter(ChannelAffine::isFinite);
        if (affine.isEmpty()) {
            return rewriter.noMatch("its parameters are not constant, or too large for f32");
        }
        var obstacle = ProductFolding.obstacle(op.input());
        if (obstacle.isPresent()) {
            return rewriter.noMatch(obstacle.get());
        }
        if (op.channelAxis() != ProductOperands.channelAxis(op.input().definingOp())) {
            return rewriter.noMatch("it normalizes another axis than that of the output channels");
        }
        return ProductFolding.fold(op, op.input(), affine.get(), rewriter);
    }).withBenefit(2);

    /**
     * A {@code batch_norm} that stands alone is a depthwise convolution of one element, which has one rounding where it is quantized; on a matrix,
     * which no convolution reads, it is {@code mul} and {@code add}.
     */
    static final Pattern<BatchNormOp> BATCH_NORM_ALONE = Pattern.on(BatchNormOp.class, "batch-norm-alone", (op, rewriter) -> {
        var affine = ChannelAffine.of(op).filter(ChannelAffine::isFinite);
        if (affine.isEmpty() || op.result().type().elementType() != FloatType.F32) {
            return rewriter.noMatch("its parameters are not constant f32 values, or too large for f32");
        }
        if (ProductFolding.obstacle(op.input()).isEmpty() && op.channelAxis() == ProductOperands.channelAxis(op.input().definingOp())) {
            return rewriter.noMatch("the product before it takes it over");
        }
        int rank = ((TensorType) op.input().type()).rank();
        return rank < 3 ? mulAndAdd(op, affine.get(), rewriter) : depthwise(op, affine.get(), rewriter);
    });

    /** {@code conv(x, w) + b} multiplied by one constant for each channel is {@code conv(x, w * c) + b * c}; so is a division. */
    static final Pattern<NnElementwise> SCALE_INTO_PRODUCT = Pattern.onTrait(NnElementwise.class, "scale-into-product",
            (op, rewriter) -> op instanceof MulOp || op instanceof DivOp
                    ? foldConstant(op, rewriter)
                    : rewriter.noMatch("'%s' is no multiplication or division", op.name()));

    /** {@code conv(x, w) + b} plus or minus one constant for each channel is a {@code conv} with another bias. */
    static final Pattern<NnElementwise> SHIFT_INTO_PRODUCT = Pattern.onTrait(NnElementwise.class, "shift-into-product",
            (op, rewriter) -> op instanceof AddOp || op instanceof SubOp
                    ? foldConstant(op, rewriter)
                    : rewriter.noMatch("'%s' is no addition or subtraction", op.name()));

    private static Outcome foldConstant(Op op, Rewriter rewriter) {
        if (Clamp.of(op).isPresent()) {
            return rewriter.noMatch("it has an activation");
        }
        var feature = op.operand(0);
        var obstacle = ProductFolding.obstacle(feature);
        if (obstacle.isPresent()) {
            return rewriter.noMatch(obstacle.get());
        }
        if (!feature.type().equals(op.result().type())) {
            return rewriter.noMatch("the product is broadcast");
        }
        var constant = ChannelConstant.of(op.operand(1), feature, ProductOperands.channelAxis(feature.definingOp()));
        var affine = constant.map(values -> affine(op, values)).filter(ChannelAffine::isFinite);
        return affine.isEmpty()
                ? rewriter.noMatch("the right operand is not one finite constant for each channel")
                : ProductFolding.fold(op, feature, affine.get(), rewriter);
    }

    private static ChannelAffine affine(Op op, double[] values) {
        return switch (op) {
            case MulOp _ -> ChannelAffine.scale(values);
            case DivOp _ -> ChannelAffine.scale(Arrays.stream(values).map(v -> 1 / v).toArray());
            case SubOp _ -> ChannelAffine.shift(Arrays.stream(values).map(v -> -v).toArray());
            default -> ChannelAffine.shift(values);
        };
    }

    private static Outcome depthwise(BatchNormOp op, ChannelAffine affine, Rewriter rewriter) {
        int rank = ((TensorType) op.input().type()).rank();
        var weights = new long[rank];
        Arrays.fill(weights, 1);
        weights[0] = affine.channels();
        var ones = LongStream.range(2, rank).map(_ -> 1).boxed().toList();
        var zeros = LongStream.range(0, 2L * (rank - 2)).map(_ -> 0).boxed().toList();
        var conv = ConvOp.create(rewriter, op.location(), op.input(),
                constant(op, op.scale(), Shape.of(weights), affine.factor(), rewriter),
                Optional.of(constant(op, op.bias(), Shape.of(affine.channels()), affine.offset(), rewriter)),
                new Window(ones, ones, ones, zeros), affine.channels(), op.layout());
        return rewriter.replace(op, conv.result());
    }

    private static Outcome mulAndAdd(BatchNormOp op, ChannelAffine affine, Rewriter rewriter) {
        var shape = Shape.of(affine.channels());
        var scaled = MulOp.create(rewriter, op.location(), op.input(), constant(op, op.scale(), shape, affine.factor(), rewriter));
        var sum = AddOp.create(rewriter, op.location(), scaled.result(), constant(op, op.bias(), shape, affine.offset(), rewriter));
        return rewriter.replace(op, sum.result());
    }

    private static Value constant(Op op, Value original, Shape shape, double[] values, Rewriter rewriter) {
        var name = ConstantData.nameOf((ConstantOp) original.definingOp());
        var data = ConstantData.ofFloats(op, name, new TensorType(shape, FloatType.F32), ChannelAffine.rounded(values));
        return ConstantOp.create(rewriter, op.location(), data).result();
    }
}
