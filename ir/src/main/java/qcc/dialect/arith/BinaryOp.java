package qcc.dialect.arith;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import qcc.ir.Attribute;
import qcc.ir.FoldResult;
import qcc.ir.IndexType;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.SameOperandsAndResultType;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.ir.VectorType;

/** Integer arithmetic on two values of one type, element by element, modulo 2^width. */
public abstract sealed class BinaryOp extends Op implements ArithOp, Pure, SameOperandsAndResultType
        permits AddIOp, SubIOp, MulIOp, XOrIOp {
    private static final String PHRASE = "signless-integer-like";

    BinaryOp(OpDef<?> def, OpState state) {
        super(def, state);
    }

    /** What all definitions have in common: two operands and a result of one type. */
    static <O extends BinaryOp> OpDef<O> define(String name, Class<O> kind, Function<OpState, O> factory) {
        return OpDef.of(name, kind, factory).operand("lhs", PHRASE, BinaryOp::isSignlessIntegerLike)
                .operand("rhs", PHRASE, BinaryOp::isSignlessIntegerLike).result("result", PHRASE, BinaryOp::isSignlessIntegerLike)
                .form(new BinaryForm()).example("""
                        func.func @example(%%a: i32, %%b: i32) -> i32 {
                          %%0 = %s %%a, %%b : i32
                          return %%0 : i32
                        }""".formatted(name));
    }

    /** Whether a type is a signless integer or {@code index}, or a vector or tensor of such. */
    private static boolean isSignlessIntegerLike(Type type) {
        return switch (type) {
            case VectorType v -> isSignlessInteger(v.element());
            case TensorType t -> isSignlessInteger(t.element());
            default -> isSignlessInteger(type);
        };
    }

    private static boolean isSignlessInteger(Type type) {
        return type instanceof IntegerType i && i.isSignless() || type instanceof IndexType;
    }

    public Value lhs() {
        return operand(0);
    }

    public Value rhs() {
        return operand(1);
    }

    /** What the operation does to two integers; only the low bits of the type's width count. */
    abstract LongBinaryOperator arithmetic();

    /** What is known without both operands being constants. */
    abstract FoldResult foldIdentity(Attribute rhs);

    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        var rhs = constantOperands.get(1);
        if (constantOperands.get(0) != null && rhs != null) {
            Optional<Attribute> folded = IntegerConstants.combine(constantOperands.get(0), rhs, arithmetic());
            if (folded.isPresent()) {
                return new FoldResult.ToConstant(folded.get());
            }
        }
        return foldIdentity(rhs);
    }
}
