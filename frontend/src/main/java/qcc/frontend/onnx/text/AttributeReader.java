package qcc.frontend.onnx.text;

import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.ParserRuleContext;
import qcc.frontend.onnx.text.OnnxTextParser.AttributeContext;
import qcc.frontend.onnx.text.OnnxTextParser.ItemContext;
import qcc.frontend.onnx.text.OnnxTextParser.ListContext;
import qcc.frontend.onnx.text.OnnxTextParser.TensorContext;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.frontend.onnx.wire.Onnx.AttributeProto.AttributeType;
import qcc.frontend.onnx.wire.Onnx.TensorProto;

/** Reads attributes. What is not said about their kind follows from the value; an integer may stand for a real number. */
final class AttributeReader {
    private final ProtoReader graphs;

    /** @param graphs reads the graphs that are values of attributes */
    AttributeReader(ProtoReader graphs) {
        this.graphs = graphs;
    }

    AttributeProto attribute(AttributeContext tree) {
        var attribute = AttributeProto.newBuilder().setName(Words.name(tree.name(0)));
        var stated = tree.kind == null
                ? AttributeType.UNDEFINED
                : TypeNames.kind(Words.name(tree.kind)).orElseThrow(() -> Words.error(tree.kind,
                        "there is no kind of attributes '" + Words.name(tree.kind) + "'"));
        if (tree.list() != null) {
            list(tree.list(), stated, attribute);
        } else {
            single(tree.item(), stated, attribute);
        }
        return attribute.build();
    }

    private void single(ItemContext tree, AttributeType stated, AttributeProto.Builder attribute) {
        if (tree.AT() != null) {
            attribute.setRefAttrName(Words.name(tree.name()));
            if (stated != AttributeType.UNDEFINED) {
                attribute.setType(stated);
            }
            return;
        }
        var kind = kind(tree, stated == AttributeType.FLOAT);
        check(tree, stated, kind);
        attribute.setType(kind);
        var token = tree.getStart();
        switch (kind) {
            case INT -> attribute.setI(Words.number(token, Literals::integer));
            case FLOAT -> attribute.setF(Words.number(token, Literals::real32));
            case STRING -> attribute.setS(Bytes.of(Bytes.unquote(token.getText())));
            case TENSOR -> attribute.setT(tensor(tree.tensor()));
            case TYPE_PROTO -> attribute.setTp(TypeReader.type(tree.type()));
            default -> attribute.setG(graphs.graph(Words.name(tree.nested), tree.graph()));
        }
    }

    private void list(ListContext tree, AttributeType stated, AttributeProto.Builder attribute) {
        if (tree.item().isEmpty()) {
            if (stated == AttributeType.UNDEFINED) {
                throw Words.error(tree, "an empty list needs the kind of its elements, as in 'axes: ints = []'");
            }
            check(tree, stated, plural(singular(stated)));
            attribute.setType(stated);
            return;
        }
        var kind = stated == AttributeType.UNDEFINED ? plural(kind(tree.item(0), false)) : stated;
        check(tree, kind, plural(singular(kind)));
        attribute.setType(kind);
        tree.item().forEach(item -> element(item, singular(kind), attribute));
    }

    private void element(ItemContext tree, AttributeType expected, AttributeProto.Builder attribute) {
        if (tree.AT() != null) {
            throw Words.error(tree, "a list cannot hold a reference to an attribute");
        }
        check(tree, expected, kind(tree, expected == AttributeType.FLOAT));
        var token = tree.getStart();
        switch (expected) {
            case INT -> attribute.addInts(Words.number(token, Literals::integer));
            case FLOAT -> attribute.addFloats(Words.number(token, Literals::real32));
            case STRING -> attribute.addStrings(Bytes.of(Bytes.unquote(token.getText())));
            case TENSOR -> attribute.addTensors(tensor(tree.tensor()));
            case TYPE_PROTO -> attribute.addTypeProtos(TypeReader.type(tree.type()));
            default -> attribute.addGraphs(graphs.graph(Words.name(tree.nested), tree.graph()));
        }
    }

    private static void check(ParserRuleContext place, AttributeType expected, AttributeType kind) {
        if (expected != AttributeType.UNDEFINED && expected != kind) {
            throw Words.error(place, "expected a value of kind '" + TypeNames.kind(expected) + "' but found one of kind '"
                    + TypeNames.kind(kind) + "'");
        }
    }

    private static AttributeType kind(ItemContext tree, boolean real) {
        if (tree.tensor() != null) {
            return AttributeType.TENSOR;
        }
        if (tree.type() != null) {
            return AttributeType.TYPE_PROTO;
        }
        if (tree.graph() != null) {
            return AttributeType.GRAPH;
        }
        return switch (tree.getStart().getType()) {
            case OnnxTextLexer.INTEGER -> real ? AttributeType.FLOAT : AttributeType.INT;
            case OnnxTextLexer.STRING -> AttributeType.STRING;
            case OnnxTextLexer.ID -> special(tree.getStart());
            default -> AttributeType.FLOAT;
        };
    }

    private static AttributeType special(Token word) {
        if (!Literals.isSpecial(word.getText())) {
            throw Words.error(word, "expected a value but found the word '" + word.getText() + "'; strings need quotes");
        }
        return AttributeType.FLOAT;
    }

    private static TensorProto tensor(TensorContext tree) {
        return DataReader.tensor(tree.name() == null ? "" : Words.name(tree.name()), tree.type(), tree, tree.data());
    }

    private static AttributeType singular(AttributeType list) {
        return switch (list) {
            case FLOATS -> AttributeType.FLOAT;
            case INTS -> AttributeType.INT;
            case STRINGS -> AttributeType.STRING;
            case TENSORS -> AttributeType.TENSOR;
            case GRAPHS -> AttributeType.GRAPH;
            case TYPE_PROTOS -> AttributeType.TYPE_PROTO;
            case SPARSE_TENSORS -> AttributeType.SPARSE_TENSOR;
            case UNDEFINED, FLOAT, INT, STRING, TENSOR, GRAPH, TYPE_PROTO, SPARSE_TENSOR -> list;
        };
    }

    private static AttributeType plural(AttributeType single) {
        return switch (single) {
            case FLOAT, FLOATS -> AttributeType.FLOATS;
            case INT, INTS -> AttributeType.INTS;
            case STRING, STRINGS -> AttributeType.STRINGS;
            case TENSOR, TENSORS -> AttributeType.TENSORS;
            case GRAPH, GRAPHS -> AttributeType.GRAPHS;
            case TYPE_PROTO, TYPE_PROTOS -> AttributeType.TYPE_PROTOS;
            case SPARSE_TENSOR, SPARSE_TENSORS -> AttributeType.SPARSE_TENSORS;
            case UNDEFINED -> AttributeType.UNDEFINED;
        };
    }
}
