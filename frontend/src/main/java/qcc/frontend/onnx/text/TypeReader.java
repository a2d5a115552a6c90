package qcc.frontend.onnx.text;

import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;
import qcc.frontend.onnx.text.OnnxTextParser.DimensionContext;
import qcc.frontend.onnx.text.OnnxTextParser.DimensionsContext;
import qcc.frontend.onnx.text.OnnxTextParser.TypeContext;
import qcc.frontend.onnx.wire.Onnx.TensorShapeProto;
import qcc.frontend.onnx.wire.Onnx.TypeProto;

/** Reads types. {@code float} is a scalar, {@code float[]} a tensor of unknown rank. */
final class TypeReader {
    private TypeReader() {}

    static TypeProto type(TypeContext tree) {
        var type = TypeProto.newBuilder();
        if (tree.kind == null) {
            return type.setTensorType(tensor(tree)).build();
        }
        return switch (tree.kind.getType()) {
            case OnnxTextLexer.SEQUENCE -> type.setSequenceType(TypeProto.Sequence.newBuilder().setElemType(type(tree.type()))).build();
            case OnnxTextLexer.OPTIONAL -> type.setOptionalType(TypeProto.Optional.newBuilder().setElemType(type(tree.type()))).build();
            case OnnxTextLexer.MAP -> type.setMapType(TypeProto.Map.newBuilder().setKeyType(element(tree.PRIMITIVE().getSymbol()))
                    .setValueType(type(tree.type()))).build();
            case OnnxTextLexer.SPARSE -> type.setSparseTensorType(sparse(tree)).build();
            default -> type.setOpaqueType(opaque(tree)).build();
        };
    }

    private static int element(Token name) {
        return TypeNames.element(name.getText()).getNumber();
    }

    private static TypeProto.Tensor.Builder tensor(TypeContext tree) {
        var tensor = TypeProto.Tensor.newBuilder().setElemType(element(tree.PRIMITIVE().getSymbol()));
        if (hasShape(tree.dimensions())) {
            tensor.setShape(shape(tree.dimensions()));
        }
        return tensor;
    }

    private static TypeProto.SparseTensor.Builder sparse(TypeContext tree) {
        var tensor = TypeProto.SparseTensor.newBuilder().setElemType(element(tree.PRIMITIVE().getSymbol()));
        if (hasShape(tree.dimensions())) {
            tensor.setShape(shape(tree.dimensions()));
        }
        return tensor;
    }

    private static boolean hasShape(DimensionsContext tree) {
        return tree == null || !tree.dimension().isEmpty();
    }

    private static TensorShapeProto shape(DimensionsContext tree) {
        var shape = TensorShapeProto.newBuilder();
        if (tree != null) {
            tree.dimension().forEach(d -> shape.addDim(dimension(d)));
        }
        return shape.build();
    }

    private static TensorShapeProto.Dimension dimension(DimensionContext tree) {
        var dimension = TensorShapeProto.Dimension.newBuilder();
        if (tree.INTEGER() != null) {
            dimension.setDimValue(Words.number(tree.INTEGER().getSymbol(), Literals::integer));
        } else if (tree.name() != null) {
            dimension.setDimParam(Words.name(tree.name()));
        }
        return dimension.build();
    }

    /** One name is the type's, with dots or not; of two the first is the domain. */
    private static TypeProto.Opaque.Builder opaque(TypeContext tree) {
        var opaque = TypeProto.Opaque.newBuilder();
        if (tree.qualified() != null) {
            var first = tree.qualified().name().stream().map(Words::name).collect(Collectors.joining("."));
            if (tree.name() == null) {
                opaque.setName(first);
            } else {
                opaque.setDomain(first).setName(Words.name(tree.name()));
            }
        }
        return opaque;
    }
}
