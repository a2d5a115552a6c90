package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.several;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import qcc.dialect.array.RecurrentActivation;
import qcc.dialect.array.RecurrentCell;
import qcc.dialect.array.RecurrentDirection;
import qcc.dialect.array.RecurrentOp;
import qcc.dialect.array.RecurrentOp.Extras;
import qcc.dialect.array.RecurrentOp.Parameters;

/** Recurrent layers. */
final class RecurrentOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            several("GRU", 7, "array.recurrent", "", node -> recurrent(node, RecurrentCell.GRU)), //
            several("LSTM", 7, "array.recurrent", "", node -> recurrent(node, RecurrentCell.LSTM)), //
            several("RNN", 7, "array.recurrent", "", node -> recurrent(node, RecurrentCell.RNN)));

    private RecurrentOperators() {}

    private static List<GraphValue> recurrent(NodeContext node, RecurrentCell cell) {
        boolean isLstm = cell == RecurrentCell.LSTM;
        var extras = new Extras(node.optionalInput(3), node.optionalInput(4), node.optionalInput(5),
                isLstm ? node.optionalInput(6) : Optional.empty(), isLstm ? node.optionalInput(7) : Optional.empty());
        var op = RecurrentOp.create(node.builder(), node.location(), node.input(0), node.input(1), node.input(2), extras,
                parameters(node, cell));
        long hidden = node.type(2).rank() == 3 ? node.type(2).dimension(2) : -1;
        long stated = node.attributes().integer("hidden_size").orElse(hidden);
        if (stated != hidden) {
            throw new IllegalArgumentException(
                    "states the hidden size " + stated + " but has a recurrence of shape " + node.type(2).shape());
        }
        return op.results().stream().map(node::computed).toList();
    }

    private static Parameters parameters(NodeContext node, RecurrentCell cell) {
        var attributes = node.attributes();
        var direction = RecurrentDirection.of(attributes.text("direction").orElse("forward"));
        var activations = activations(node, cell, direction.count());
        var alphas = attributes.reals("activation_alpha").orElse(new float[0]);
        var betas = attributes.reals("activation_beta").orElse(new float[0]);
        var alpha = new double[activations.size()];
        var beta = new double[activations.size()];
        int nextAlpha = 0;
        int nextBeta = 0;
        for (int i = 0; i < alpha.length; i++) {
            var function = activations.get(i);
            alpha[i] = function.hasAlpha() && nextAlpha < alphas.length ? alphas[nextAlpha++] : function.alpha();
            beta[i] = function.hasBeta() && nextBeta < betas.length ? betas[nextBeta++] : function.beta();
        }
        boolean inputForget = cell == RecurrentCell.LSTM && attributes.flag("input_forget", false);
        boolean linear = cell == RecurrentCell.GRU && attributes.flag("linear_before_reset", false);
        return new Parameters(cell, direction, activations, alpha, beta, attributes.real("clip").map(Float::doubleValue), inputForget,
                linear, attributes.flag("layout", false));
    }

    private static List<RecurrentActivation> activations(NodeContext node, RecurrentCell cell, int directions) {
        var stated = node.attributes().texts("activations");
        if (stated.isPresent()) {
            return stated.get().stream().map(name -> RecurrentActivation.of(name.toLowerCase(Locale.ROOT))).toList();
        }
        var one = switch (cell) {
            case RNN -> List.of(RecurrentActivation.TANH);
            case GRU -> List.of(RecurrentActivation.SIGMOID, RecurrentActivation.TANH);
            case LSTM -> List.of(RecurrentActivation.SIGMOID, RecurrentActivation.TANH, RecurrentActivation.TANH);
        };
        var all = new ArrayList<RecurrentActivation>();
        for (int i = 0; i < directions; i++) {
            all.addAll(one);
        }
        return all;
    }
}
