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
            .description("""
                    The value is `dense` data, or a `dense_resource` whose bytes stand in the file's resource section. For a
                    quantized result it holds the storage integers, in a tensor of the storage type. A splat stays a splat.""")
            .example(
                    """
                            %w = nn.constant {value = dense<[-127, 64]> : tensor<2xi8>} : tensor<2x!quant.uniform<i8<-127:127>:f32, 5.000000e-02>>""")
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
