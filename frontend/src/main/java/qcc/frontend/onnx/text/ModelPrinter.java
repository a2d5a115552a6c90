package qcc.frontend.onnx.text;

import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;
import qcc.frontend.onnx.wire.Onnx.FunctionProto;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.OperatorSetIdProto;
import qcc.frontend.onnx.wire.Onnx.StringStringEntryProto;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;

/** Writes models in ONNX's textual syntax, so that {@link ModelParser} and {@code onnx.parser} read the same model back. */
public final class ModelPrinter {
    private static final String STEP = "   ";

    private final TextOutput out;
    private final TypePrinter types;
    private final DataPrinter data;
    private final AttributePrinter attributes;

    private ModelPrinter(OutputStream target) {
        this.out = new TextOutput(target);
        this.types = new TypePrinter(out);
        this.data = new DataPrinter(out);
        this.attributes = new AttributePrinter(out, this::graph);
    }

    /**
     * Writes a model.
     *
     * @return what the syntax has no place for and the text therefore leaves out; none of it changes what the model computes
     * @throws IllegalArgumentException if the text would compute something else, such as a model with sparse tensors; says why
     * @throws java.io.UncheckedIOException if writing fails
     */
    public static List<String> print(ModelProto model, OutputStream target) {
        var printer = new ModelPrinter(target);
        printer.model(model);
        return printer.out.omissions();
    }

    private void model(ModelProto model) {
        out.put("<\n" + STEP + "ir_version: " + model.getIrVersion());
        operatorSets(model.getOpsetImportList());
        text("producer_name", model.getProducerName());
        text("producer_version", model.getProducerVersion());
        text("domain", model.getDomain());
        if (model.hasModelVersion()) {
            out.put(",\n" + STEP + "model_version: " + model.getModelVersion());
        }
        text("doc_string", model.getDocString());
        if (model.getMetadataPropsCount() > 0) {
            out.put(",\n" + STEP + "metadata_props: ").list("[", model.getMetadataPropsList(), ", ", "]", this::entry);
        }
        out.put("\n>\n");
        out.omitIf(model.getTrainingInfoCount() > 0, "training information");
        out.omitIf(model.getConfigurationCount() > 0, "configurations of devices");
        graph(model.getGraph(), "");
        model.getFunctionsList().forEach(this::function);
        out.put("\n");
    }

    private void operatorSets(List<OperatorSetIdProto> sets) {
        out.put(",\n" + STEP + "opset_import: ").list("[", sets, ", ", "]",
                set -> out.quoted(set.getDomain()).put(" : " + set.getVersion()));
    }

    private void text(String key, String value) {
        if (!value.isEmpty()) {
            out.put(",\n" + STEP + key + ": ").quoted(value);
        }
    }

    private void entry(StringStringEntryProto entry) {
        out.quoted(entry.getKey()).put(": ").quoted(entry.getValue());
    }

    private void graph(GraphProto graph, String indentation) {
        if (graph.getSparseInitializerCount() > 0) {
            throw new IllegalArgumentException("has sparse initializers, which the syntax cannot express");
        }
        out.omitIf(graph.hasDocString(), "documentation of graphs");
        out.omitIf(graph.getQuantizationAnnotationCount() > 0, "annotations of quantization");
        out.omitIf(graph.getMetadataPropsCount() > 0, "metadata of graphs");
        out.name(graph.getName()).list(" (", graph.getInputList(), ", ", ")", this::value);
        out.list(" => (", graph.getOutputList(), ", ", ")", this::value);
        if (graph.getInitializerCount() + graph.getValueInfoCount() > 0) {
            var between = "\n" + indentation + STEP;
            Stream<Runnable> initializers = graph.getInitializerList().stream().map(t -> () -> data.initializer(t));
            Stream<Runnable> values = graph.getValueInfoList().stream().map(v -> () -> value(v));
            out.list(" <" + between, Stream.concat(initializers, values).toList(), "," + between, "\n" + indentation + ">", Runnable::run);
        }
        nodes(graph.getNodeList(), indentation);
    }

    private void value(ValueInfoProto value) {
        out.omitIf(value.hasDocString(), "documentation of values");
        out.omitIf(value.getMetadataPropsCount() > 0, "metadata of values");
        if (value.hasType()) {
            types.print(value.getType());
            out.put(" ");
        }
        out.name(value.getName());
    }

    private void nodes(List<NodeProto> nodes, String indentation) {
        out.put(" {\n");
        for (var node : nodes) {
            node(node, indentation + STEP);
        }
        out.put(indentation + "}");
    }

    private void node(NodeProto node, String indentation) {
        out.omitIf(node.hasDocString(), "documentation of nodes");
        out.omitIf(node.getMetadataPropsCount() > 0, "metadata of nodes");
        out.omitIf(node.getDeviceConfigurationsCount() > 0, "configurations of devices");
        out.put(indentation);
        if (!node.getName().isEmpty()) {
            out.put("[").name(node.getName()).put("] ");
        }
        out.list("", node.getOutputList(), ", ", " = ", out::name);
        if (!node.getDomain().isEmpty()) {
            out.qualified(node.getDomain()).put(".");
        }
        out.name(node.getOpType());
        if (!node.getOverload().isEmpty()) {
            out.put(":").name(node.getOverload());
        }
        if (node.getAttributeCount() > 0) {
            out.list(" <", node.getAttributeList(), ", ", ">", a -> attributes.print(a, indentation));
        }
        out.list(" (", node.getInputList(), ", ", ")\n", out::name);
    }

    private void function(FunctionProto function) {
        out.omitIf(function.getMetadataPropsCount() > 0, "metadata of functions");
        out.put("\n<\n" + STEP + "domain: ").quoted(function.getDomain());
        text("overload", function.getOverload());
        operatorSets(function.getOpsetImportList());
        text("doc_string", function.getDocString());
        out.put("\n>\n").name(function.getName());
        Stream<Runnable> required = function.getAttributeList().stream().map(a -> () -> out.name(a));
        Stream<Runnable> others = function.getAttributeProtoList().stream().map(a -> () -> attributes.print(a, ""));
        var formals = Stream.concat(required, others).toList();
        if (!formals.isEmpty()) {
            out.list(" <", formals, ", ", ">", Runnable::run);
        }
        out.list(" (", function.getInputList(), ", ", ")", out::name).list(" => (", function.getOutputList(), ", ", ")", out::name);
        if (function.getValueInfoCount() > 0) {
            out.list(" <", function.getValueInfoList(), ", ", ">", this::value);
        }
        nodes(function.getNodeList(), "");
    }
}
