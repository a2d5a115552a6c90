package qcc.dialect.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import qcc.ir.Attribute;
import qcc.ir.FoldResult;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpForm;
import qcc.ir.OpParser;
import qcc.ir.OpPrinter;
import qcc.ir.OpState;
import qcc.ir.ParseException;
import qcc.ir.Pure;
import qcc.ir.Type;
import qcc.ir.Verifier;

/** Stands between values of types that a later pass will make equal. */
public final class UnrealizedConversionCastOp extends Op implements BuiltinOp, Pure {
    public static final OpDef<UnrealizedConversionCastOp> DEF = OpDef
            .of("builtin.unrealized_conversion_cast", UnrealizedConversionCastOp.class, UnrealizedConversionCastOp::new)
            .summary("converts between types for the time being")
            .description("""
                    It says that a value of one type is wanted as another where nothing converts it yet. Casts there and back
                    cancel; none is left where code is generated.""")
            .example("%0 = builtin.unrealized_conversion_cast %a : i32 to index")
            .variadicOperand("inputs", "any type", _ -> true)
            .variadicResult("outputs", "any type", _ -> true)
            .form(new Form());

    private UnrealizedConversionCastOp(OpState state) {
        super(DEF, state);
    }

    @Override
    public void verify(Verifier check) {
        if (resultCount() == 0) {
            check.error("expected at least one result for cast operation");
        }
    }

    /** A cast to the type it comes from is its operand. */
    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        return operandCount() == 1 && resultCount() == 1 && operand(0).type().equals(result(0).type())
                ? new FoldResult.To(operand(0))
                : FoldResult.NONE;
    }

    private static final class Form implements OpForm {
        @Override
        public void print(Op op, OpPrinter printer) {
            if (op.operandCount() > 0) {
                printer.text(" ").operands(op.operands()).text(" : ").types(op.operandTypes());
            }
            printer.text(" to ").types(op.resultTypes()).optionalDictionary(op.attributes(), Set.of());
        }

        @Override
        public void parse(OpDef<?> def, OpParser parser, OpState state) throws ParseException {
            var operands = parser.operands();
            if (!operands.isEmpty()) {
                parser.expect(":");
                for (int i = 0; i < operands.size(); i++) {
                    if (i > 0) {
                        parser.expect(",");
                    }
                    state.operands(parser.resolve(operands.get(i), parser.type()));
                }
            }
            if (!parser.acceptKeyword("to")) {
                throw parser.error("expected 'to'");
            }
            var results = new ArrayList<Type>();
            do {
                results.add(parser.type());
            } while (parser.accept(","));
            state.results(results).attributes(parser.optionalDictionary());
        }
    }
}
