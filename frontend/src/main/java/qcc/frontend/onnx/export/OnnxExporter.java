package qcc.frontend.onnx.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.frontend.onnx.NetworkModule;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.OperatorSetIdProto;
import qcc.frontend.onnx.wire.Onnx.StringStringEntryProto;
import qcc.frontend.onnx.wire.Onnx.TypeProto;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.DictionaryAttr;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.SymbolTable;
import qcc.ir.TensorType;
import qcc.ir.Type;

/**
 * Writes networks as ONNX models.
 *
 * <p>Operations on reals become the operators they came from. Operations on quantized tensors become operators on reals between
 * DequantizeLinear and QuantizeLinear with the grids of the IR; weights are 8-bit initializers and biases 32-bit ones behind DequantizeLinear.
 */
public final class OnnxExporter {
    /** A model with more bytes of weights than this has them in a file of their own: a message can have 2 GiB. */
    private static final long MOST_INLINE_BYTES = 2_000_000_000L;

    private OnnxExporter() {}

    /**
     * Writes a network to a file, and large weights to {@code FILE.data} beside it. Files appear when they are complete.
     *
     * @param producer name and version of this program
     * @throws ExportException if ONNX cannot express the network
     * @throws IOException if a file cannot be written
     */
    public static void write(ModuleOp module, Path file, String producer) throws IOException {
        write(module, file, producer, MOST_INLINE_BYTES);
    }

    /** @param mostInlineBytes weights beyond which they go to a file of their own */
    static void write(ModuleOp module, Path file, String producer, long mostInlineBytes) throws IOException {
        var model = model(module, producer);
        long bytes = model.getGraph().getInitializerList().stream().mapToLong(t -> t.getRawData().size()).sum();
        if (bytes > mostInlineBytes) {
            model = ExternalWeights.write(model, file.resolveSibling(file.getFileName() + ".data"));
        }
        var temporary = file.resolveSibling(".%s.%d.tmp".formatted(file.getFileName(), ProcessHandle.current().pid()));
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                model.writeTo(out);
            }
            ExternalWeights.move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The model, with all weights in it. */
    static ModelProto model(ModuleOp module, String producer) {
        var main = new SymbolTable(module).lookup(NetworkModule.FUNCTION, FuncOp.class).filter(f -> !f.isDeclaration())
                .orElseThrow(() -> new ExportException(module, "has no function @" + NetworkModule.FUNCTION + " with a body"));
        var writer = new GraphWriter();
        var graph = graph(main, writer);
        text(module.attributes().get(NetworkModule.NETWORK)).filter(n -> !n.isEmpty()).ifPresentOrElse(graph::setName,
                () -> graph.setName(NetworkModule.FUNCTION));
        var model = ModelProto.newBuilder().setIrVersion(irVersion(writer.opset())).setProducerName(producer).setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(writer.opset()));
        text(module.attributes().get(NetworkModule.DOCUMENTATION)).ifPresent(model::setDocString);
        if (module.attributes().get(NetworkModule.METADATA) instanceof DictionaryAttr metadata) {
            metadata.entries().forEach(e -> text(e.value()).ifPresent(
                    v -> model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(e.name()).setValue(v))));
        }
        return model.build();
    }

    private static Optional<String> text(Attribute attribute) {
        return attribute instanceof StringAttr text ? Optional.of(text.value()) : Optional.empty();
    }

    /** The first version of the file format that knows an operator set. */
    private static int irVersion(int opset) {
        return opset <= 18 ? 8 : opset <= 20 ? 9 : 10;
    }

    private static GraphProto.Builder graph(FuncOp main, GraphWriter writer) {
        var graph = GraphProto.newBuilder();
        var nodes = new NodeWriter(writer);
        var arguments = main.entry().arguments();
        for (var argument : arguments) {
            var attributes = main.argumentAttributes(argument.index());
            writer.bind(argument, writer.unique(name(attributes, "input" + argument.index())));
            graph.addInput(value(main, writer.name(argument), argument.type(), attributes));
        }
        var results = ((ReturnOp) main.entry().last()).operands();
        var outputs = new String[results.size()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = writer.unique(name(main.resultAttributes(i), "output" + i));
            if (!writer.isBound(results.get(i))) {
                writer.bind(results.get(i), outputs[i]);
            }
            graph.addOutput(value(main, outputs[i], results.get(i).type(), main.resultAttributes(i)));
        }
        for (var op : main.entry()) {
            if (!(op instanceof ReturnOp)) {
                nodes.write(op);
            }
        }
        for (int i = 0; i < outputs.length; i++) { // an input or another output, too
            if (!nodes.name(results.get(i)).equals(outputs[i])) {
                writer.add(new GraphWriter.Node("Identity", nodes.name(results.get(i))), outputs[i]);
            }
        }
        return graph.addAllNode(writer.nodes()).addAllInitializer(writer.initializers());
    }

    private static String name(DictionaryAttr attributes, String otherwise) {
        return text(attributes.get(NetworkModule.NAME)).filter(n -> !n.isEmpty()).orElse(otherwise);
    }

    private static ValueInfoProto value(FuncOp main, String name, Type type, DictionaryAttr attributes) {
        if (!(type instanceof TensorType tensor)) {
            throw new ExportException(main, "has an input or output of type " + type + "; only tensors can be written");
        }
        var element = Elements.type(tensor.element())
                .orElseThrow(
                        () -> new ExportException(main, "has an input or output of type " + type + "; only plain tensors can be written"));
        var proto = TypeProto.Tensor.newBuilder().setElemType(element.getNumber());
        var shape = proto.getShapeBuilder();
        var symbols = attributes.get(NetworkModule.DIMENSION_NAMES) instanceof ArrayAttr names ? names.elements() : List.<Attribute>of();
        for (int i = 0; i < tensor.rank(); i++) {
            var dimension = shape.addDimBuilder();
            if (tensor.shape().dimension(i) != Shape.DYNAMIC) {
                dimension.setDimValue(tensor.shape().dimension(i));
            } else if (i < symbols.size()) {
                text(symbols.get(i)).filter(s -> !s.isEmpty()).ifPresent(dimension::setDimParam);
            }
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(proto)).build();
    }
}
