package qcc.interpreter;

import java.util.ArrayList;
import java.util.List;
import qcc.dialect.array.ArrayOp;
import qcc.interpreter.array.ArrayCall;
import qcc.interpreter.array.ArrayOperations;
import qcc.tensor.Tensor;

/** Executes operations of the {@code array} dialect sample by sample: they do not see the axis of samples. */
final class ArrayExecution {
    private ArrayExecution() {}

    static List<Tensor> execute(ArrayOp op, Invocation invocation) {
        var kinds = invocation.op().results().stream().map(r -> Elements.kind(r.type().elementType())).toList();
        var samples = new ArrayList<List<Tensor>>();
        for (int s = 0; s < invocation.samples(); s++) {
            int sample = s;
            var operands = invocation.operands().stream().map(t -> withoutSamples(t, sample)).toList();
            samples.add(ArrayOperations.execute(op, new ArrayCall(invocation.op(), operands, kinds, invocation.parallel())));
        }
        var results = new ArrayList<Tensor>();
        for (int i = 0; i < kinds.size(); i++) {
            results.add(joined(samples, i));
        }
        return results;
    }

    private static Tensor withoutSamples(Tensor operand, int sample) {
        var own = operand.samples() == 1 ? operand : operand.slice(sample, 1);
        return own.reshape(own.shape().sample());
    }

    private static Tensor joined(List<List<Tensor>> samples, int result) {
        var blocks = samples.stream().map(s -> s.get(result)).map(t -> t.reshape(t.shape().withSamples(1))).toList();
        return blocks.size() == 1 ? blocks.getFirst() : Tensor.concatenate(blocks);
    }
}
