package qcc.dialect.cf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import qcc.ir.Block;
import qcc.ir.BranchLike;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpForm;
import qcc.ir.OpParser;
import qcc.ir.OpPrinter;
import qcc.ir.OpState;
import qcc.ir.ParseException;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Goes to one of two blocks. */
public final class CondBranchOp extends Op implements CfOp, BranchLike {
    /** The successor for a condition that holds. */
    static final int TRUE = 0;
    /** The successor for a condition that does not hold. */
    static final int FALSE = 1;

    private static final String WEIGHTS = "branch_weights";

    public static final OpDef<CondBranchOp> DEF = OpDef.of("cf.cond_br", CondBranchOp.class, CondBranchOp::new)
            .summary("goes to one of two blocks")
            .description("The operands in parentheses become the arguments of the block that is taken. Weights say how often each one is.")
            .example("""
                    func.func @f(%c: i1, %x: i32) -> i32 {
                      cf.cond_br %c weights([9, 1]), ^bb1, ^bb2(%x : i32)
                    ^bb1:
                      %0 = arith.constant 1 : i32
                      cf.br ^bb2(%0 : i32)
                    ^bb2(%1: i32):
                      return %1 : i32
                    }""")
            .operand("condition", "1-bit signless integer", CondBranchOp::isBit)
            .variadicOperand("trueDestOperands", "any type", _ -> true)
            .variadicOperand("falseDestOperands", "any type", _ -> true)
            .optionalAttribute(WEIGHTS, DenseArrayAttr.class, "how often each block is taken, relative to the other")
            .form(new Form());

    private CondBranchOp(OpState state) {
        super(DEF, state);
    }

    private static boolean isBit(Type type) {
        return type.equals(IntegerType.I1);
    }

    /** What makes a branch with the condition and the weights of another one. */
    static OpState state(Location location, CondBranchOp like, Block trueBlock, List<Value> trueOperands, Block falseBlock,
            List<Value> falseOperands) {
        return new OpState(location).segment(List.of(like.condition())).segment(trueOperands).segment(falseOperands)
                .successors(List.of(trueBlock, falseBlock)).property(WEIGHTS, like.weights().orElse(null));
    }

    public Value condition() {
        return operand(0);
    }

    public Block trueBlock() {
        return successors().get(TRUE);
    }

    public Block falseBlock() {
        return successors().get(FALSE);
    }

    /** How often each block is taken, relative to the other. */
    public Optional<DenseArrayAttr> weights() {
        return optionalProperty(WEIGHTS, DenseArrayAttr.class);
    }

    @Override
    public int operandSlot(int successor) {
        return successor + 1;
    }

    @Override
    public void verify(Verifier check) {
        if (successors().size() != 2) {
            check.error("requires 2 successors but found %d", successors().size());
        }
        if (weights().isPresent() && !weights().get().element().equals(IntegerType.I32)) {
            check.error("attribute '%s' failed to satisfy constraint: i32 dense array attribute", WEIGHTS);
        } else if (weights().isPresent() && weights().get().size() != 2) {
            check.error("expects number of branch weights to match number of successors: %d vs 2", weights().get().size());
        }
    }

    /** {@code %condition weights([a, b]), ^block(...), ^block(...)}. */
    private static final class Form implements OpForm {
        @Override
        public void print(Op op, OpPrinter printer) {
            var branch = (CondBranchOp) op;
            printer.text(" ").operand(branch.condition());
            branch.weights().ifPresent(weights -> printer.text(" weights(" + Arrays.toString(weights.toLongs()) + ")"));
            for (int i = TRUE; i <= FALSE; i++) {
                printer.text(", ");
                new Destination(op.successors().get(i), BranchLike.operandsFor(op, i)).print(printer);
            }
            printer.optionalDictionary(op.attributes(), Set.of());
        }

        @Override
        public void parse(OpDef<?> def, OpParser parser, OpState state) throws ParseException {
            var condition = parser.operand();
            state.segment(List.of(parser.resolve(condition, IntegerType.I1)));
            if (parser.acceptKeyword("weights")) {
                parser.expect("(");
                state.property(WEIGHTS, weights(parser));
                parser.expect(")");
            }
            for (int i = TRUE; i <= FALSE; i++) {
                parser.expect(",");
                Destination.parse(parser, state, true);
            }
            state.attributes(parser.optionalDictionary());
        }

        private static DenseArrayAttr weights(OpParser parser) throws ParseException {
            var numbers = new ArrayList<Integer>();
            parser.expect("[");
            while (!parser.accept("]")) {
                if (!numbers.isEmpty()) {
                    parser.expect(",");
                }
                var place = parser.error("a weight must be a 32-bit integer");
                long weight = parser.integer();
                if (weight != (int) weight) {
                    throw place;
                }
                numbers.add((int) weight);
            }
            return DenseArrayAttr.ofInts(numbers.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
