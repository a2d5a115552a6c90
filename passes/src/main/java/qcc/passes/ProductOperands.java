package qcc.passes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.LinearOp;
import qcc.ir.DenseArrayAttr;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * The operands of a product with weights, that is, of a convolution or a fully connected layer.
 *
 * @param weights with the output channels on axis 0
 * @param bias one value for each output channel
 * @param residual added before the activation
 */
public record ProductOperands(Value input, Value weights, Optional<Value> bias, Optional<Value> residual) {

    /** The operands of an operation that is a product with weights. */
    public static Optional<ProductOperands> of(Op op) {
        return switch (op) {
            case ConvOp c -> Optional.of(new ProductOperands(c.input(), c.weights(), c.bias(), c.residual()));
            case LinearOp l -> Optional.of(new ProductOperands(l.input(), l.weights(), l.bias(), l.residual()));
            case null, default -> Optional.empty();
        };
    }

    /** The axis of the output channels in the result of a product with weights. */
    public static int channelAxis(Op product) {
        int rank = ((TensorType) product.result().type()).rank();
        return product instanceof ConvOp c ? c.layout().channelAxis(rank) : rank - 1;
    }

    public ProductOperands withInput(Value other) {
        return new ProductOperands(other, weights, bias, residual);
    }

    public ProductOperands withWeights(Value other) {
        return new ProductOperands(input, other, bias, residual);
    }

    public ProductOperands withBias(Value other) {
        return new ProductOperands(input, weights, Optional.of(other), residual);
    }

    public ProductOperands withResidual(Value other) {
        return new ProductOperands(input, weights, bias, Optional.of(other));
    }

    /** The number of output channels. */
    public int outputChannels() {
        return Math.toIntExact(((TensorType) weights.type()).dimension(0));
    }

    /** In the order of the slots. */
    public List<Value> values() {
        var all = new ArrayList<Value>(List.of(input, weights));
        bias.ifPresent(all::add);
        residual.ifPresent(all::add);
        return all;
    }

    /** The sizes of the slots. */
    public DenseArrayAttr segments() {
        return DenseArrayAttr.ofInts(1, 1, bias.isPresent() ? 1 : 0, residual.isPresent() ? 1 : 0);
    }

    /** Gives these operands to a product with weights. */
    public void assign(OpBuilder builder, Op product) {
        builder.setOperands(product, values());
        builder.setProperty(product, OpDef.OPERAND_SEGMENTS, segments());
    }
}
