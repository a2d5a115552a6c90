package qcc.dialect.nn;

import java.util.List;
import java.util.Optional;
import qcc.ir.Attribute;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.Dialect;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.Type;

/** The dialect {@code nn}: neural networks on tensors of reals or quantized values. */
public final class NnDialect implements Dialect {
    private static final List<OpDef<?>> OPERATIONS = List.of(AddOp.DEF, AvgPoolOp.DEF, BatchNormOp.DEF, CastOp.DEF, ClampOp.DEF,
            ConcatOp.DEF, ConstantOp.DEF, ConstantOfShapeOp.DEF,
            ConvOp.DEF, DivOp.DEF, DropoutOp.DEF, DynamicPadOp.DEF, DynamicReshapeOp.DEF, DynamicSliceOp.DEF, ExpandOp.DEF,
            FlattenOp.DEF, GatherOp.DEF, IdentityOp.DEF, LinearOp.DEF, LrnOp.DEF, MatMulOp.DEF, MaxPoolOp.DEF, MeanOp.DEF, MulOp.DEF,
            PadOp.DEF, ReluOp.DEF, RequantizeOp.DEF, ReshapeOp.DEF, ShapeOfOp.DEF, SigmoidOp.DEF, SliceOp.DEF, SoftmaxOp.DEF,
            SqueezeOp.DEF, SubOp.DEF, TanhOp.DEF, TransposeOp.DEF, UnaryOp.DEF, UnsqueezeOp.DEF);

    @Override
    public String name() {
        return "nn";
    }

    @Override
    public List<OpDef<?>> operations() {
        return OPERATIONS;
    }

    @Override
    public Optional<Op> materializeConstant(Attribute value, Type type, Location location) {
        boolean data = value instanceof DenseElementsAttr || value instanceof DenseResourceAttr;
        return data ? Optional.of(ConstantOp.create(new OpBuilder(), location, value, type)) : Optional.empty();
    }
}
