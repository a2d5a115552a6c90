package qcc.passes.quantize;

import qcc.dialect.nn.RequantizeMode;
import qcc.ir.Op;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Option;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.rewrite.Rewriter;

/**
 * Carries a calibrated network out on integers.
 *
 * <pre>
 * %0 = nn.conv %x, %w, %b {..., qcc.range = [0.0, 6.0]}            %q = quant.qcast %x
 * return %0                                                becomes %0 = nn.conv %q, %wq, %bq {clamp = array&lt;i32: -128, 127&gt;, ...}
 *                                                                  %1 = quant.dcast %0
 *                                                                  return %1
 * </pre>
 *
 * Activations are int8 for a whole tensor, weights symmetric for each output channel, biases i32 on the accumulator's grid. Arguments and results
 * of the function stay real; so do operations without an integer form and a softmax at the end, behind a {@code quant.dcast}.
 */
@PassInfo(name = "quantize", summary = "carries a calibrated network out on integers", effect = NumericEffect.LOSSY, anchor = "func.func")
public record QuantizePass(@Option("zero points of activations are 0") boolean symmetric,
        @Option("how accumulators are brought to the output's grid") RequantizeMode requantize,
        @Option("bits of a weight, 2 to 8") int weightBits) implements Pass {

    public QuantizePass {
        if (weightBits < 2 || weightBits > 8) {
            throw new IllegalArgumentException("weight-bits must be 2 to 8: " + weightBits);
        }
    }

    public QuantizePass() {
        this(false, RequantizeMode.DOUBLE, 8);
    }

    /** The rule by which ranges become grids. */
    public GridPolicy policy() {
        return new GridPolicy(symmetric, requantize == RequantizeMode.SHIFT);
    }

    @Override
    public Result run(Op root, PassContext context) {
        if (root.region(0).isEmpty()) {
            return Result.UNCHANGED;
        }
        var rewriter = new Rewriter(info().name());
        try {
            new FunctionQuantizer(this, rewriter, context).run(root);
        } catch (QuantizationException e) {
            return context.error(e.op(), "%s", e.getMessage());
        }
        rewriter.setAttribute(root, RequantizeMode.ATTRIBUTE, requantize.attribute());
        return Result.CHANGED;
    }
}
