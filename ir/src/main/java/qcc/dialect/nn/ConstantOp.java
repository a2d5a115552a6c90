package qcc.dialect.nn;

import qcc.dialect.quant.QuantizedType;
import qcc.ir.Attribute;
import qcc.ir.ConstantLike;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Verifier;

/**
 * A constant tensor.
 *
 * <p>The value is {@code dense} or {@code dense_resource} data. For a quantized result it holds the storage integers, in a tensor of the
 * storage type; a splat stays a splat.
 */
public final class ConstantOp extends Op implements NnOp, ConstantLike {
    /** The property that holds the data. */
    public static final String VALUE = "value";

    public static final OpDef<ConstantOp> DEF = OpDef.of("nn.constant", ConstantOp.class, ConstantOp::new)
            .summary("a constant tensor")
            .description("The data of a quantized constant are its storage integers, in a tensor of the storage type.")
            .example("""
                    %0 = nn.constant {value = dense<1.000000e+00> : tensor<4xf32>} : tensor<4xf32>""")
            .attribute(VALUE, Attribute.class, "the elements: dense or dense_resource")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("attr-dict `:` type($result)");

    private ConstantOp(OpState state) {
        super(DEF, state);
    }

    /** Makes a constant whose type is that of its data. */
    public static ConstantOp create(OpBuilder builder, Location location, Attribute value) {
        return create(builder, location, value, dataType(value));
    }

    /** Makes a constant of a type of the same shape as its data. */
    public static ConstantOp create(OpBuilder builder, Location location, Attribute value, Type type) {
        return builder.create(DEF, new OpState(location).property(VALUE, value).results(type));
    }

    @Override
    public Attribute value() {
        return property(VALUE, Attribute.class);
    }

    public TensorType type() {
        return (TensorType) result().type();
    }

    private static Type dataType(Attribute value) {
        return switch (value) {
            case DenseElementsAttr d -> d.type();
            case DenseResourceAttr r -> r.type();
            default -> throw new IllegalArgumentException("constant data must be dense or dense_resource: " + value);
        };
    }

    @Override
    public void verify(Verifier check) {
        if (!(value() instanceof DenseElementsAttr) && !(value() instanceof DenseResourceAttr)) {
            check.error("expects dense or dense_resource data");
            return;
        }
        var element = type().element() instanceof QuantizedType q ? q.storageType() : type().element();
        var expected = type().withElement(element);
        if (!dataType(value()).equals(expected)) {
            check.error("expects data of type %s but has %s", expected, dataType(value()));
        }
    }
}
