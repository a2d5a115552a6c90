package qcc.passes.quantize;

import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.BatchNormOp;
import qcc.dialect.nn.CastOp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.DropoutOp;
import qcc.dialect.nn.IdentityOp;
import qcc.dialect.nn.LinearOp;
import qcc.dialect.nn.LrnOp;
import qcc.dialect.nn.MatMulOp;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.NnDynamic;
import qcc.dialect.nn.NnOp;
import qcc.dialect.nn.NnShape;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.RequantizeOp;
import qcc.dialect.nn.SigmoidOp;
import qcc.dialect.nn.SoftmaxOp;
import qcc.dialect.nn.SubOp;
import qcc.dialect.nn.TanhOp;
import qcc.dialect.nn.UnaryOp;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.Terminator;
import qcc.ir.Value;
import qcc.passes.ConstantData;
import qcc.passes.ProductOperands;

/** How an operation on reals is carried out on integers. */
enum IntegerForm {
    /** A product with constant weights: an accumulator, a bias and one requantization. */
    WEIGHTED,
    /** Any operands, a result with a grid of its own. */
    OWN_GRID,
    /** Operands and result on one grid. */
    SHARED_GRID,
    /** A function with values in [0, 1). */
    UNIT,
    /** A function with values in [-1, 1). */
    SIGNED_UNIT,
    /** Stays on reals. */
    NONE;

    /** The reals that the grid of {@link #UNIT} functions represents. */
    static final ValueRange UNIT_RANGE = new ValueRange(0, 255.0 / 256);

    /** The reals that the grid of {@link #SIGNED_UNIT} functions represents. */
    static final ValueRange SIGNED_UNIT_RANGE = new ValueRange(-1, 127.0 / 128);

    static IntegerForm of(Op op) {
        if (!(op instanceof NnOp nn) || op.result().type().elementType() != FloatType.F32) {
            return NONE;
        }
        return switch (nn) {
            case ConvOp _,LinearOp _ -> hasConstantWeights(op) ? WEIGHTED : NONE;
            case MatMulOp _,AddOp _,SubOp _,MulOp _,MeanOp _,UnaryOp _ -> OWN_GRID;
            case AvgPoolOp _,MaxPoolOp _,ReluOp _,ClampOp _,DropoutOp _,IdentityOp _ -> SHARED_GRID;
            case NnShape _ -> SHARED_GRID;
            case SigmoidOp _ -> UNIT;
            case SoftmaxOp softmax -> isFinal(softmax.result()) ? NONE : UNIT;
            case TanhOp _ -> SIGNED_UNIT;
            case ConstantOp _,BatchNormOp _,CastOp _,DivOp _,LrnOp _,RequantizeOp _,NnDynamic _ -> NONE;
        };
    }

    private static boolean hasConstantWeights(Op op) {
        var operands = ProductOperands.of(op).orElseThrow();
        return ConstantData.ofReals(operands.weights()).isPresent()
                && operands.bias().map(b -> ConstantData.ofReals(b).isPresent()).orElse(true);
    }

    /** Whether nothing but the end of the function reads a value, if need be in another shape. */
    static boolean isFinal(Value value) {
        return value.uses().stream().map(use -> use.owner())
                .allMatch(user -> user instanceof Terminator || user instanceof NnShape && isFinal(user.result()));
    }
}
