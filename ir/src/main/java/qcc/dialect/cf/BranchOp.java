package qcc.dialect.cf;

import java.util.List;
import java.util.Set;
import qcc.ir.Block;
import qcc.ir.BranchLike;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpForm;
import qcc.ir.OpParser;
import qcc.ir.OpPrinter;
import qcc.ir.OpState;
import qcc.ir.ParseException;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Goes to a block. */
public final class BranchOp extends Op implements CfOp, BranchLike {
    public static final OpDef<BranchOp> DEF = OpDef.of("cf.br", BranchOp.class, BranchOp::new)
            .summary("goes to a block")
            .description("The operands become the arguments of the block.")
            .example("""
                    func.func @f(%x: i32) -> i32 {
                      cf.br ^bb1(%x : i32)
                    ^bb1(%0: i32):
                      return %0 : i32
                    }""")
            .variadicOperand("destOperands", "any type", _ -> true)
            .form(new Form());

    private BranchOp(OpState state) {
        super(DEF, state);
    }

    /** What makes a branch. */
    static OpState state(Location location, Block destination, List<Value> operands) {
        return new OpState(location).operands(operands).successors(List.of(destination));
    }

    public Block destination() {
        return successors().getFirst();
    }

    @Override
    public int operandSlot(int successor) {
        return 0;
    }

    @Override
    public void verify(Verifier check) {
        if (successors().size() != 1) {
            check.error("requires 1 successor but found %d", successors().size());
        }
    }

    private static final class Form implements OpForm {
        @Override
        public void print(Op op, OpPrinter printer) {
            printer.text(" ");
            new Destination(op.successors().getFirst(), op.operands()).print(printer);
            printer.optionalDictionary(op.attributes(), Set.of());
        }

        @Override
        public void parse(OpDef<?> def, OpParser parser, OpState state) throws ParseException {
            Destination.parse(parser, state, false);
            state.attributes(parser.optionalDictionary());
        }
    }
}
