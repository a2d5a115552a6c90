package qcc.frontend.onnx.text;

import java.util.function.BiConsumer;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.frontend.onnx.wire.Onnx.AttributeProto.AttributeType;
import qcc.frontend.onnx.wire.Onnx.GraphProto;

/** Writes attributes, with their kind where the value does not show it. */
final class AttributePrinter {
    private final TextOutput out;
    private final TypePrinter types;
    private final DataPrinter data;
    private final BiConsumer<GraphProto, String> graphs;

    /** @param graphs writes a graph at an indentation */
    AttributePrinter(TextOutput out, BiConsumer<GraphProto, String> graphs) {
        this.out = out;
        this.types = new TypePrinter(out);
        this.data = new DataPrinter(out);
        this.graphs = graphs;
    }

    void print(AttributeProto attribute, String indentation) {
        out.omitIf(attribute.hasDocString(), "documentation of attributes");
        out.name(attribute.getName());
        var kind = kind(attribute);
        if (!attribute.getRefAttrName().isEmpty()) {
            out.put(kind == AttributeType.UNDEFINED ? " = @" : ": " + TypeNames.kind(kind) + " = @").name(attribute.getRefAttrName());
            return;
        }
        out.put(isEmptyList(attribute) ? ": " + TypeNames.kind(kind) + " = " : " = ");
        value(attribute, kind, indentation);
    }

    private void value(AttributeProto attribute, AttributeType kind, String indentation) {
        switch (kind) {
            case FLOAT -> out.put(Numbers.real(attribute.getF()));
            case INT -> out.put(Long.toString(attribute.getI()));
            case STRING -> out.quoted(attribute.getS());
            case TENSOR -> data.value(attribute.getT());
            case GRAPH -> graphs.accept(attribute.getG(), indentation);
            case TYPE_PROTO -> types.print(attribute.getTp());
            case FLOATS -> out.list("[", attribute.getFloatsList(), ", ", "]", f -> out.put(Numbers.real(f)));
            case INTS -> out.list("[", attribute.getIntsList(), ", ", "]", i -> out.put(Long.toString(i)));
            case STRINGS -> out.list("[", attribute.getStringsList(), ", ", "]", out::quoted);
            case TENSORS -> out.list("[", attribute.getTensorsList(), ", ", "]", data::value);
            case GRAPHS -> out.list("[", attribute.getGraphsList(), ", ", "]", g -> graphs.accept(g, indentation));
            case TYPE_PROTOS -> out.list("[", attribute.getTypeProtosList(), ", ", "]", types::print);
            case SPARSE_TENSOR, SPARSE_TENSORS -> throw new IllegalArgumentException(
                    "has a sparse tensor in the attribute '" + attribute.getName() + "', which the syntax cannot express");
            case UNDEFINED -> throw new IllegalArgumentException("has an attribute '" + attribute.getName() + "' without a value");
        }
    }

    private static boolean isEmptyList(AttributeProto attribute) {
        return attribute.getFloatsCount() + attribute.getIntsCount() + attribute.getStringsCount() + attribute.getTensorsCount()
                + attribute.getGraphsCount() + attribute.getTypeProtosCount() == 0 && attribute.getType().name().endsWith("S");
    }

    /** Old writers leave the kind out; then the field that is set tells it. */
    private static AttributeType kind(AttributeProto attribute) {
        if (attribute.getType() != AttributeType.UNDEFINED) {
            return attribute.getType();
        }
        if (attribute.getFloatsCount() > 0) {
            return AttributeType.FLOATS;
        }
        if (attribute.getIntsCount() > 0) {
            return AttributeType.INTS;
        }
        if (attribute.getStringsCount() > 0) {
            return AttributeType.STRINGS;
        }
        return attribute.hasF()
                ? AttributeType.FLOAT
                : attribute.hasI()
                        ? AttributeType.INT
                        : attribute.hasS()
                                ? AttributeType.STRING
                                : attribute.hasT()
                                        ? AttributeType.TENSOR
                                        : attribute.hasG() ? AttributeType.GRAPH : AttributeType.UNDEFINED;
    }
}
