package qcc.dialect.func;

import java.util.List;
import java.util.Set;
import qcc.ir.ArrayAttr;
import qcc.ir.CallLike;
import qcc.ir.FunctionType;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpForm;
import qcc.ir.OpParser;
import qcc.ir.OpPrinter;
import qcc.ir.OpState;
import qcc.ir.ParseException;
import qcc.ir.SymbolRefAttr;
import qcc.ir.SymbolTable;
import qcc.ir.SymbolUser;
import qcc.ir.Type;
import qcc.ir.UnitAttr;
import qcc.ir.Verifier;

/** Calls a function of the same module. */
public final class CallOp extends Op implements FuncDialectOp, SymbolUser, CallLike {
    private static final String CALLEE = "callee";

    public static final OpDef<CallOp> DEF = OpDef.of("func.call", CallOp.class, CallOp::new)
            .summary("calls a function by its name")
            .description("Operands and results have the types of the function's signature.")
            .example("""
                    func.func private @f(i32) -> i32
                    %0 = func.call @f(%a) : (i32) -> i32""")
            .variadicOperand("operands", "any type", _ -> true)
            .attribute(CALLEE, SymbolRefAttr.class, "the function")
            .optionalAttribute("arg_attrs", ArrayAttr.class, "a dictionary for each argument")
            .optionalAttribute("res_attrs", ArrayAttr.class, "a dictionary for each result")
            .optionalAttribute("no_inline", UnitAttr.class, "the call must stay")
            .variadicResult("results", "any type", _ -> true)
            .form(new Form());

    private CallOp(OpState state) {
        super(DEF, state);
    }

    /** The name of the function. */
    @Override
    public String callee() {
        return property(CALLEE, SymbolRefAttr.class).root();
    }

    @Override
    public boolean isInlinable() {
        return !properties().contains("no_inline");
    }

    @Override
    public void verifySymbols(SymbolTable symbols, Verifier check) {
        var function = symbols.lookup(callee(), FuncOp.class);
        if (function.isEmpty()) {
            check.error("'%s' does not reference a valid function", callee());
            return;
        }
        compare(check, "operand", function.get().functionType().inputs(), operandTypes());
        compare(check, "result", function.get().functionType().results(), resultTypes());
    }

    private static void compare(Verifier check, String what, List<Type> expected, List<Type> found) {
        if (expected.size() != found.size()) {
            check.error("incorrect number of %ss for callee", what);
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).equals(found.get(i))) {
                check.error("%s type mismatch: expected %s type '%s', but provided '%s' for %s number %d", what, what, expected.get(i),
                        found.get(i), what, i);
            }
        }
    }

    private static final class Form implements OpForm {
        @Override
        public void print(Op op, OpPrinter printer) {
            printer.text(" ").symbolName(((CallOp) op).callee()).text("(").operands(op.operands()).text(")");
            printer.optionalDictionary(FuncOp.allAttributes(op), Set.of(CALLEE));
            printer.text(" : ").type(new FunctionType(op.operandTypes(), op.resultTypes()));
        }

        @Override
        public void parse(OpDef<?> def, OpParser parser, OpState state) throws ParseException {
            state.property(CALLEE, new SymbolRefAttr(parser.symbolName()));
            parser.expect("(");
            var operands = parser.operands();
            parser.expect(")");
            FuncOp.attributes(def, parser.optionalDictionary(), state);
            parser.expect(":");
            int start = parser.offset();
            if (!(parser.type() instanceof FunctionType(var inputs, var results))) {
                throw new ParseException(start, "expected function type");
            }
            if (inputs.size() != operands.size()) {
                throw new ParseException(start, "expected " + operands.size() + " operand types but had " + inputs.size());
            }
            for (int i = 0; i < inputs.size(); i++) {
                state.operands(parser.resolve(operands.get(i), inputs.get(i)));
            }
            state.results(results);
        }
    }
}
