package qcc.passes.fuse;

import java.util.List;
import qcc.ir.Op;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.passes.GreedyPatterns;

/** Gives biases, residuals and activations to the products and sums before them, and finds means over whole maps. */
@PassInfo(name = "fuse", summary = "merges bias, residual and activation into the product before them", effect = NumericEffect.REASSOCIATES, anchor = "func.func")
public record FusePass() implements Pass {
    /** All patterns of the pass. */
    public static final GreedyPatterns PATTERNS = new GreedyPatterns(
            List.of(FusePatterns.ADD_INTO_PRODUCT, FusePatterns.AVG_POOL_TO_MEAN, FusePatterns.CLAMP_INTO_PRODUCER,
                    FusePatterns.MATMUL_TO_LINEAR, FusePatterns.RELU_BEFORE_CONCAT, FusePatterns.RELU_BEFORE_MAX_POOL,
                    FusePatterns.RELU_INTO_PRODUCER, FoldPatterns.SHIFT_INTO_PRODUCT.withBenefit(2)));

    @Override
    public Result run(Op root, PassContext context) {
        return PATTERNS.apply(root, context);
    }
}
