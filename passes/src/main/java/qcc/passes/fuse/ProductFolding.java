package qcc.passes.fuse;

import java.util.Optional;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ConstantOp;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.rewrite.Outcome;
import qcc.ir.rewrite.Rewriter;
import qcc.passes.ConstantData;
import qcc.passes.ProductOperands;

/** Folds a function of each channel into the weights and the bias of the product before it. */
final class ProductFolding {
    private ProductFolding() {}

    /** Why a product cannot take over the operation behind it; nothing if it can. */
    static Optional<String> obstacle(Value feature) {
        var product = feature.definingOp();
        var operands = ProductOperands.of(product);
        if (operands.isEmpty()) {
            return Optional.of("the input is no convolution or fully connected layer");
        }
        if (feature.type().elementType() != FloatType.F32) {
            return Optional.of("the product is not of f32");
        }
        if (!feature.hasOneUse()) {
            return Optional.of("the product has another use");
        }
        if (Clamp.of(product).isPresent() || operands.get().residual().isPresent()) {
            return Optional.of("the product has a residual or an activation already");
        }
        boolean constant = ConstantData.ofReals(operands.get().weights()).isPresent()
                && operands.get().bias().map(b -> ConstantData.ofReals(b).isPresent()).orElse(true);
        return constant ? Optional.empty() : Optional.of("weights or bias are not constant");
    }

    /** Gives the product before {@code op} new weights and a new bias and lets it stand for {@code op}. */
    static Outcome fold(Op op, Value feature, ChannelAffine affine, Rewriter rewriter) {
        var product = feature.definingOp();
        var operands = ProductOperands.of(product).orElseThrow();
        rewriter.setInsertionPoint(product);
        var changed = operands.withBias(bias(operands, affine, rewriter, product));
        if (!affine.isShift()) {
            changed = changed.withWeights(weights(operands, affine, rewriter, product));
        }
        changed.assign(rewriter, product);
        rewriter.setLocation(product, rewriter.fusedLocation(product, op));
        return rewriter.replace(op, product.result());
    }

    private static Value weights(ProductOperands operands, ChannelAffine affine, Rewriter rewriter, Op product) {
        var constant = ConstantData.ofReals(operands.weights()).orElseThrow();
        var scaled = affine.scaled(ConstantData.floats(constant));
        var value = ConstantData.ofFloats(product, ConstantData.nameOf(constant), constant.type(), scaled);
        return ConstantOp.create(rewriter, constant.location(), value).result();
    }

    private static Value bias(ProductOperands operands, ChannelAffine affine, Rewriter rewriter, Op product) {
        var constant = operands.bias().flatMap(ConstantData::ofReals);
        var shifted = affine.shifted(constant.map(ConstantData::floats));
        var name = constant.map(ConstantData::nameOf).orElse("bias");
        var value = ConstantData.ofFloats(product, name, TensorType.of(FloatType.F32, shifted.length), shifted);
        return ConstantOp.create(rewriter, product.location(), value).result();
    }
}
