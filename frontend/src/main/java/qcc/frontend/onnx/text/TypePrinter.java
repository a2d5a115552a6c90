package qcc.frontend.onnx.text;

import qcc.frontend.onnx.wire.Onnx.TensorShapeProto;
import qcc.frontend.onnx.wire.Onnx.TypeProto;

/** Writes types. */
final class TypePrinter {
    private final TextOutput out;

    TypePrinter(TextOutput out) {
        this.out = out;
    }

    void print(TypeProto type) {
        out.omitIf(type.hasDenotation(), "denotations of types");
        switch (type.getValueCase()) {
            case TENSOR_TYPE ->
                tensor(type.getTensorType().getElemType(), type.getTensorType().hasShape(), type.getTensorType().getShape());
            case SEQUENCE_TYPE -> nested("seq", type.getSequenceType().getElemType());
            case OPTIONAL_TYPE -> nested("optional", type.getOptionalType().getElemType());
            case MAP_TYPE -> {
                out.put("map(" + element(type.getMapType().getKeyType()) + ", ");
                print(type.getMapType().getValueType());
                out.put(")");
            }
            case SPARSE_TENSOR_TYPE -> {
                out.put("sparse_tensor(");
                tensor(type.getSparseTensorType().getElemType(), type.getSparseTensorType().hasShape(),
                        type.getSparseTensorType().getShape());
                out.put(")");
            }
            case OPAQUE_TYPE -> opaque(type.getOpaqueType());
            case VALUE_NOT_SET ->
                throw new IllegalArgumentException("has a value whose type says nothing, which the syntax cannot express");
        }
    }

    static String element(int number) {
        return TypeNames.element(number)
                .orElseThrow(() -> new IllegalArgumentException("has elements of the type " + number + ", which has no name"));
    }

    private void nested(String constructor, TypeProto type) {
        out.put(constructor + "(");
        print(type);
        out.put(")");
    }

    private void tensor(int element, boolean isRanked, TensorShapeProto shape) {
        out.put(element(element));
        if (!isRanked) {
            out.put("[]");
        } else if (shape.getDimCount() > 0) {
            out.list("[", shape.getDimList(), ",", "]", this::dimension);
        }
    }

    private void dimension(TensorShapeProto.Dimension dimension) {
        out.omitIf(dimension.hasDenotation(), "denotations of dimensions");
        switch (dimension.getValueCase()) {
            case DIM_VALUE -> out.put(Long.toString(dimension.getDimValue()));
            case DIM_PARAM -> out.name(dimension.getDimParam());
            case VALUE_NOT_SET -> out.put("?");
        }
    }

    private void opaque(TypeProto.Opaque type) {
        out.put("opaque(");
        if (!type.getDomain().isEmpty()) {
            out.qualified(type.getDomain()).put(", ");
        }
        if (!type.getName().isEmpty()) {
            out.qualified(type.getName());
        }
        out.put(")");
    }
}
