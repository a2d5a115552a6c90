package qcc.dialect.array;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
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

/** Sums of products over named axes. */
public final class EinsumOp extends Op implements ArrayAlgebra {
    public static final OpDef<EinsumOp> DEF = OpDef.of("array.einsum", EinsumOp.class, EinsumOp::new)
            .summary("sums of products over named axes")
            .description(
                    """
                            `equation` names the axes of each operand and, behind `->`, of the result, as NumPy's `einsum` does: the result is the sum over all
                            letters that it does not name of the products of the operands' elements. A letter twice in one operand means its diagonal; `...` stands
                            for any further axes, which are broadcast. Without `->` the result has the letters that occur once, in alphabetical order.""")
            .example("""
                    %y = array.einsum %a, %b {equation = "bij,bjk->bik"} : (tensor<2x3x4xf32>, tensor<2x4x5xf32>) -> tensor<2x3x5xf32>""")
            .variadicOperand("inputs", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .attribute("equation", StringAttr.class, "the names of the axes")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private EinsumOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation on operands of one element type. */
    public static EinsumOp create(OpBuilder builder, Location location, List<Value> inputs, String equation) {
        var shape = EinsumEquation.of(equation, inputs.stream().map(v -> ArrayTypes.shape(v).rank()).toList())
                .resultShape(inputs.stream().map(ArrayTypes::shape).toList());
        return builder.create(DEF, new OpState(location).operands(inputs).property("equation", new StringAttr(equation))
                .results(new TensorType(shape, inputs.getFirst().type().elementType())));
    }

    /** The axes that the equation names. */
    public EinsumEquation equation() {
        return EinsumEquation.of(stringProperty("equation"), operands().stream().map(v -> ArrayTypes.shape(v).rank()).toList());
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(equation().resultShape(operands().stream().map(ArrayTypes::shape).toList()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        operands().forEach(operand -> ArrayTypes.verifyOneElementType(check, operand, result()));
    }
}
