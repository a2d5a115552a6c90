package qcc.dialect.nn;

import java.util.List;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** A matrix product over the last two axes, the others broadcast as NumPy does. */
public final class MatMulOp extends Op implements NnProduct, Pure, InferredTypes {
    public static final OpDef<MatMulOp> DEF = OpDef.of("nn.matmul", MatMulOp.class, MatMulOp::new)
            .summary("the matrix product of two tensors")
            .description("""
                    Rows by columns over the last two axes, [.., M, K] by [.., K, N]; the axes before are broadcast as NumPy does.
                    Both operands have rank 2 or more.

                    On quantized tensors `(a - za) * (b - zb)` is accumulated in i32 and requantized by `sa * sb / sy` in the mode
                    in force.""")
            .example("%y = nn.matmul %a, %b : (tensor<1x4x16x8xf32>, tensor<1x4x8x16xf32>) -> tensor<1x4x16x16xf32>")
            .operand("lhs", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .operand("rhs", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .result("result", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .format("operands attr-dict `:` functional-type");

    private MatMulOp(OpState state) {
        super(DEF, state);
    }

    /** Makes a product of reals. */
    public static MatMulOp create(OpBuilder builder, Location location, Value lhs, Value rhs) {
        var shape = inferShape(((TensorType) lhs.type()).shape(), ((TensorType) rhs.type()).shape());
        return builder.create(DEF, new OpState(location).operands(lhs, rhs).results(new TensorType(shape, lhs.type().elementType())));
    }

    public Value lhs() {
        return operand(0);
    }

    public Value rhs() {
        return operand(1);
    }

    private static Shape inferShape(Shape a, Shape b) {
        if (a.rank() < 2 || b.rank() < 2) {
            throw new IllegalArgumentException("expects operands of rank 2 or more, not " + a + " and " + b);
        }
        long inner = a.dimension(a.rank() - 1);
        long rows = b.dimension(b.rank() - 2);
        if (inner != rows && inner != Shape.DYNAMIC && rows != Shape.DYNAMIC) {
            throw new IllegalArgumentException("cannot multiply " + a + " by " + b + ": " + inner + " columns meet " + rows + " rows");
        }
        var outer = Broadcast.shapes(a.with(a.rank() - 2, 1).with(a.rank() - 1, 1), b.with(b.rank() - 2, 1).with(b.rank() - 1, 1));
        return outer.with(outer.rank() - 2, a.dimension(a.rank() - 2)).with(outer.rank() - 1, b.dimension(b.rank() - 1));
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(((TensorType) lhs().type()).shape(), ((TensorType) rhs().type()).shape()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        Quantization.verifyUniform(this, check);
    }
}
