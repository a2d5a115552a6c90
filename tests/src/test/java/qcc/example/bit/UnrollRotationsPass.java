package qcc.example.bit;

import java.util.ArrayList;
import qcc.ir.Op;
import qcc.ir.Value;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Option;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.rewrite.Rewriter;

// [pass]
/** Turns rotations into rotations by one bit, for a machine that knows no others. */
@PassInfo(name = "unroll-rotations", summary = "turns rotations into steps of one bit", effect = NumericEffect.EXACT, anchor = "func.func")
public record UnrollRotationsPass(@Option("steps at most; longer rotations stay") int limit) implements Pass {
    public UnrollRotationsPass {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be positive: " + limit);
        }
    }

    public UnrollRotationsPass() {
        this(8);
    }

    @Override
    public Result run(Op root, PassContext context) {
        var rewriter = new Rewriter("unroll-rotations");
        var rotations = new ArrayList<RotateOp>();
        root.walk(RotateOp.class, rotations::add);
        for (var rotation : rotations) {
            if (rotation.amount() > limit) {
                context.remark(rotation, "a rotation by %d bits stays: the limit is %d", rotation.amount(), limit);
            } else if (rotation.amount() > 1) {
                unroll(rotation, rewriter);
                context.count("rotations-unrolled", 1);
            }
        }
        return Result.changedIf(rewriter.changeCount() > 0);
    }

    private static void unroll(RotateOp rotation, Rewriter rewriter) {
        rewriter.setInsertionPoint(rotation);
        Value value = rotation.input();
        for (int step = 0; step < rotation.amount(); step++) {
            value = RotateOp.create(rewriter, rotation.location(), value, 1).result();
        }
        rewriter.replace(rotation, value);
    }
}
// [end]
