package qcc.dialect.cim;

import java.util.List;
import qcc.ir.Attribute;
import qcc.ir.FoldResult;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.ValuePreserving;
import qcc.ir.Verifier;

/** The same bytes in the same order under another shape; nothing is moved. */
public final class ViewOp extends Op implements CimMoveOp, Pure, ValuePreserving {
    public static final OpDef<ViewOp> DEF = OpDef.of("cim.view", ViewOp.class, ViewOp::new)
            .summary("the same bytes under another shape")
            .description("""
                    The same bytes in the same order under the shape of the result, which has as many. No instruction is made for
                    it.""")
            .example("%y = cim.view %x : (tensor<1x1x1x16xi8>) -> tensor<1x16xi8>")
            .operand("input", CimTypes.ELEMENTS_PHRASE, CimTypes.ELEMENTS)
            .result("result", CimTypes.ELEMENTS_PHRASE, CimTypes.ELEMENTS)
            .format("operands attr-dict `:` functional-type");

    private ViewOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation for a result shape. */
    public static ViewOp create(OpBuilder builder, Location location, Value input, Shape shape) {
        return builder.create(DEF, new OpState(location).operands(input).results(((TensorType) input.type()).withShape(shape)));
    }

    public Value input() {
        return operand(0);
    }

    /** The same shape is the same tensor. */
    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        return input().type().equals(result().type()) ? new FoldResult.To(input()) : FoldResult.NONE;
    }

    @Override
    public void verify(Verifier check) {
        var from = (TensorType) input().type();
        var to = (TensorType) result().type();
        if (from.shape().elements() != to.shape().elements() || !from.element().equals(to.element())) {
            check.error("expects as many bytes in its input as in its result, of elements of one type");
        }
    }
}
