package qcc.passes.quantize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import qcc.dialect.nn.ConstantOp;
import qcc.interpreter.OpObserver;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.Value;
import qcc.tensor.FloatTensor;
import qcc.tensor.Tensor;

/** Learns the range of every real value of a function while samples run through it. */
final class RangeRecorder implements OpObserver {
    private final CalibratePass.Method method;
    private final double percentile;
    private final Map<Value, RangeStatistic> statistics = new LinkedHashMap<>();
    private long firstSample;

    RangeRecorder(CalibratePass.Method method, double percentile) {
        this.method = method;
        this.percentile = percentile;
    }

    /** Takes in the arguments of the block that is executed next. */
    void beginBlock(Op function, long from, List<Tensor> arguments) {
        firstSample = from;
        for (var argument : function.region(0).entry().arguments()) {
            record(argument, arguments.get(argument.index()));
        }
    }

    @Override
    public void observe(Op op, List<Tensor> operands, List<Tensor> results) {
        if (op instanceof ConstantOp) {
            return;
        }
        for (int i = 0; i < results.size(); i++) {
            requireFinite(op, results.get(i));
            record(op.result(i), results.get(i));
        }
    }

    private void record(Value value, Tensor tensor) {
        if (value.type().elementType() instanceof FloatType && tensor instanceof FloatTensor floats) {
            statistics.computeIfAbsent(value, _ -> statistic()).add(floats.data());
        }
    }

    private RangeStatistic statistic() {
        return switch (method) {
            case MINMAX -> new MinMaxStatistic();
            case PERCENTILE -> new HistogramStatistic(percentile);
        };
    }

    private void requireFinite(Op op, Tensor tensor) {
        if (!(tensor instanceof FloatTensor floats)) {
            return;
        }
        for (int i = 0; i < floats.elements(); i++) {
            if (!Float.isFinite(floats.data()[i])) {
                int perSample = floats.shape().sampleElements();
                throw new IllegalArgumentException("'%s' at %s gives %s at %s for sample %d".formatted(op.name(),
                        op.location().describe(), floats.data()[i], floats.shape().sample().describeIndex(i % perSample),
                        firstSample + i / perSample));
            }
        }
    }

    /** Writes the ranges learned; returns their number. */
    int assign(OpBuilder builder) {
        statistics.forEach((value, statistic) -> statistic.range().assign(builder, value));
        return statistics.size();
    }
}
