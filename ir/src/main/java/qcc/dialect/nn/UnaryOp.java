package qcc.dialect.nn;

import java.util.List;
import qcc.ir.FloatAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** A function of single elements; on a quantized tensor a table. */
public final class UnaryOp extends Op implements NnElementwise, Pure, InferredTypes {
    /** The attributes that hold parameters. */
    private static final List<String> PARAMETERS = List.of("alpha", "beta", "gamma");

    public static final OpDef<UnaryOp> DEF = OpDef.of("nn.unary", UnaryOp.class, UnaryOp::new)
            .summary("a function of single elements")
            .description("""
                    `function` is one of abs, acos, acosh, asin, asinh, atan, atanh, ceil, celu, cos, cosh, elu, erf, exp, floor, gelu,
                    gelu_tanh, hard_sigmoid, hard_swish, leaky_relu, log, mish, neg, not, reciprocal, round, selu, shrink, sign, sin,
                    sinh, softplus, softsign, sqrt, swish, tan and thresholded_relu, with ONNX's definitions. `alpha` belongs to celu,
                    elu, hard_sigmoid, leaky_relu, selu, shrink (the threshold), swish and thresholded_relu, `beta` to hard_sigmoid and
                    shrink (the bias), `gamma` to selu. `abs`, `neg`, `not` and `sign` work on integers, too, `not` on these only.

                    Values are computed in f64 with `StrictMath` and rounded once. On quantized tensors the function is a table with an
                    entry for each storage integer of the input, rounded half to even onto the grid of the result.""")
            .example("""
                    %y = nn.unary %x {alpha = 1.000000e-01 : f64, function = "leaky_relu"} : (tensor<1x16xf32>) -> tensor<1x16xf32>""")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .attribute("function", StringAttr.class, "the name of the function")
            .optionalAttribute("alpha", FloatAttr.class, "the first parameter, f64")
            .optionalAttribute("beta", FloatAttr.class, "the second parameter, f64")
            .optionalAttribute("gamma", FloatAttr.class, "the third parameter, f64")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private UnaryOp(OpState state) {
        super(DEF, state);
    }

    /**
     * Makes the operation; the result has the type of the input.
     *
     * @param parameters one number for each of {@link UnaryFunction#parameters}
     */
    public static UnaryOp create(OpBuilder builder, Location location, Value input, UnaryFunction function, double... parameters) {
        var state = new OpState(location).operands(input).property("function", new StringAttr(function.text())).results(input.type());
        for (int i = 0; i < parameters.length; i++) {
            state.property(function.parameters().get(i), FloatAttr.of(parameters[i]));
        }
        return builder.create(DEF, state);
    }

    public Value input() {
        return operand(0);
    }

    public UnaryFunction function() {
        return UnaryFunction.of(stringProperty("function"));
    }

    /** The numbers of {@link UnaryFunction#parameters}. */
    public double[] parameters() {
        return function().parameters().stream().mapToDouble(name -> property(name, FloatAttr.class).value()).toArray();
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(((TensorType) input().type()).shape());
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        Quantization.verifyUniform(this, check);
        if (!UnaryFunction.NAMES.contains(stringProperty("function"))) {
            check.error("has the function \"%s\", which is none of %s", stringProperty("function"), String.join(", ", UnaryFunction.NAMES));
            return;
        }
        verifyElements(check);
        for (var parameter : PARAMETERS) {
            boolean needed = function().parameters().contains(parameter);
            if (needed != properties().get(parameter) instanceof FloatAttr) {
                check.error(needed ? "lacks '%s', which %s needs" : "has '%s', which %s does not take", parameter, function().text());
            }
        }
    }

    private void verifyElements(Verifier check) {
        var element = input().type().elementType();
        boolean integers = element instanceof IntegerType;
        if (integers ? !function().takesIntegers() : !function().takesReals()) {
            check.error("cannot apply %s to elements of type %s", function().text(), element);
        }
        if ((integers || element instanceof FloatType) && !element.equals(result().type().elementType())) {
            check.error("expects input and result of one element type");
        }
    }
}
