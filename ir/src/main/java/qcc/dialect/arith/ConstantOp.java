package qcc.dialect.arith;

import java.util.Set;
import qcc.ir.Attribute;
import qcc.ir.ConstantLike;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.FloatAttr;
import qcc.ir.IntegerAttr;
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
import qcc.ir.Type;
import qcc.ir.Verifier;

/** A constant number, or constant elements of a vector or tensor. */
public final class ConstantOp extends Op implements ArithOp, ConstantLike {
    private static final String VALUE = "value";

    public static final OpDef<ConstantOp> DEF = OpDef.of("arith.constant", ConstantOp.class, ConstantOp::new)
            .summary("a constant")
            .description("The value is an integer, a floating-point number or `dense` elements; its type is the type of the result.")
            .example("%0 = arith.constant 42 : i32")
            .attribute(VALUE, Attribute.class, "the number or the elements")
            .result("result", "any type", _ -> true)
            .form(new Form());

    private ConstantOp(OpState state) {
        super(DEF, state);
    }

    /** Makes a constant of a number or of elements, whose type it has. */
    public static ConstantOp create(OpBuilder builder, Location location, Attribute value) {
        return builder.create(DEF, new OpState(location).property(VALUE, value).results(typeOf(value)));
    }

    @Override
    public Attribute value() {
        return property(VALUE, Attribute.class);
    }

    /** The type of a typed attribute, null for others. */
    static Type typeOf(Attribute value) {
        return switch (value) {
            case IntegerAttr i -> i.type();
            case FloatAttr f -> f.type();
            case DenseElementsAttr d -> d.type();
            case DenseResourceAttr r -> r.type();
            default -> null;
        };
    }

    @Override
    public void verify(Verifier check) {
        if (!result().type().equals(typeOf(value()))) {
            check.error("failed to verify that all of {value, result} have same type");
        } else if (result().type() instanceof IntegerType i && !i.isSignless()) {
            check.error("integer return type must be signless");
        }
    }

    /** {@code {attributes} value}; the value says the type. */
    private static final class Form implements OpForm {
        @Override
        public void print(Op op, OpPrinter printer) {
            printer.optionalDictionary(op.attributes(), Set.of()).text(" ").attribute(((ConstantOp) op).value());
        }

        @Override
        public void parse(OpDef<?> def, OpParser parser, OpState state) throws ParseException {
            state.attributes(parser.optionalDictionary());
            var start = parser.error("a constant must be a number or elements with a type");
            var value = parser.attribute();
            var type = typeOf(value);
            if (type == null) {
                throw start;
            }
            state.property(VALUE, value).results(type);
        }
    }
}
