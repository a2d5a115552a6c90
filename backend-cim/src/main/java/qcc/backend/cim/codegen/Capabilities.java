package qcc.backend.cim.codegen;

import java.util.Locale;
import java.util.stream.LongStream;
import qcc.chip.Core;
import qcc.chip.RequantizeMode;
import qcc.chip.VectorOp;
import qcc.dialect.cim.AddOp;
import qcc.dialect.cim.MulOp;
import qcc.dialect.cim.RescaleOp;
import qcc.dialect.cim.SubOp;
import qcc.dialect.cim.TableOp;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Op;

/** Whether a core's vector unit offers what a step needs. */
final class Capabilities {
    private final Op op;
    private final Core core;

    private Capabilities(Op op, Core core) {
        this.op = op;
        this.core = core;
    }

    /**
     * Checks a step.
     *
     * @throws CodegenException naming what the chip file does not list
     */
    static void check(Step step, Core core) {
        var check = new Capabilities(step.op(), core);
        switch (step) {
            case Step.Product p -> p.requantize().ifPresent(r -> check.require(VectorOp.REQUANTIZE, r.mode()));
            case Step.Sum s -> {
                check.require(VectorOp.REDUCE);
                check.require(VectorOp.REQUANTIZE, s.op().mode());
            }
            case Step.Elementwise e -> check.elementwise(e.op());
            case Step.Pool _ -> check.require(VectorOp.POOL);
            case Step.Move _ -> {}
        }
    }

    private void elementwise(Op elementwise) {
        switch (elementwise) {
            case AddOp a -> require(VectorOp.ADD, a.mode());
            case SubOp s -> require(VectorOp.SUB, s.mode());
            case MulOp m -> require(VectorOp.MUL, m.mode());
            case RescaleOp r -> require(VectorOp.REQUANTIZE, r.mode());
            case TableOp _ -> require(VectorOp.TABLE);
            default -> throw new CodegenException(op, "it is not an element-wise operation");
        }
    }

    private void require(VectorOp needed) {
        if (!core.vector().ops().contains(needed)) {
            throw new CodegenException(op,
                    "the chip's vector unit does not offer '%s' (core.vector.ops)".formatted(needed.name().toLowerCase(Locale.ROOT)));
        }
    }

    private void require(VectorOp needed, qcc.dialect.nn.RequantizeMode mode) {
        require(needed);
        if (!core.requantize().modes().contains(RequantizeMode.valueOf(mode.name()))) {
            throw new CodegenException(op, "the chip does not offer the mode %s (core.requantize.modes)".formatted(mode));
        }
        if (mode == qcc.dialect.nn.RequantizeMode.SHIFT && longestRightShift() > core.requantize().maxShift()) {
            throw new CodegenException(op, "it shifts right by %d bits, but the chip shifts by at most %d (core.requantize.max_shift)"
                    .formatted(longestRightShift(), core.requantize().maxShift()));
        }
    }

    /** A shift is negative where it goes to the right. */
    private long longestRightShift() {
        var longest = 0L;
        for (var property : op.properties()) {
            if (property.name().endsWith("shift")) {
                longest = Math.max(longest, switch (property.value()) {
                    case IntegerAttr shift -> -shift.value();
                    case DenseArrayAttr shifts -> -LongStream.of(shifts.toLongs()).min().orElse(0);
                    default -> 0;
                });
            }
        }
        return longest;
    }
}
