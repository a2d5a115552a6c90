package qcc.dialect.array;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.IntegerType;
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

/** Asks whether reals are NaN or infinite. */
public final class ClassifyOp extends Op implements ArrayElementwise {
    public static final OpDef<ClassifyOp> DEF = OpDef.of("array.classify", ClassifyOp.class, ClassifyOp::new)
            .summary("whether reals are NaN or infinite")
            .description("""
                    `kinds` lists what is looked for: `nan`, `+inf` and `-inf`; an element of any of these kinds gives true.""")
            .example("""
                    %y = array.classify %x {kinds = ["+inf", "-inf"]} : (tensor<4xf32>) -> tensor<4xi1>""")
            .operand("input", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .attribute("kinds", ArrayAttr.class, "nan, +inf and -inf, any of them")
            .result("result", ArrayTypes.BOOLEANS_PHRASE, ArrayTypes.BOOLEANS)
            .format("operands attr-dict `:` functional-type");

    private ClassifyOp(OpState state) {
        super(DEF, state);
    }

    /** What can be looked for. */
    private static final List<String> KINDS = List.of("nan", "+inf", "-inf");

    /** Makes the operation. */
    public static ClassifyOp create(OpBuilder builder, Location location, Value input, List<String> kinds) {
        var names = new ArrayAttr(kinds.stream().<Attribute>map(StringAttr::new).toList());
        return builder.create(DEF, new OpState(location).operands(input).property("kinds", names)
                .results(((TensorType) input.type()).withElement(IntegerType.I1)));
    }

    /** Whether elements of a kind, {@code nan}, {@code +inf} or {@code -inf}, give true. */
    public boolean finds(String kind) {
        return property("kinds", ArrayAttr.class).elements().contains(new StringAttr(kind));
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(ArrayTypes.shape(operand(0)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        for (var kind : property("kinds", ArrayAttr.class)) {
            if (!(kind instanceof StringAttr text && KINDS.contains(text.value()))) {
                check.error("has the kind %s, which is none of %s", kind, String.join(", ", KINDS));
            }
        }
    }
}
