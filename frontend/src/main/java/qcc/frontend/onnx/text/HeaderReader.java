package qcc.frontend.onnx.text;

import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.antlr.v4.runtime.Token;
import qcc.frontend.onnx.text.OnnxTextParser.FieldContext;
import qcc.frontend.onnx.text.OnnxTextParser.HeaderContext;
import qcc.frontend.onnx.text.OnnxTextParser.PairContext;
import qcc.frontend.onnx.wire.Onnx.FunctionProto;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.OperatorSetIdProto;
import qcc.frontend.onnx.wire.Onnx.StringStringEntryProto;

/** Reads the fields in front of models and functions. */
final class HeaderReader {
    private HeaderReader() {}

    static void read(HeaderContext tree, ModelProto.Builder model) {
        forEach(tree, field -> {
            switch (field.key.getText()) {
                case "ir_version" -> model.setIrVersion(integer(field));
                case "model_version" -> model.setModelVersion(integer(field));
                case "opset_import" -> model.addAllOpsetImport(operatorSets(field));
                case "producer_name" -> model.setProducerName(string(field));
                case "producer_version" -> model.setProducerVersion(string(field));
                case "domain" -> model.setDomain(string(field));
                case "doc_string" -> model.setDocString(string(field));
                case "metadata_props" -> model.addAllMetadataProps(pairs(field).stream().map(HeaderReader::entry).toList());
                default -> throw unknown(field, "ir_version, opset_import, producer_name, producer_version, domain, model_version, "
                        + "doc_string and metadata_props");
            }
        });
    }

    static void read(HeaderContext tree, FunctionProto.Builder function) {
        forEach(tree, field -> {
            switch (field.key.getText()) {
                case "opset_import" -> function.addAllOpsetImport(operatorSets(field));
                case "domain" -> function.setDomain(string(field));
                case "overload" -> function.setOverload(string(field));
                case "doc_string" -> function.setDocString(string(field));
                default -> throw unknown(field, "domain, overload, opset_import and doc_string");
            }
        });
    }

    private static void forEach(HeaderContext tree, Consumer<FieldContext> reader) {
        var seen = new HashSet<String>();
        for (var field : tree.field()) {
            if (!seen.add(field.key.getText())) {
                throw Words.error(field, "the field '" + field.key.getText() + "' stands here for the second time");
            }
            reader.accept(field);
        }
    }

    private static SyntaxException unknown(FieldContext field, String known) {
        return Words.error(field, "there is no field '" + field.key.getText() + "'; the fields are " + known);
    }

    private static long integer(FieldContext field) {
        if (field.INTEGER() == null) {
            throw Words.error(field, "the field '" + field.key.getText() + "' must be an integer");
        }
        return Words.number(field.INTEGER().getSymbol(), Literals::integer);
    }

    private static String string(FieldContext field) {
        if (field.STRING() == null) {
            throw Words.error(field, "the field '" + field.key.getText() + "' must be a string");
        }
        return Words.string(field.STRING().getSymbol());
    }

    private static List<PairContext> pairs(FieldContext field) {
        if (field.OPEN_LIST() == null) {
            throw Words.error(field, "the field '" + field.key.getText() + "' must be a list of pairs");
        }
        return field.pair();
    }

    private static List<OperatorSetIdProto> operatorSets(FieldContext field) {
        return pairs(field).stream().map(HeaderReader::operatorSet).toList();
    }

    private static OperatorSetIdProto operatorSet(PairContext pair) {
        if (pair.content.getType() != OnnxTextLexer.INTEGER) {
            throw Words.error(pair.content, "the version of an operator set must be an integer");
        }
        return OperatorSetIdProto.newBuilder().setDomain(Words.string(pair.key)).setVersion(Words.number(pair.content, Literals::integer))
                .build();
    }

    /** A pair of strings. */
    static StringStringEntryProto entry(PairContext pair) {
        return StringStringEntryProto.newBuilder().setKey(Words.string(pair.key)).setValue(string(pair.content)).build();
    }

    private static String string(Token token) {
        if (token.getType() != OnnxTextLexer.STRING) {
            throw Words.error(token, "expected a string but found '" + token.getText() + "'");
        }
        return Words.string(token);
    }
}
