package qcc.interpreter.array;

import qcc.dialect.array.RecurrentOp;

/**
 * One direction of a recurrent layer, one step at a time. All matrices are flat arrays of rows, of which those of one gate follow each other;
 * the arrays hold all directions.
 */
final class CellStep {
    private static final int GRU_HIDDEN = 2;
    private static final int INPUT_GATE = 0;
    private static final int OUTPUT_GATE = 1;
    private static final int FORGET_GATE = 2;
    private static final int CELL_GATE = 3;

    private final RecurrentOp.Parameters parameters;
    private final int inputs;
    private final int hidden;
    private final double[] weights;
    private final double[] recurrence;
    private final double[] bias;
    private final double[] peepholes;
    private final int direction;
    private final CellActivation[] activations;
    private final double[] gates;
    private final double[] recurrent;

    /** @param bias and {@code peepholes} are all zeros where the layer has none */
    CellStep(RecurrentOp.Parameters parameters, int inputs, int hidden, double[] weights, double[] recurrence, double[] bias,
            double[] peepholes, int direction) {
        this.parameters = parameters;
        this.inputs = inputs;
        this.hidden = hidden;
        this.weights = weights;
        this.recurrence = recurrence;
        this.bias = bias;
        this.peepholes = peepholes;
        this.direction = direction;
        this.activations = activations(parameters, direction);
        this.gates = new double[parameters.cell().gates() * hidden];
        this.recurrent = new double[gates.length];
    }

    private static CellActivation[] activations(RecurrentOp.Parameters parameters, int direction) {
        var own = new CellActivation[parameters.cell().activations()];
        for (int i = 0; i < own.length; i++) {
            int at = direction * own.length + i;
            own[i] = new CellActivation(parameters.activations().get(at), parameters.alpha()[at], parameters.beta()[at],
                    parameters.clip().orElse(Double.POSITIVE_INFINITY));
        }
        return own;
    }

    /** Replaces the state, of which only an LSTM has a cell, by the next. */
    void advance(double[] input, int from, double[] state, double[] cell) {
        int rows = gates.length;
        for (int row = 0; row < rows; row++) {
            int own = direction * rows + row;
            gates[row] = bias[2 * direction * rows + row] + dot(weights, own * inputs, input, from, inputs);
            recurrent[row] = bias[(2 * direction + 1) * rows + row] + dot(recurrence, own * hidden, state, 0, hidden);
        }
        switch (parameters.cell()) {
            case RNN -> plain(state);
            case GRU -> gated(state);
            case LSTM -> longTerm(state, cell);
        }
    }

    private static double dot(double[] a, int fromA, double[] b, int fromB, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += a[fromA + i] * b[fromB + i];
        }
        return sum;
    }

    private void plain(double[] state) {
        for (int j = 0; j < hidden; j++) {
            state[j] = activations[0].apply(gates[j] + recurrent[j]);
        }
    }

    /** Gates z (update), r (reset) and h (hidden). */
    private void gated(double[] state) {
        var reset = new double[hidden];
        for (int j = 0; j < hidden; j++) {
            double r = activations[0].apply(gates[hidden + j] + recurrent[hidden + j]);
            reset[j] = parameters.linearBeforeReset() ? r : r * state[j];
        }
        var next = new double[hidden];
        for (int j = 0; j < hidden; j++) {
            double update = activations[0].apply(gates[j] + recurrent[j]);
            double candidate = activations[1].apply(gates[GRU_HIDDEN * hidden + j] + resetRecurrent(j, reset));
            next[j] = (1 - update) * candidate + update * state[j];
        }
        System.arraycopy(next, 0, state, 0, hidden);
    }

    private double resetRecurrent(int j, double[] reset) {
        int row = GRU_HIDDEN * hidden + j;
        if (parameters.linearBeforeReset()) {
            return reset[j] * recurrent[row];
        }
        int rows = gates.length;
        return bias[(2 * direction + 1) * rows + row] + dot(recurrence, (direction * rows + row) * hidden, reset, 0, hidden);
    }

    private void longTerm(double[] state, double[] cell) {
        for (int j = 0; j < hidden; j++) {
            double old = cell[j];
            double in = activations[0].apply(gate(INPUT_GATE, j) + peephole(INPUT_GATE, j) * old);
            double forget = parameters.inputForget() ? 1 - in : activations[0].apply(gate(FORGET_GATE, j) + peephole(FORGET_GATE, j) * old);
            cell[j] = forget * old + in * activations[1].apply(gate(CELL_GATE, j));
            double out = activations[0].apply(gate(OUTPUT_GATE, j) + peephole(OUTPUT_GATE, j) * cell[j]);
            state[j] = out * activations[2].unclipped().apply(cell[j]);
        }
    }

    private double gate(int gate, int j) {
        return gates[gate * hidden + j] + recurrent[gate * hidden + j];
    }

    private double peephole(int gate, int j) {
        return peepholes[(3 * direction + gate) * hidden + j];
    }
}
