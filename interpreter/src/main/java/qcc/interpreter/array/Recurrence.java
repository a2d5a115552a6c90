package qcc.interpreter.array;

import java.util.Arrays;
import java.util.List;
import qcc.dialect.array.RecurrentCell;
import qcc.dialect.array.RecurrentOp;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Recurrent layers, sequence by sequence. */
final class Recurrence {
    private static final int BIAS = 3;
    private static final int LENGTHS = 4;
    private static final int INITIAL_HIDDEN = 5;
    private static final int INITIAL_CELL = 6;
    private static final int PEEPHOLES = 7;

    private final RecurrentOp.Parameters parameters;
    private final ArrayCall call;
    private final int times;
    private final int batch;
    private final int inputs;
    private final int hidden;
    private final int directions;
    private final double[] input;
    private final long[] lengths;
    private final double[] initialHidden;
    private final double[] initialCell;
    private final double[] sequence;
    private final double[] lastHidden;
    private final double[] lastCell;

    private Recurrence(RecurrentOp op, ArrayCall call) {
        this.parameters = op.parameters();
        this.call = call;
        var shape = call.operand(0).shape();
        this.times = shape.dimension(parameters.batchFirst() ? 1 : 0);
        this.batch = shape.dimension(parameters.batchFirst() ? 0 : 1);
        this.inputs = shape.dimension(2);
        this.hidden = call.operand(2).shape().dimension(2);
        this.directions = parameters.direction().count();
        this.input = call.operand(0).toDoubles();
        this.lengths = call.optional(LENGTHS).map(ArrayCall::longs).orElseGet(() -> filled(batch, times));
        int states = directions * batch * hidden;
        this.initialHidden = doubles(INITIAL_HIDDEN, states);
        this.initialCell = doubles(INITIAL_CELL, states);
        this.sequence = new double[times * states];
        this.lastHidden = new double[states];
        this.lastCell = new double[states];
    }

    private static long[] filled(int count, long value) {
        var values = new long[count];
        Arrays.fill(values, value);
        return values;
    }

    /** An optional operand, zeros if it is absent. */
    private double[] doubles(int slot, int elements) {
        return call.optional(slot).map(Tensor::toDoubles).orElseGet(() -> new double[elements]);
    }

    static List<Tensor> execute(RecurrentOp op, ArrayCall call) {
        return new Recurrence(op, call).results();
    }

    private List<Tensor> results() {
        int rows = parameters.cell().gates() * hidden;
        var weights = call.operand(1).toDoubles();
        var recurrence = call.operand(2).toDoubles();
        var bias = doubles(BIAS, directions * 2 * rows);
        var peepholes = doubles(PEEPHOLES, directions * RecurrentCell.LSTM.activations() * hidden);
        call.parallel().forEach(directions * batch, task -> {
            int direction = task / batch;
            run(new CellStep(parameters, inputs, hidden, weights, recurrence, bias, peepholes, direction), direction, task % batch);
        });
        boolean first = parameters.batchFirst();
        var all = first ? Shape.of(batch, times, directions, hidden) : Shape.of(times, directions, batch, hidden);
        var last = first ? Shape.of(batch, directions, hidden) : Shape.of(directions, batch, hidden);
        return parameters.cell() == RecurrentCell.LSTM
                ? List.of(result(0, all, sequence), result(1, last, lastHidden), result(2, last, lastCell))
                : List.of(result(0, all, sequence), result(1, last, lastHidden));
    }

    private Tensor result(int index, Shape shape, double[] values) {
        var result = call.newResult(index, shape);
        for (int i = 0; i < values.length; i++) {
            result.setDouble(i, values[i]);
        }
        return result;
    }

    /** One sequence in one direction. */
    private void run(CellStep step, int direction, int entry) {
        int length = (int) lengths[entry];
        if (length < 0 || length > times) {
            throw new IllegalArgumentException("has a sequence of length " + length + " on an axis of " + times + " elements");
        }
        int at = (parameters.batchFirst() ? entry * directions + direction : direction * batch + entry) * hidden;
        var state = Arrays.copyOfRange(initialHidden, at, at + hidden);
        var cell = Arrays.copyOfRange(initialCell, at, at + hidden);
        for (int i = 0; i < length; i++) {
            int time = parameters.direction().isReverse(direction) ? length - 1 - i : i;
            step.advance(input, (parameters.batchFirst() ? entry * times + time : time * batch + entry) * inputs, state, cell);
            System.arraycopy(state, 0, sequence, position(time, direction, entry) * hidden, hidden);
        }
        System.arraycopy(state, 0, lastHidden, at, hidden);
        System.arraycopy(cell, 0, lastCell, at, hidden);
    }

    private int position(int time, int direction, int entry) {
        return parameters.batchFirst()
                ? (entry * times + time) * directions + direction
                : (time * directions + direction) * batch + entry;
    }
}
