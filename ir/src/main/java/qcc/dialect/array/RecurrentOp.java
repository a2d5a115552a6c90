package qcc.dialect.array;

import java.util.List;
import java.util.Optional;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.DenseArrayAttr;
import qcc.ir.FloatAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** A recurrent layer: an LSTM, a GRU or a plain RNN. */
public final class RecurrentOp extends Op implements ArrayRecurrent {
    public static final OpDef<RecurrentOp> DEF = OpDef.of("array.recurrent", RecurrentOp.class, RecurrentOp::new)
            .summary("a recurrent layer")
            .description(
                    """
                            The input has shape [T, B, I], or [B, T, I] if `batch_first` holds. For D directions, a hidden state of H numbers and G gates (`rnn` 1, `gru` 3 in the
                            order z, r, h, `lstm` 4 in the order i, o, f, c) `weights` has shape [D, G * H, I], `recurrence` [D, G * H, H], `bias` [D, 2 * G * H]: first that of
                            the weights, then that of the recurrence. `lengths` [B] limits the sequences; `initial_hidden` and `initial_cell` have shape [D, B, H],
                            `peepholes` [D, 3 * H] in the order i, o, f.

                            The results are all hidden states, [T, D, B, H], with zeros behind the end of a sequence; the last ones, [D, B, H]; and of an `lstm` the last
                            cells. If `batch_first` holds, B is the first axis of all of them.

                            Each direction has its activation functions (`rnn` f; `gru` f, g; `lstm` f, g, h) with parameters `alpha` and `beta`. `clip` limits the magnitude of
                            what gates are computed of. Everything is computed in f64 and rounded once.""")
            .example(
                    """
                            %y, %h = array.recurrent %x, %w, %r {activations = ["tanh"], alpha = array<f64: 0.000000e+00>, beta = array<f64: 0.000000e+00>, cell = "rnn",
                                                                 operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0, 0>}
                                : (tensor<5x1x2xf32>, tensor<1x3x2xf32>, tensor<1x3x3xf32>) -> (tensor<5x1x1x3xf32>, tensor<1x1x3xf32>)""")
            .operand("input", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .operand("weights", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .operand("recurrence", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .optionalOperand("bias", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .optionalOperand("lengths", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .optionalOperand("initial_hidden", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .optionalOperand("initial_cell", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .optionalOperand("peepholes", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .attribute("cell", StringAttr.class, "rnn, gru or lstm")
            .attribute("direction", new StringAttr("forward"), "forward, reverse or bidirectional")
            .attribute("activations", ArrayAttr.class, "the activation functions, direction by direction")
            .attribute("alpha", DenseArrayAttr.class, "the first parameter of each function")
            .attribute("beta", DenseArrayAttr.class, "the second parameter of each function")
            .optionalAttribute("clip", FloatAttr.class, "the largest magnitude of what gates are computed of, f64")
            .attribute("input_forget", IntegerAttr.FALSE, "whether the forget gate of an lstm is one minus its input gate")
            .attribute("linear_before_reset", IntegerAttr.FALSE, "whether a gru multiplies by the recurrence before it resets")
            .attribute("batch_first", IntegerAttr.FALSE, "whether the batch is the first axis")
            .result("sequence", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .result("hidden", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .variadicResult("cell", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .format("operands attr-dict `:` functional-type");

    private RecurrentOp(OpState state) {
        super(DEF, state);
    }

    /**
     * What a layer is made of beside its operands.
     *
     * @param activations the functions of all directions, with as many entries in {@code alpha} and {@code beta}
     */
    public record Parameters(RecurrentCell cell, RecurrentDirection direction, List<RecurrentActivation> activations, double[] alpha,
            double[] beta, Optional<Double> clip, boolean inputForget, boolean linearBeforeReset, boolean batchFirst) {}

    /**
     * The optional operands.
     *
     * @param lengths of the sequences
     */
    public record Extras(Optional<Value> bias, Optional<Value> lengths, Optional<Value> initialHidden, Optional<Value> initialCell,
            Optional<Value> peepholes) {}

    /** Makes the operation. */
    public static RecurrentOp create(OpBuilder builder, Location location, Value input, Value weights, Value recurrence, Extras extras,
            Parameters parameters) {
        var state = new OpState(location).segment(List.of(input)).segment(List.of(weights)).segment(List.of(recurrence));
        for (var extra : List.of(extras.bias(), extras.lengths(), extras.initialHidden(), extras.initialCell(), extras.peepholes())) {
            state.segment(extra.stream().toList());
        }
        state.property("cell", new StringAttr(parameters.cell().text()))
                .property("direction", new StringAttr(parameters.direction().text()))
                .property("activations", ArrayAttr.ofStrings(parameters.activations().stream().map(RecurrentActivation::text).toList()))
                .property("alpha", DenseArrayAttr.ofDoubles(parameters.alpha()))
                .property("beta", DenseArrayAttr.ofDoubles(parameters.beta()))
                .property("input_forget", IntegerAttr.ofBoolean(parameters.inputForget()))
                .property("linear_before_reset", IntegerAttr.ofBoolean(parameters.linearBeforeReset()))
                .property("batch_first", IntegerAttr.ofBoolean(parameters.batchFirst()));
        parameters.clip().ifPresent(clip -> state.property("clip", FloatAttr.of(clip)));
        var type = (TensorType) input.type();
        return builder.create(DEF, state.results(
                inferShapes(type.shape(), ArrayTypes.shape(recurrence), parameters.cell(), parameters.direction(), parameters.batchFirst())
                        .stream().map(type::withShape).toList()));
    }

    /** The tensor of a slot of the definition that may be absent: 3 bias, 4 lengths, 5 hidden state, 6 cell, 7 peepholes. */
    public Optional<Value> extra(int slot) {
        return optionalOperand(slot);
    }

    /** What the operation states. */
    public Parameters parameters() {
        return new Parameters(RecurrentCell.of(stringProperty("cell")), RecurrentDirection.of(stringProperty("direction")),
                property("activations", ArrayAttr.class).elements().stream().map(RecurrentOp::activation).toList(),
                property("alpha", DenseArrayAttr.class).toDoubles(), property("beta", DenseArrayAttr.class).toDoubles(),
                properties().get("clip") instanceof FloatAttr clip ? Optional.of(clip.value()) : Optional.empty(), flag("input_forget"),
                flag("linear_before_reset"), flag("batch_first"));
    }

    private static RecurrentActivation activation(Attribute name) {
        return RecurrentActivation.of(name instanceof StringAttr text ? text.value() : String.valueOf(name));
    }

    private boolean flag(String name) {
        return property(name, IntegerAttr.class).isTrue();
    }

    private static List<Shape> inferShapes(Shape input, Shape recurrence, RecurrentCell cell, RecurrentDirection direction,
            boolean batchFirst) {
        ArrayTypes.requireRank(input, 3, "an input");
        ArrayTypes.requireRank(recurrence, 3, "a recurrence");
        int directions = direction.count();
        long hidden = recurrence.dimension(2);
        if (hidden != Shape.DYNAMIC && !InferredTypes.agree(recurrence, Shape.of(directions, cell.gates() * hidden, hidden))) {
            throw new IllegalArgumentException("has a recurrence of shape " + recurrence + " where " + directions + " direction(s) of "
                    + cell.text() + " cells need " + Shape.of(directions, cell.gates() * hidden, hidden));
        }
        long batch = input.dimension(batchFirst ? 0 : 1);
        long times = input.dimension(batchFirst ? 1 : 0);
        var all = batchFirst ? Shape.of(batch, times, directions, hidden) : Shape.of(times, directions, batch, hidden);
        var last = batchFirst ? Shape.of(batch, directions, hidden) : Shape.of(directions, batch, hidden);
        return cell == RecurrentCell.LSTM ? List.of(all, last, last) : List.of(all, last);
    }

    @Override
    public List<Shape> inferShapes() {
        var parameters = parameters();
        return inferShapes(ArrayTypes.shape(operand(0)), ArrayTypes.shape(operand(2)), parameters.cell(), parameters.direction(),
                parameters.batchFirst());
    }

    @Override
    public void verify(Verifier check) {
        ArrayTypes.verifyName(check, this, "cell", EnumNames.of(RecurrentCell.class));
        ArrayTypes.verifyName(check, this, "direction", EnumNames.of(RecurrentDirection.class));
        if (check(check)) {
            verifyOperands(check, parameters());
        }
    }

    /** Whether the attributes can be read. */
    private boolean check(Verifier check) {
        try {
            var parameters = parameters();
            int functions = parameters.cell().activations() * parameters.direction().count();
            if (parameters.activations().size() != functions || parameters.alpha().length != functions
                    || parameters.beta().length != functions) {
                check.error("expects %d activations with as many entries in 'alpha' and 'beta'", functions);
            }
            if (resultCount() != (parameters.cell() == RecurrentCell.LSTM ? 3 : 2)) {
                check.error("expects 3 results of an lstm and 2 of other cells, not %d", resultCount());
                return false;
            }
            inferShapes();
            InferredTypes.verify(this, check);
            return true;
        } catch (IllegalArgumentException e) {
            check.error("%s", e.getMessage());
            return false;
        }
    }

    private void verifyOperands(Verifier check, Parameters parameters) {
        var input = ArrayTypes.shape(operand(0));
        long directions = parameters.direction().count();
        long batch = input.dimension(parameters.batchFirst() ? 0 : 1);
        long hidden = ArrayTypes.shape(operand(2)).dimension(2);
        if (hidden == Shape.DYNAMIC) {
            return;
        }
        long rows = parameters.cell().gates() * hidden;
        var state = parameters.batchFirst() ? Shape.of(batch, directions, hidden) : Shape.of(directions, batch, hidden);
        verifyShape(check, Optional.of(operand(1)), "weights", Shape.of(directions, rows, input.dimension(2)));
        verifyShape(check, extra(3), "a bias", Shape.of(directions, 2 * rows));
        verifyShape(check, extra(4), "lengths", Shape.of(batch));
        verifyShape(check, extra(5), "an initial hidden state", state);
        verifyShape(check, extra(6), "an initial cell", state);
        verifyShape(check, extra(7), "peepholes", Shape.of(directions, 3 * hidden));
    }

    private static void verifyShape(Verifier check, Optional<Value> value, String what, Shape expected) {
        value.map(ArrayTypes::shape).filter(s -> !InferredTypes.agree(s, expected))
                .ifPresent(s -> check.error("expects %s of shape %s, not %s", what, expected, s));
    }
}
