package qcc.dialect.arith;

import java.util.List;
import java.util.Set;
import qcc.ir.Attribute;
import qcc.ir.FoldResult;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpForm;
import qcc.ir.OpParser;
import qcc.ir.OpPrinter;
import qcc.ir.OpState;
import qcc.ir.ParseException;
import qcc.ir.Pure;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.ir.VectorType;
import qcc.ir.Verifier;

/** One of two values. */
public final class SelectOp extends Op implements ArithOp, Pure {
    public static final OpDef<SelectOp> DEF = OpDef.of("arith.select", SelectOp.class, SelectOp::new)
            .summary("one of two values")
            .description("""
                    The second operand where the condition holds, else the third. A condition of one bit selects a whole vector or tensor,
                    a condition of their shape each element. With a constant condition or equal values it is one of its operands;
                    `select c, true, false` is c.""")
            .example("""
                    func.func @f(%c: i1, %a: i32, %b: i32) -> i32 {
                      %0 = arith.select %c, %a, %b : i32
                      return %0 : i32
                    }""")
            .operand("condition", "bool-like", SelectOp::isBoolLike)
            .operand("true_value", "any type", _ -> true)
            .operand("false_value", "any type", _ -> true)
            .result("result", "any type", _ -> true)
            .form(new Form());

    private SelectOp(OpState state) {
        super(DEF, state);
    }

    /** Makes a selection by a condition of one bit. */
    public static SelectOp create(OpBuilder builder, Location location, Value condition, Value trueValue, Value falseValue) {
        return builder.create(DEF, new OpState(location).operands(condition, trueValue, falseValue).results(trueValue.type()));
    }

    private static boolean isBoolLike(Type type) {
        return switch (type) {
            case VectorType v -> v.element().equals(IntegerType.I1);
            case TensorType t -> t.element().equals(IntegerType.I1);
            default -> type.equals(IntegerType.I1);
        };
    }

    public Value condition() {
        return operand(0);
    }

    public Value trueValue() {
        return operand(1);
    }

    public Value falseValue() {
        return operand(2);
    }

    @Override
    public void verify(Verifier check) {
        var type = result().type();
        if (!trueValue().type().equals(type) || !falseValue().type().equals(type)) {
            check.error("failed to verify that all of {true_value, false_value, result} have same type");
            return;
        }
        var condition = condition().type();
        if (condition.equals(IntegerType.I1)) {
            return;
        }
        if (!(type instanceof VectorType) && !(type instanceof TensorType)) {
            check.error("expected condition to be a signless i1, but got '%s'", condition);
        } else if (!condition.equals(shapeOfBits(type))) {
            check.error("expected condition type to have the same shape as the result type, expected '%s', but got '%s'", shapeOfBits(type),
                    condition);
        }
    }

    private static Type shapeOfBits(Type type) {
        return type instanceof VectorType v
                ? new VectorType(v.shape(), v.scalable(), IntegerType.I1)
                : new TensorType(((TensorType) type).shape(), IntegerType.I1);
    }

    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        if (trueValue() == falseValue()) {
            return new FoldResult.To(trueValue());
        }
        var condition = constantOperands.getFirst();
        if (IntegerConstants.isAll(condition, -1)) {
            return new FoldResult.To(trueValue());
        }
        if (IntegerConstants.isAll(condition, 0)) {
            return new FoldResult.To(falseValue());
        }
        boolean isCondition = result().type().equals(condition().type()) && IntegerConstants.isAll(constantOperands.get(1), -1)
                && IntegerConstants.isAll(constantOperands.get(2), 0);
        return isCondition ? new FoldResult.To(condition()) : FoldResult.NONE;
    }

    /** {@code %c, %a, %b : type}, with the type of the condition before it unless that is i1. */
    private static final class Form implements OpForm {
        @Override
        public void print(Op op, OpPrinter printer) {
            printer.text(" ").operands(op.operands()).optionalDictionary(op.attributes(), Set.of()).text(" : ");
            var condition = op.operand(0).type();
            if (!condition.equals(IntegerType.I1)) {
                printer.type(condition).text(", ");
            }
            printer.type(op.result().type());
        }

        @Override
        public void parse(OpDef<?> def, OpParser parser, OpState state) throws ParseException {
            var condition = parser.operand();
            parser.expect(",");
            var trueValue = parser.operand();
            parser.expect(",");
            var falseValue = parser.operand();
            state.attributes(parser.optionalDictionary());
            parser.expect(":");
            Type conditionType = IntegerType.I1;
            var type = parser.type();
            if (parser.accept(",")) {
                conditionType = type;
                type = parser.type();
            }
            state.operands(parser.resolve(condition, conditionType), parser.resolve(trueValue, type), parser.resolve(falseValue, type))
                    .result(type);
        }
    }
}
