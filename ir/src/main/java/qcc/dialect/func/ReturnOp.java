package qcc.dialect.func;

import java.util.Set;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpForm;
import qcc.ir.OpParser;
import qcc.ir.OpPrinter;
import qcc.ir.OpState;
import qcc.ir.ParseException;
import qcc.ir.Terminator;
import qcc.ir.Verifier;

/** Ends a function and gives its results. */
public final class ReturnOp extends Op implements FuncDialectOp, Terminator {
    public static final OpDef<ReturnOp> DEF = OpDef.of("func.return", ReturnOp.class, ReturnOp::new)
            .summary("ends a function and gives its results")
            .description("The operands are the results of the function around it and have their types.")
            .example("""
                    func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
                      return %x : tensor<4xf32>
                    }""")
            .variadicOperand("operands", "any type", _ -> true)
            .form(new Form());

    private ReturnOp(OpState state) {
        super(DEF, state);
    }

    @Override
    public void verify(Verifier check) {
        if (!successors().isEmpty()) {
            check.error("requires 0 successors but found %d", successors().size());
        }
        if (!(parentOp() instanceof FuncOp function)) {
            check.error("expects parent op 'func.func'");
            return;
        }
        var results = function.functionType().results();
        if (results.size() != operandCount()) {
            check.error("has %d operands, but enclosing function (@%s) returns %d", operandCount(), function.functionName(),
                    results.size());
            return;
        }
        for (int i = 0; i < results.size(); i++) {
            if (!operand(i).type().equals(results.get(i))) {
                check.error("type of return operand %d ('%s') doesn't match function result type ('%s') in function @%s", i,
                        operand(i).type(), results.get(i), function.functionName());
            }
        }
    }

    private static final class Form implements OpForm {
        @Override
        public void print(Op op, OpPrinter printer) {
            printer.optionalDictionary(op.attributes(), Set.of());
            if (op.operandCount() > 0) {
                printer.text(" ").operands(op.operands()).text(" : ").types(op.operandTypes());
            }
        }

        @Override
        public void parse(OpDef<?> def, OpParser parser, OpState state) throws ParseException {
            state.attributes(parser.optionalDictionary());
            var operands = parser.operands();
            for (int i = 0; i < operands.size(); i++) {
                parser.expect(i == 0 ? ":" : ",");
                state.operands(parser.resolve(operands.get(i), parser.type()));
            }
        }
    }
}
