package qcc.example.bit;

import java.util.List;
import qcc.ir.Attribute;
import qcc.ir.FoldResult;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.SameOperandsAndResultType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The bits moved to the left, those that fall out put in on the right. */
public final class RotateOp extends Op implements BitOp, Pure, SameOperandsAndResultType {
    // [definition]
    public static final OpDef<RotateOp> DEF = OpDef.of("bit.rotate", RotateOp.class, RotateOp::new)
            .summary("the bits moved to the left and round")
            .description("Bits that fall out on the left come in on the right. A rotation by no bits is its operand.")
            .example("%y = bit.rotate %x {amount = 3 : i64} : (i8) -> i8")
            .operand("input", "integer", type -> type instanceof IntegerType)
            .attribute("amount", IntegerAttr.class, "by how many bits; at least 0 and less than the width")
            .result("result", "integer", type -> type instanceof IntegerType)
            .format("operands attr-dict `:` functional-type");

    private RotateOp(OpState state) {
        super(DEF, state);
    }
    // [end]

    // [builder]
    /** Makes a rotation of a value. */
    public static RotateOp create(OpBuilder builder, Location location, Value input, long amount) {
        return builder.create(DEF, new OpState(location).operands(input).results(input.type()).property("amount",
                new IntegerAttr(amount, IntegerType.I64)));
    }

    public Value input() {
        return operand(0);
    }

    public long amount() {
        return longProperty("amount");
    }

    public int width() {
        return ((IntegerType) result().type()).width();
    }
    // [end]

    // [verify]
    @Override
    public void verify(Verifier check) {
        if (amount() < 0 || amount() >= width()) {
            check.error("rotates %s by %d bits; expected 0 to %d", result().type(), amount(), width() - 1);
        }
    }
    // [end]

    // [fold]
    /** A rotation by no bits is its operand. */
    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        return amount() == 0 ? new FoldResult.To(input()) : FoldResult.NONE;
    }
    // [end]
}
